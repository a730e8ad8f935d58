package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.McpServer;
import dev.fettle.gate.mcp.ServerDeclaration.Loopback;
import dev.fettle.gate.mcp.ServerDeclaration.Pipes;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.gate.mcp.ServerDeclaration.Unusable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found in the files of a repository. */
class DeclarationsTest {
    @Test
    void bothFilesAreRead() {
        List<ServerDeclaration> servers = read(Map.of(".mcp.json", """
                {
                  "mcpServers": {
                    "shell": { "command": "npx", "args": ["-y", "a-shell"], "env": { "MODE": "test", "PORT": 1 } }
                  }
                }
                """, ".vscode/mcp.json", """
                {
                  // how the editor has it
                  "inputs": [],
                  "servers": {
                    "notes": { "type": "stdio", "command": "./notes.sh", },
                  },
                }
                """));
        assertThat(servers).extracting(ServerDeclaration::name).containsExactly("shell", "notes");
        assertThat(servers).extracting(ServerDeclaration::line).containsExactly(3, 5);
        assertThat(servers.get(0).way())
                .isEqualTo(
                        new Pipes(new Program("npx", List.of("-y", "a-shell"), Map.of("MODE", "test", "PORT", "1"))));
        assertThat(servers.get(1).file()).isEqualTo(".vscode/mcp.json");
    }

    @Test
    void theSameServerInBothFilesIsLookedAtOnce() {
        String entry = "{\"x\": {\"command\": \"a\"}}";
        assertThat(read(Map.of(
                        ".mcp.json",
                        "{\"mcpServers\": " + entry + "}",
                        ".vscode/mcp.json",
                        "{\"servers\": " + entry + "}")))
                .hasSize(1);
    }

    @Test
    void settingsAddAProbeOrAServer() {
        McpServer.Probe probe = new McpServer.Probe("find", "{}", "");
        McpServer more = new McpServer("shell", "", List.of(), Map.of(), "", true, Optional.of(probe));
        McpServer own = new McpServer(
                "web", "node", List.of("web.js"), Map.of(), "http://127.0.0.1:3001/mcp", false, Optional.empty());
        McpServer lost = new McpServer("lost", "", List.of(), Map.of(), "", false, Optional.empty());
        List<ServerDeclaration> servers = Declarations.read(
                path -> path.equals(".mcp.json")
                        ? Optional.of("{\"mcpServers\": {\"shell\": {\"command\": \"a\"}}}")
                        : Optional.empty(),
                List.of(more, own, lost));
        assertThat(servers).extracting(ServerDeclaration::name).containsExactly("shell", "web", "lost");
        assertThat(servers.get(0).probe()).contains(probe);
        assertThat(servers.get(0).optional()).isTrue();
        assertThat(servers.get(1).way())
                .isEqualTo(new Loopback(
                        new Program("node", List.of("web.js"), Map.of()), URI.create("http://127.0.0.1:3001/mcp")));
        assertThat(servers.get(2).way()).isInstanceOf(Unusable.class);
    }

    @Test
    void aFileThatCannotBeReadIsAFaultWithItsLine() {
        for (String bad : List.of(
                "{\n  \"mcpServers\": {\n    oops\n}}",
                "[]",
                "{\"mcpServers\": []}",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\"}, \"a\": {\"command\": \"y\"}}}",
                "{\"mcpServers\": {}} {}",
                "{\"mcpServers\":" + "{\"a\":".repeat(50) + "1" + "}".repeat(51),
                " ".repeat(300_000))) {
            assertThat(read(Map.of(".mcp.json", bad)))
                    .as(bad.strip())
                    .singleElement()
                    .satisfies(server -> {
                        assertThat(server.way())
                                .isInstanceOfSatisfying(
                                        Unusable.class,
                                        why -> assertThat(why.fault()).isEqualTo(Fault.DECLARATION_UNREADABLE));
                        assertThat(server.file()).isEqualTo(".mcp.json");
                    });
        }
        assertThat(read(Map.of(".mcp.json", "{\n  \"mcpServers\": {\n    oops\n}}"))
                        .get(0)
                        .line())
                .isEqualTo(3);
    }

    @Test
    void anAddressOfAnotherMachineIsNeverALoopback() {
        for (String url : List.of(
                "https://example.invalid/mcp",
                "http://127.0.0.1.example.invalid:80/mcp",
                "http://localhost@example.invalid:80/mcp",
                "http://10.0.0.1:80/mcp",
                "http://0.0.0.0:80/mcp",
                "file:///etc/passwd",
                "http://${HOST}:80/",
                "http://127.0.0.1/mcp")) {
            assertThat(read(Map.of(
                            ".mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"url\": \"" + url + "\"}}}")))
                    .as(url)
                    .singleElement()
                    .satisfies(server -> assertThat(server.way()).isInstanceOf(Unusable.class));
        }
    }

    @Test
    void ofAnAddressOnlyTheHostIsShown() {
        String url = "https://mona:pass@mcp.example.invalid/v1?api_key=k3y";
        assertThat(read(Map.of(".mcp.json", "{\"mcpServers\": {\"a\": {\"url\": \"" + url + "\"}}}"))
                        .get(0)
                        .way())
                .isEqualTo(new Unusable(Fault.REMOTE_NOT_CONTACTED, "mcp.example.invalid"));
    }

    private static List<ServerDeclaration> read(Map<String, String> files) {
        return Declarations.read(path -> Optional.ofNullable(files.get(path)), List.of());
    }
}
