package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The check runs of a change. */
class CheckTextTest {
    @Test
    void everyGateHasItsCheckAndOneSumsUp() {
        List<CheckRun> checks = CheckText.of(Samples.HEAD, Samples.gates(), Samples.oneLine());
        assertThat(checks)
                .extracting(CheckRun::name)
                .containsExactly(
                        "fettle/tests",
                        "fettle/test-integrity",
                        "fettle/secret-scan",
                        "fettle/policy",
                        "fettle/summary");
        assertThat(checks).allMatch(check -> check.conclusion() == Conclusion.SUCCESS);
        Snapshot.check("checks-passed.md", written(checks));
    }

    @Test
    void whatAGateFoundIsListedAndStopsWhenRequired() {
        Verdict failed = new Verdict(
                "secret-scan",
                Outcome.FAIL,
                "2 secrets in added lines, allowed 0",
                "Take the value out of the code, and revoke it where it was real. Values are never shown here.",
                List.of(
                        new Finding(Samples.PATH, 12, "github-token", "Looks like a secret of the kind github-token."),
                        new Finding(
                                ".env",
                                0,
                                "secret-file",
                                "A file of this name usually holds a secret; it should be ignored.")));
        Verdict broken = new Verdict(
                "policy",
                Outcome.ERROR,
                "The gate could not run: IllegalStateException",
                "The log has the details.",
                List.of());
        GateReport report = new GateReport(List.of(failed, broken), Samples.REQUIRED);
        List<CheckRun> checks = CheckText.of(Samples.HEAD, report, Samples.oneLine());
        assertThat(checks).allMatch(check -> check.conclusion() == Conclusion.FAILURE);
        Snapshot.check("checks-failed.md", written(checks));
    }

    @Test
    void anOptionalGateIsNeutralAndWhatDoesNotApplyIsSkipped() {
        GateReport report = new GateReport(
                List.of(
                        Samples.verdict("coverage", Outcome.FAIL, "Coverage of changed lines 0.50, need 0.80"),
                        Samples.verdict("loop-metrics", Outcome.ERROR, "The gate could not run"),
                        Samples.verdict("tests", Outcome.SKIPPED, "Not a patch of Fettle's")),
                Samples.REQUIRED);
        assertThat(CheckText.of(Samples.HEAD, report, Samples.oneLine()))
                .extracting(CheckRun::conclusion)
                .containsExactly(Conclusion.NEUTRAL, Conclusion.NEUTRAL, Conclusion.SKIPPED, Conclusion.SUCCESS);
    }

    @Test
    void annotationsStandOnChangedLinesOnlyAndAreAtMostTwoHundred() {
        String path = "src/test/java/ATest.java";
        List<Finding> everywhere = IntStream.rangeClosed(0, 900)
                .mapToObj(line -> new Finding(path, line, "sleep", "A pause in a test hides a race."))
                .toList();
        GateReport report = new GateReport(
                List.of(new Verdict("test-integrity", Outcome.FAIL, "901 weakenings", "", everywhere)),
                Samples.REQUIRED);
        var change = Changes.modified(path, "a\n".repeat(300), "a\n".repeat(300) + "b\n".repeat(400));
        List<Annotation> annotations =
                CheckText.of(Samples.HEAD, report, change).get(0).annotations();
        assertThat(annotations).hasSize(200).allMatch(one -> one.startLine() > 300 && one.startLine() <= 700);
    }

    @Test
    void titlesFitTheForge() {
        GateReport report =
                new GateReport(List.of(Samples.verdict("policy", Outcome.PASS, "x".repeat(5_000))), Samples.REQUIRED);
        assertThat(CheckText.of(Samples.HEAD, report, Samples.oneLine()))
                .allMatch(check -> check.title().length() <= 255);
    }

    @Test
    void aRedRunForWhichNothingIsProposedSaysSo() {
        Story.Outcome outcome = new Story.Outcome.Abstained(
                RepairReason.NO_FIX_FOUND, Stage.PATCH, "371 candidates were run", List.of());
        CheckRun check = CheckText.outcome(
                Samples.HEAD, new Story(Samples.ticket(Map.of()), "a red run on main", List.of(), outcome));
        assertThat(check.conclusion()).isEqualTo(Conclusion.NEUTRAL);
        Snapshot.check("check-outcome.md", written(List.of(check)));
    }

    private static String written(List<CheckRun> checks) {
        StringBuilder text = new StringBuilder();
        for (CheckRun check : checks) {
            Rendered.of(check.summary()).assertHarmless(Map.of());
            text.append("== ")
                    .append(check.name())
                    .append(" · ")
                    .append(check.conclusion())
                    .append('\n');
            text.append(check.title()).append("\n\n").append(check.summary());
            for (Annotation one : check.annotations()) {
                text.append("-- ").append(one.path()).append(':').append(one.startLine());
                text.append(' ')
                        .append(one.level())
                        .append(' ')
                        .append(one.message())
                        .append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
