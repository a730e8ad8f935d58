package dev.fettle.gate.mcp;

import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A repository's declarations of MCP servers are foreign. */
class DeclarationsFuzzTest {
    private static final List<String> FILES = List.of(
            "{\"mcpServers\":{\"git\":{\"command\":\"npx\",\"args\":[\"-y\",\"@cyanheads/git-mcp-server@1.0\"],\"env\":{\"A\":\"${TOKEN}\"}},\"web\":{\"type\":\"http\",\"url\":\"http://127.0.0.1:8080/mcp\"}}}",
            "// comment\n{\"servers\":{\"x\":{\"type\":\"stdio\",\"command\":\"uvx\",\"args\":[\"mcp-server-git\"]}},\"inputs\":[]}");

    @Test
    void declarations() {
        Mutations.ofTexts(
                FILES,
                input -> Declarations.read(path -> Optional.of(new String(input, StandardCharsets.UTF_8)), List.of()));
    }
}
