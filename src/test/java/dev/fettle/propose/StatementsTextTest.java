package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome;
import dev.fettle.gate.ConsistencyGate;
import dev.fettle.gate.Facts;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.CommitStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a pull request says is held against what is so: the honest text agrees, each lie is found. */
class StatementsTextTest {
    private static final Patch ONE = Samples.patch(List.of(Samples.END));

    @Test
    void anHonestDescriptionAgrees() {
        assertThat(judge(ONE, body(ONE), message(ONE)).findings()).isEmpty();
        assertThat(judge(ONE, body(ONE), message(ONE))).isEqualTo(ConsistencyGate.AGREES);
    }

    @TestFactory
    Stream<DynamicTest> aLieIsFound() {
        List<List<String>> lies = List.of(
                List.of("+1 −1 in 1 file", "+1 −0 in 1 file", "number"),
                List.of("in 1 file · rule", "in 3 files · rule", "number"),
                List.of("risk 3/10", "risk 1/10", "number"),
                List.of("effort 3/10", "effort 1/10", "number"),
                List.of("gates passed 5/5", "gates passed 9/9", "number"),
                List.of("Range.java:12` +1 −1, the fix", "Range.java:99` +1 −1, the fix", "place"),
                List.of("Range.java:12` +1 −1, the fix", "Range.java:12` +4 −1, the fix", "place"),
                List.of(
                        "- `src/main/java/com/acme/pricing/Range.java:12` +",
                        "- `src/main/java/com/acme/pricing/Rage.java:12` +",
                        "place"),
                List.of("Look at `Range.java:12`", "Look at `Other.java:12`", "place"),
                List.of("| `RangeTest#endIsInclusive` | red", "| `RangeTest#somethingElse` | red", "test"),
                List.of("**Why.** `RangeTest#endIsInclusive`", "**Why.** `RangeTest#notThere`", "test"),
                List.of("fails on `1f0c9a7be4d2`:", "fails on `1f0c9a7be4d2`, and 4 more tests do:", "number"),
                List.of("fails on `1f0c9a7be4d2`", "fails on `2f0c9a7be4d2`", "commit"),
                List.of("git checkout 9d8c7b6a5f4e", "git checkout 0d8c7b6a5f4e", "commit"),
                List.of("git revert 9d8c7b6a5f4e", "git revert 0d8c7b6a5f4e", "commit"),
                List.of("212 run, 0 red", "999 run, 0 red", "number"),
                List.of("212 run, 1 red", "212 run, 0 red", "number"),
                List.of("**Risk 3/10:**", "**Risk 1/10:**", "contradiction"),
                List.of("| `fettle/policy` | pass", "| `fettle/policy` | skipped", "gate"),
                List.of("| `fettle/tests` | pass", "| `fettle/fuzzing` | pass", "gate"),
                List.of("head `9d8c", "head `0d8c", "commit"),
                List.of(", patch `", ", patch `00", "commit"),
                List.of("**Provenance**", "**Origin**", "missing"));
        return lies.stream()
                .map(lie -> DynamicTest.dynamicTest(lie.get(1), () -> {
                    String honest = body(ONE);
                    assertThat(honest).contains(lie.get(0));
                    Verdict verdict = judge(ONE, honest.replace(lie.get(0), lie.get(1)), message(ONE));
                    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
                    assertThat(verdict.findings())
                            .as(verdict.toString())
                            .extracting(Finding::kind)
                            .contains(lie.get(2));
                }));
    }

    @Test
    void aCommitThatSaysOtherwiseIsFound() {
        String lying = message(ONE).replace("1 red before", "3 red before");
        assertThat(lying).isNotEqualTo(message(ONE));
        assertThat(judge(ONE, body(ONE), lying).findings())
                .extracting(Finding::kind)
                .contains("contradiction");
    }

    @Test
    void aDescriptionThatIsSilentIsNoneEither() {
        assertThat(judge(ONE, "Trust me.", message(ONE)).findings())
                .extracting(Finding::kind)
                .containsOnly("missing");
    }

    @Test
    void hostileNamesDoNotMakeAnHonestTextALie() {
        for (String name : HostileTexts.stream(7, 300).toList()) {
            TestOutcome red = SampleProofs.red("com.acme.RangeTest#" + name, name, name, name);
            Patch patch = Samples.patch(List.of(red));
            assertThat(judge(patch, body(patch), message(patch)).findings())
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void manyTestsAndLongPathsAgreeToo() {
        List<TestOutcome> red = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            red.add(SampleProofs.red("com.acme.RangeTest#aVeryLongNameOfATest" + "x".repeat(120) + i, "E", "m", "t"));
        }
        Changes changes = Changes.none();
        for (int i = 0; i < 8; i++) {
            changes.modify("src/main/java/com/acme/" + "deep/".repeat(30) + "A" + i + ".java", "a\nb\n", "a\nc\nd\n");
        }
        Patch patch = Samples.patch(
                changes.modify(Samples.PATH, "a\nb\nc\n", "a\nc\n").change(),
                SampleProofs.redGreen(red, 20),
                "'<' becomes '<='",
                List.of(),
                null);
        assertThat(judge(patch, body(patch), message(patch)).findings()).isEmpty();
    }

    private static String body(Patch patch) {
        return PullRequestText.body(Samples.proposal(Samples.ticket(Map.of()), patch, gates(), search(patch)));
    }

    private static dev.fettle.repair.Search search(Patch patch) {
        return Samples.search(patch.runnersUp(), "covered");
    }

    private static GateReport gates() {
        return Samples.gates().with(ConsistencyGate.AGREES);
    }

    private static String message(Patch patch) {
        return CommitText.message(Samples.ticket(Map.of()), patch, CommitStyle.PLAIN, "fettle", "fettle@a.test");
    }

    private static Verdict judge(Patch patch, String body, String message) {
        int risk = RiskAssessment.assess(Samples.ticket(Map.of()), patch, gates(), Samples.FACTS)
                .level();
        Facts facts = new Facts(patch, Samples.BASE, Samples.HEAD, gates(), risk, 3);
        return new ConsistencyGate().judge(StatementsText.of(body, message), facts);
    }
}
