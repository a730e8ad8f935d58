package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people allow as they do with gitleaks; and that Fettle does not allow itself anything. */
class AllowancesTest {
    private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAcC4e";
    private static final String LINE = "    String t = \"" + TOKEN + "\";";
    private static final String LIST = """
            title = "ours"

            [extend]
            useDefault = true

            [allowlist]
            description = "fixtures"
            paths = [
              '''src/test/fixtures/''', # all of them
              "docs/.*\\\\.md$",
            ]
            regexes = ['''NOT-A-REAL-[A-Z]+''']
            stopwords = ["demo"]

            [[rules]]
            id = "ours"
            regex = '''x'''
            """;

    @Test
    void aMarkOnTheLineLetsItPass() {
        assertThat(judge(java(LINE + " // gitleaks:allow"), Optional.empty()).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(java(LINE + "\n    // gitleaks:allow"), Optional.empty())
                        .outcome())
                .as("a mark on another line")
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void theListOfTheRepositoryLetsItPass() {
        Change fixture = Changes.added("src/test/fixtures/a.txt", LINE + "\n");
        assertThat(judge(fixture, Optional.of(LIST)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(fixture, Optional.empty()).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judge(java(LINE), Optional.of(LIST)).outcome())
                .as("another path")
                .isEqualTo(Outcome.FAIL);
        assertThat(judge(java("    password = \"demo-9x8y7z6w5v\";"), Optional.of(LIST))
                        .outcome())
                .as("a stopword")
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void theConditionMayAskForAll() {
        String both = """
                [[allowlists]]
                condition = "AND"
                regexTarget = "line"
                paths = ['''\\.java$''']
                regexes = ['''for the tests''']
                """;
        assertThat(judge(java(LINE + " // for the tests"), Optional.of(both)).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(java(LINE), Optional.of(both)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aPatternThatCannotBeReadIsSaid() {
        String broken = "[allowlist]\nregexes = ['''(?<a''', '''b''']\n";
        assertThat(judge(java("    int a;"), Optional.of(broken)).findings())
                .extracting(Finding::path, Finding::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(".gitleaks.toml", "allow-list"));
    }

    @Test
    void aPersonsListCountsWithTheChangeThatBringsIt() {
        Change change = Changes.none()
                .add(".gitleaks.toml", LIST)
                .add("src/test/fixtures/a.txt", LINE + "\n")
                .change();
        assertThat(judge(change, Optional.empty()).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aPatchOfOursDoesNotAllowItselfAnything() {
        assertThat(ours(java(LINE + " // gitleaks:allow"), Optional.empty()).outcome())
                .isEqualTo(Outcome.FAIL);
        Change brings = Changes.none()
                .add(".gitleaks.toml", LIST)
                .add("src/test/fixtures/a.txt", LINE + "\n")
                .change();
        assertThat(ours(brings, Optional.of(LIST)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void whatTheBaseAllowsIsAllowedInAPatchOfOurs() {
        assertThat(ours(Changes.added("src/test/fixtures/a.txt", LINE + "\n"), Optional.of(LIST))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        String marked = LINE + " // gitleaks:allow\n";
        Change moved = Changes.modified(
                "A.java", "class A {\n" + marked + "    int a;\n}\n", "class A {\n    int a;\n" + marked + "}\n");
        assertThat(ours(moved, Optional.empty()).outcome()).isEqualTo(Outcome.PASS);
    }

    private static Change java(String line) {
        return Changes.modified("src/main/java/A.java", "class A {\n}\n", "class A {\n" + line + "\n}\n");
    }

    private static Verdict judge(Change change, Optional<String> list) {
        return gate(list).judge(Judged.persons(change));
    }

    private static Verdict ours(Change change, Optional<String> list) {
        Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
        return gate(list)
                .judge(Judged.ours(new Patch(
                        change, SampleProofs.redGreen(List.of(), 3), candidate, "templates", 0.9, List.of(), null)));
    }

    private static SecretScanGate gate(Optional<String> list) {
        return new SecretScanGate(
                SecretShapes.bundled(), path -> path.equals(".gitleaks.toml") ? list : Optional.empty());
    }
}
