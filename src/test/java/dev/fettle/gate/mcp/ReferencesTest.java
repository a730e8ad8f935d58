package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server is given, and what it is never given. */
class ReferencesTest {
    private final References references = new References(SecretShapes.bundled(), "/t", "/h");

    @Test
    void whatIsKnownIsFilledIn() {
        References.Filled filled = fill(
                Map.of("ROOT", "${workspaceFolder}/data", "LEVEL", "${LEVEL:-info}", "PLAIN", "$HOME"),
                "--root=${workspaceFolder}",
                "${userHome}${/}x",
                "${CLAUDE_PROJECT_DIR:-.}");
        assertThat(filled.withheld()).isEmpty();
        assertThat(filled.program().arguments()).containsExactly("--root=/t", "/h/x", "/t");
        assertThat(filled.program().environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("ROOT", "/t/data", "LEVEL", "info", "PLAIN", "$HOME"));
    }

    @Test
    void aUsersValuesAreNotKnown() {
        References.Filled filled =
                fill(Map.of("REGION", "${env:REGION}", "PROJECT", "${input:project}"), "--user", "${USER}");
        assertThat(filled.withheld()).containsExactlyInAnyOrder("REGION", "project", "USER");
        assertThat(filled.program().environment()).isEmpty();
        assertThat(filled.program().arguments()).containsExactly("--user", "");
    }

    @Test
    void noSecretIsGivenHoweverItIsWritten() {
        String token = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1gH3jK5";
        References.Filled filled = fill(
                Map.of(
                        "GITHUB_TOKEN", "${GITHUB_TOKEN:-fallback}",
                        "DB_PASSWORD", "hunter2",
                        "HARMLESS", token,
                        "AUTHOR", "Mona"),
                "--api-key",
                "abc",
                "--token=abc",
                token,
                "last");
        assertThat(filled.withheld())
                .containsExactlyInAnyOrder(
                        "GITHUB_TOKEN", "DB_PASSWORD", "HARMLESS", "--api-key", "--token", "argument 4");
        assertThat(filled.program().environment()).containsOnlyKeys("AUTHOR");
        assertThat(filled.program().arguments()).containsExactly("", "last");
        assertThat(filled.toString())
                .doesNotContain(token)
                .doesNotContain("hunter2")
                .doesNotContain("abc");
    }

    private References.Filled fill(Map<String, String> environment, String... arguments) {
        return references.fill(new Program("node", List.of(arguments), environment));
    }
}
