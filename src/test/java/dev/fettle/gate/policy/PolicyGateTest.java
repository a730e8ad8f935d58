package dev.fettle.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gate.Branch;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Trees;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.Waiver;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.BranchHistory;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.CommitStyle;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a change may be, and what it may not touch. */
class PolicyGateTest {
    private final PolicyGate gate = new PolicyGate(ChangePolicy.DEFAULT);

    @ParameterizedTest
    @CsvSource({"1, PASS", "150, PASS", "151, WARN", "300, WARN", "301, FAIL", "5000, FAIL"})
    void linesDecide(int lines, Outcome outcome) {
        Verdict verdict = judge(Changes.added("a.txt", "x\n".repeat(lines)));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.title()).startsWith(lines + " changed line");
    }

    @ParameterizedTest
    @CsvSource({"1, PASS", "10, PASS", "11, FAIL"})
    void filesDecide(int files, Outcome outcome) {
        Changes changes = Changes.none();
        for (int i = 0; i < files; i++) {
            changes.add("a" + i + ".txt", "x\n");
        }
        Verdict verdict = judge(changes.change());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.title()).contains(files + " file");
    }

    @Test
    void addedAndRemovedLinesBothCount() {
        assertThat(judge(Changes.modified("a.txt", "x\n".repeat(160), "y\n".repeat(160)))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void nothingIsNoChange() {
        assertThat(judge(Changes.none().change()).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/ci.yml",
                ".GitHub/workflows/ci.yml",
                ".GITHUB/fettle.yml",
                ".github./workflows/ci.yml",
                ".github /workflows/ci.yml",
                ".git\u200chub/workflows/ci.yml",
                ".ｇithub/workflows/ci.yml",
                "./.github/workflows/ci.yml",
                "docs/../.github/workflows/ci.yml",
                ".github\\workflows\\ci.yml",
                ".github::$INDEX_ALLOCATION/workflows/ci.yml",
                "GITHUB~1/workflows/ci.yml",
                "//.github//workflows/ci.yml",
                "CODEOWNERS",
                "docs/CODEOWNERS",
                "a/b/c/CodeOwners",
                "CODEOWNERS.",
                "Jenkinsfile",
                "ci/Jenkinsfile.release",
                ".gitlab-ci.yml",
                ".circleci/config.yml",
                ".travis.yml",
                ".forgejo/workflows/x.yml",
                ".gitmodules",
                "sub/.gitattributes",
                ".git/hooks/pre-commit",
                "sub/.git/config",
                ".mvn/jvm.config",
                "mvnw",
                "gradle/wrapper/gradle-wrapper.jar",
                ".husky/pre-commit",
                "fettle.yml"
            })
    void aRepairOfAPathThatDecidesAboutTrustIsStopped(String path) {
        Verdict verdict = ours(Changes.added(path, "x\n"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings())
                .extracting(Finding::kind, Finding::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("protected-path", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/java/com/acme/Price.java",
                "docs/github/workflows.md",
                "src/main/java/com/acme/CodeOwnersParser.java",
                "MyCODEOWNERS",
                "src/github/Client.java",
                "pom.xml",
                "src/jenkins/file.txt",
                ".gitignore",
                "a~b.txt",
                "ünïcode/ß.txt",
                "with space/a b.txt"
            })
    void anyOtherPathPasses(String path) {
        assertThat(judge(Changes.added(path, "x\n")).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void deletingAProtectedFileIsStoppedToo() {
        assertThat(ours(Changes.none().delete("CODEOWNERS", "* @acme\n").change())
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aPersonChangesTheCiAndIsOnlyTold() {
        Verdict verdict = judge(Changes.modified(".github/workflows/ci.yml", "a: 1\n", "a: 2\n"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.title()).isEqualTo("2 changed lines in 1 file, at most 300; 1 protected path");
        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("trusted-path");
    }

    @Test
    void whatTakesTrustFromReviewersIsStoppedAndAPersonMayWaiveIt() {
        Verdict nobody = judge(Changes.none().delete("CODEOWNERS", "* @acme\n").change());
        Verdict rights =
                judge(Changes.modified(".github/workflows/ci.yml", "on: push\n", "on:\n  pull_request_target:\n"));
        assertThat(List.of(nobody, rights)).allSatisfy(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(Waiver.impossible(verdict)).isEmpty();
        });
    }

    @Test
    void whatOnlyMovesAndWhatAToolLocksIsNotRead() {
        String text = IntStream.range(0, 200).mapToObj(i -> "x" + i * i + "\n").collect(Collectors.joining());
        Verdict verdict = judge(Changes.none()
                .delete("a/A.java", text)
                .add("b/A.java", text.replace("x4\n", "y\n"))
                .modify("package-lock.json", text, "{}\n")
                .change());
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).isEqualTo("2 changed lines in 1 file beside 1 lock file, at most 300");
    }

    @Test
    void aRepositoryProtectsMore() {
        PolicyGate stricter = new PolicyGate(new ChangePolicy(50, 150, 300, 10, List.of("src/main/**/Billing*.java")));
        Change change = Changes.added("src/main/java/com/acme/billing.java", "x\n");
        assertThat(stricter.judge(Judged.ours(patch(change))).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(stricter.judge(Judged.persons(change)).outcome()).isEqualTo(Outcome.WARN);
        assertThat(ours(change).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aCommitWithoutASignOffIsStoppedWhereTheRepositoryAsksForOne() {
        String signed = "Mend it\n\nSigned-off-by: Mona <mona@example.invalid>\n";
        Verdict verdict = committed(CommitStyle.PLAIN, true, "Mend more", signed);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).isEqualTo("1 of 2 commits without a sign-off, allowed 0");
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(Finding.NO_FILE);
            assertThat(finding.message()).contains("'Mend more'", "git rebase --signoff");
        });
        assertThat(committed(CommitStyle.PLAIN, true, signed).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatIsOnlyUsualIsAWarning() {
        CommitStyle style =
                CommitStyle.of(List.of("fix: a", "feat: b", "docs: c")).signedOff();
        Verdict verdict = committed(style, false, "Mend it");
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.title()).isEqualTo("1 changed line in 1 file, at most 300; 2 remarks on its commits");
        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("sign-off", "commit-style");
    }

    @Test
    void aCommitThatIsNotWhatItsTypeSaysIsPointedOut() {
        Change code = Changes.modified("src/main/java/A.java", "int a = 1;\n", "int a = 2;\n");
        Change comment = Changes.modified("src/main/java/A.java", "/** One. */\n", "/** Two. */\n");
        Change test = Changes.modified("src/test/java/ATest.java", "int a = 1;\n", "int a = 2;\n");

        assertThat(claimed(code, "docs: fix a typo", "test(cart): say more", "fix: mend it", "Document it"))
                .as("of two of four")
                .extracting(Finding::message)
                .containsExactly(
                        "'docs: fix a typo' says 'docs' and changes code in src/main/java/A.java.",
                        "'test(cart): say more' says 'test' and changes code in src/main/java/A.java.");
        assertThat(claimed(comment, "docs: say it better", "test: say it better"))
                .isEmpty();
        assertThat(claimed(test, "test: say more")).isEmpty();
        assertThat(claimed(test, "doc: say more")).hasSize(1);
    }

    private static List<Finding> claimed(Change change, String... messages) {
        return committed(change, CommitStyle.PLAIN, false, messages).findings();
    }

    private static Verdict committed(CommitStyle style, boolean signOffAsked, String... messages) {
        return committed(Changes.added("a.txt", "x\n"), style, signOffAsked, messages);
    }

    private static Verdict committed(Change change, CommitStyle style, boolean signOffAsked, String... messages) {
        List<BranchHistory.Step> steps = Stream.of(messages)
                .map(message -> new BranchHistory.Step("1".repeat(40), message, change))
                .toList();
        Branch branch = new Branch(HeadFiles.NONE, new BranchHistory(style, signOffAsked, steps));
        return new PolicyGate(ChangePolicy.DEFAULT)
                .judge(new GateInput(change, null, null, Trees.ONLY_THE_DIFFERENCE, branch));
    }

    private Verdict ours(Change change) {
        return gate.judge(Judged.ours(patch(change)));
    }

    private static Patch patch(Change change) {
        Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
        return new Patch(change, SampleProofs.findingsGone("R", 3, 2), candidate, "templates", 0.9, List.of(), null);
    }

    private Verdict judge(Change change) {
        return gate.judge(Judged.persons(change));
    }
}
