package dev.fettle.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Proof;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Changes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests gate believes a proof only as far as its own numbers go. */
class TestsGateTest {
    private static final TestOutcome RED = SampleProofs.red("a.ATest#x", "T", "m", "");
    private static final TestOutcome GREEN = SampleProofs.passed("a.ATest#x");

    @Test
    void redToGreenPasses() {
        Verdict verdict = judge(SampleProofs.redGreen(List.of(RED), 9));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).isEqualTo("1 red → green; suite of 10: 0 red");
        assertThat(verdict.detail()).contains("mvn -q test -Dtest='a.ATest#x'");
    }

    @Test
    void aTestThatIsMissingFails() {
        Verdict verdict = judge(SampleProofs.redGreen(
                List.of(RED),
                List.of(GREEN),
                SampleProofs.reports(List.of(RED), 3),
                SampleProofs.reports(List.of(GREEN), 2)));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).contains("1 test of the base is missing");
    }

    @Test
    void aTestThatStayedRedFails() {
        Verdict verdict = judge(SampleProofs.redGreen(
                List.of(RED),
                List.of(RED),
                SampleProofs.reports(List.of(RED), 3),
                SampleProofs.reports(List.of(RED), 3)));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).isEqualTo("0 of 1 failing tests became green, need all");
    }

    @Test
    void aTestThatBecameRedFails() {
        TestOutcome other = SampleProofs.red("com.acme.pricing.OtherTest#case0", "T", "m", "");
        List<TestOutcome> after = new ArrayList<>(List.of(GREEN, other));
        Verdict verdict = judge(SampleProofs.redGreen(
                List.of(RED), List.of(GREEN), SampleProofs.reports(List.of(RED), 1), new TestReport(after)));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).contains("1 test became red");
    }

    @Test
    void testsThatWereRedBeforeAreNotOurBusiness() {
        TestOutcome other = SampleProofs.red("a.BTest#y", "T", "m", "");
        Verdict verdict = judge(SampleProofs.redGreen(
                List.of(RED),
                List.of(GREEN),
                new TestReport(List.of(RED, other)),
                new TestReport(List.of(GREEN, other))));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).endsWith("1 red (red before too)");
    }

    @Test
    void nothingRedProvesNothing() {
        Verdict verdict = judge(SampleProofs.redGreen(List.of(), 3));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void findingsMustBecomeFewer() {
        assertThat(judge(SampleProofs.findingsGone("R", 3, 2)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(SampleProofs.findingsGone("R", 3, 3)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aMeasurementMustShowAGainAtItsWorst() {
        assertThat(judge(SampleProofs.faster("suite", 0.7)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(SampleProofs.faster("suite", 0.95)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aPersonsChangeIsTestedByItsOwnCi() {
        assertThat(new TestsGate()
                        .judge(Judged.persons(Changes.added("a", "b\n")))
                        .outcome())
                .isEqualTo(Outcome.SKIPPED);
    }

    private static Verdict judge(Proof proof) {
        Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
        return new TestsGate()
                .judge(Judged.ours(new Patch(
                        Changes.modified("A.java", "a\n", "b\n"),
                        proof,
                        candidate,
                        "templates",
                        0.9,
                        List.of(),
                        null)));
    }
}
