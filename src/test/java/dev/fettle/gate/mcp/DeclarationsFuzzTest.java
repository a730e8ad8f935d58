package dev.fettle.gate.mcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** A repository's declarations of MCP servers are foreign. */
class DeclarationsFuzzTest {
    private static final List<String> FILES = List.of(
            "{\"mcpServers\":{\"git\":{\"command\":\"npx\",\"args\":[\"-y\",\"@cyanheads/git-mcp-server@1.0\"],\"env\":{\"A\":\"${TOKEN}\"}},\"web\":{\"type\":\"http\",\"url\":\"http://127.0.0.1:8080/mcp\"}}}",
            "// comment\n{\"servers\":{\"x\":{\"type\":\"stdio\",\"command\":\"uvx\",\"args\":[\"mcp-server-git\"]}},\"inputs\":[]}");

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> declarations() {
        return Mutations.seeds(FILES);
    }

    @MethodSource
    @FuzzTest
    void declarations(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Declarations.read(path -> Optional.of(text), List.of());
    }
}
