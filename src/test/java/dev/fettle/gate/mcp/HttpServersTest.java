package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.McpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers over streamable HTTP, on the loopback of a sandbox that has no other network. */
class HttpServersTest extends ClinicTest {
    @Test
    void aGoodServerPassesEveryCheck() throws IOException {
        ServerReport report = ours("none");
        assertThat(report.checks()).allMatch(check -> check.fault().isEmpty());
        assertThat(report.result(Check.PROTOCOL_VERSION))
                .get()
                .extracting(CheckResult::detail)
                .isEqualTo("2025-06-18");
        assertThat(report.result(Check.PROBE))
                .get()
                .extracting(CheckResult::detail)
                .isEqualTo("echo: 'hello there'");
        assertThat(report.result(Check.SHUTDOWN)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "dies-at-start,      START,     DIED_AT_START,      the port is taken",
        "refuses,            HANDSHAKE, HANDSHAKE_REFUSED,  HTTP 401 who are you?",
        "dies-in-call,       PROBE,     DIED_IN_CALL,       out of ideas",
        "does-not-shut-down, SHUTDOWN,  DOES_NOT_SHUT_DOWN, still there",
    })
    void eachFaultIsNamed(String fault, Check check, Fault expected, String detail) throws IOException {
        assertThat(ours(fault).faults()).singleElement().satisfies(result -> {
            assertThat(result.check()).isEqualTo(check);
            assertThat(result.fault()).contains(expected);
            assertThat(result.detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:3001/mcp, npx -y @modelcontextprotocol/server-everything streamableHttp",
        "http://127.0.0.1:3001/mcp, npx -y @modelcontextprotocol/server-system-monitor",
    })
    void realServersAreHealthy(String url, String command) throws IOException {
        List<String> words = List.of(command.split(" "));
        McpServer server = new McpServer(
                "web", words.get(0), words.subList(1, words.size()), Map.of(), url, false, Optional.empty());
        ServerReport report = clinic().only(Clinic.PATIENT, Map.of("a.txt", "a\n"), List.of(server));
        assertThat(report.faults()).as("%s", report.checks()).isEmpty();
        assertThat(report.result(Check.TOOL_LIST))
                .get()
                .satisfies(list -> assertThat(list.fault()).isEmpty());
    }

    @Test
    void nobodyElsewhereIsContacted() throws IOException {
        Map<String, String> files = Map.of(".vscode/mcp.json", """
                { // the editor's own dialect
                  "servers": {
                    "search": { "type": "http", "url": "https://mcp.example.invalid/v1" },
                    "old": { "type": "sse", "url": "https://mcp.example.invalid/sse" },
                    "here": { "type": "http", "url": "http://localhost:9/mcp" },
                  }
                }
                """);
        try (dev.fettle.workspace.Workspace workspace = clinic().repository(files)) {
            DoctorReport report = clinic().doctor(Clinic.PATIENT).examine(workspace, List.of(), name -> {});
            assertThat(report.untried()).hasSize(3);
            assertThat(report.servers())
                    .extracting(server -> server.name() + " "
                            + server.obstacle().orElseThrow().fault().orElseThrow())
                    .containsExactly(
                            "search REMOTE_NOT_CONTACTED", "old TRANSPORT_UNKNOWN", "here REMOTE_NOT_CONTACTED");
        }
    }

    private ServerReport ours(String fault) throws IOException {
        McpServer server = new McpServer(
                "web",
                "node",
                List.of("http.mjs", "8123", fault),
                Map.of(),
                "http://127.0.0.1:8123/mcp",
                false,
                Clinic.probing("web").get(0).probe());
        Patience patience = fault.equals("does-not-shut-down") ? Clinic.IMPATIENT_TO_LEAVE : Clinic.PATIENT;
        return clinic().only(patience, Map.of("http.mjs", Clinic.script("http-server.mjs")), List.of(server));
    }
}
