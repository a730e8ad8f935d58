package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.sandbox.TestSandboxes;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle doctor --mcp} on a person's folder. */
@Tag("sandbox")
class DoctorCommandTest {
    private static final String HEALTHY = """
            import { createInterface } from 'node:readline';
            const results = {
              initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'own', version: '1' } },
              'tools/list': { tools: [{ name: 'now', inputSchema: { type: 'object' } }] },
              'tools/call': { content: [{ type: 'text', text: 'noon' }] },
            };
            createInterface({ input: process.stdin }).on('line', (line) => {
              const { id, method } = JSON.parse(line);
              if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: results[method] }));
            });
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path base;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void serversCanBeStarted() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "Node is not at /usr/bin/node");
        try (SandboxSelection sandboxes = TestSandboxes.strongest(base)) {
            assumeTrue(
                    sandboxes.level().kind() != SandboxLevel.Kind.REFUSED,
                    () -> sandboxes.level().proof());
        }
    }

    @Test
    void healthyServersAreSaidToBe() throws IOException {
        write(Map.of(
                ".mcp.json", "{\"mcpServers\": {\n\"own\": {\"command\": \"node\", \"args\": [\"own.mjs\"]}}}\n",
                "own.mjs", HEALTHY,
                ".github/fettle.yml", "mcp_servers: {own: {probe: {tool: now, expect: noon}}}\n"));
        assertThat(doctor()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "own  (.mcp.json:2)",
                        "  ok      start",
                        "  ok      handshake         own 1",
                        "  ok      protocol version  2025-06-18",
                        "  ok      tool list         1 tool",
                        "  ok      input schemas     1 valid",
                        "  ok      descriptions      7 texts",
                        "  ok      probe call        now: 'noon'",
                        "  ok      shutdown          with its client",
                        "1 server: 1 healthy, 0 broken, 0 not tried");
    }

    @Test
    void eachFaultSaysWhatToDo() throws IOException {
        write(Map.of(
                ".mcp.json", "{\"mcpServers\": {\"own\": {\"command\": \"node\", \"args\": [\"own.mjs\"]}}}\n",
                "own.mjs", "console.error('no such module'); process.exit(1);\n"));
        assertThat(doctor()).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "own  (.mcp.json:1)",
                        "  FAIL    start             died-at-start: no such module",
                        "          It ended before it answered: run the command by hand and read what it writes to its error output.",
                        "1 server: 0 healthy, 1 broken, 0 not tried");
    }

    @Test
    void whatCouldNotBeTriedHasItsOwnStatus() throws IOException {
        write(Map.of(
                ".mcp.json",
                "{\"mcpServers\": {\"far\": {\"command\": \"npx\", \"args\": [\"-y\", \"@acme/nowhere\"],"
                        + " \"env\": {\"ACME_TOKEN\": \"${ACME_TOKEN}\"}}}}\n"));
        assertThat(doctor("--json")).isEqualTo(3);
        JsonNode server =
                new ObjectMapper().readTree(out.toString()).path("servers").path(0);
        assertThat(server.path("state").asText()).isEqualTo("not_tried");
        assertThat(server.path("not_given").path(0).asText()).isEqualTo("ACME_TOKEN");
        assertThat(server.path("checks").path(0).path("fault").asText()).isEqualTo("package-not-local");
        assertThat(server.path("checks").path(0).path("what_to_do").asText()).contains("install it in the folder");
    }

    @Test
    void packagesMayLieElsewhere(@TempDir Path elsewhere) throws IOException {
        write(Map.of(
                ".mcp.json", "{\"mcpServers\": {\"near\": {\"command\": \"npx\", \"args\": [\"@acme/near\"]}}}\n"));
        Users.write(
                elsewhere,
                Map.of(
                        "node_modules/@acme/near/package.json",
                        "{\"name\": \"@acme/near\", \"version\": \"1.0.0\", \"type\": \"module\", \"bin\": \"./run.js\"}",
                        "node_modules/@acme/near/run.js",
                        HEALTHY));
        assertThat(doctor("--packages", elsewhere.toString())).isZero();
        assertThat(out.toString()).contains("near  (.mcp.json:1)").contains("ok      tool list");
    }

    @Test
    void aFolderWithoutServersIsWell() throws IOException {
        write(Map.of("a.txt", "a\n"));
        assertThat(doctor()).isZero();
        assertThat(out.toString()).startsWith("No MCP server is declared");
    }

    @Test
    void theWholeDoctorLooksAtTheServersOfTheFolderToo() throws IOException {
        write(Map.of(
                ".mcp.json", "{\"mcpServers\": {\"own\": {\"command\": \"node\", \"args\": [\"own.mjs\"]}}}\n",
                "own.mjs", "console.error('no such module'); process.exit(1);\n"));
        assertThat(run("doctor", "--only", "mcp", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("BROKEN   mcp           own: start, died-at-start: no such module")
                .contains("-> It ended before it answered");
    }

    @Test
    void aTrialBuildsAndTestsAProjectInTheSandbox() {
        assertThat(run("doctor", "--trial", "--only", "trial", "--json")).isZero();
        assertThat(out.toString()).contains("its test was green in the sandbox");
    }

    @Test
    void aCheckThatThereIsNotListsThoseThatThereAre() {
        assertThat(run("doctor", "--only", "hands,clock")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no check hands; there are configuration, forge, clock, key,");
    }

    @Test
    void wrongUsageSaysWhatToDo() throws IOException {
        write(Map.of(".github/fettle.yml", "mcp_servers: {own: {comand: x}}\n"));
        assertThat(doctor()).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'command'?");
    }

    private void write(Map<String, String> files) throws IOException {
        Users.write(folder, files);
    }

    private int doctor(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "doctor";
        arguments[1] = "--mcp";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = folder.toString();
        return run(arguments);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
