package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is asked for a review. */
class CodeOwnersTest {
    private static Optional<String> reviewer(String file, String... paths) {
        return CodeOwners.parse(file).reviewer(List.of(paths), "fettle[bot]");
    }

    @Test
    void theLastRuleThatMatchesCounts() {
        String file = "# owners\n* @ann\n/src/main/ @wil # the code\n*.md @docs-lead\n";

        assertThat(reviewer(file, "pom.xml")).contains("ann");
        assertThat(reviewer(file, "src/main/java/A.java")).contains("wil");
        assertThat(reviewer(file, "src/main/README.md")).contains("docs-lead");
        assertThat(reviewer(file, "other/src/main/A.java")).contains("ann");
    }

    @Test
    void aRuleThatNamesNobodyMeansNobody() {
        assertThat(reviewer("* @ann\n/generated/\n", "generated/A.java")).isEmpty();
    }

    @Test
    void teamsAddressesBotsAndOurselvesAreNotAsked() {
        assertThat(reviewer("* @acme/core core@acme.io @fettle @renovate-bot @Wil\n", "a/B.java"))
                .contains("Wil");
        assertThat(reviewer("* @acme/core @fettle[bot]\n", "a/B.java")).isEmpty();
    }

    @Test
    void patternsAreThoseOfTheForge() {
        assertThat(reviewer("docs/* @ann\n", "docs/a.md")).contains("ann");
        assertThat(reviewer("docs/* @ann\n", "docs/deep/a.md")).isEmpty();
        assertThat(reviewer("apps/ @ann\n", "deep/apps/x/a.js")).contains("ann");
        assertThat(reviewer("**/logs @ann\n", "build/logs/a.txt")).contains("ann");
        assertThat(reviewer("/src/**/shop @ann\n", "src/main/java/shop/A.java")).contains("ann");
        assertThat(reviewer("*.java @ann\n", "src/A.java")).contains("ann");
        assertThat(reviewer("*.java @ann\n", "src/A.javax")).isEmpty();
    }

    @Test
    void aHostileFileIsOnlyUseless() {
        assertThat(reviewer("../../etc @ann\n" + "*".repeat(400) + " @ann\n" + "a".repeat(100_000) + " @ann\n", "a"))
                .isEmpty();
        assertThat(reviewer("* " + "@x".repeat(10_000) + "\n", "a")).isEmpty();
        assertThat(reviewer("", "a")).isEmpty();
        assertThat(reviewer("**a**a**a**a**a**a**a**a**b @ann\n", "a".repeat(5_000)))
                .isEmpty();
    }
}
