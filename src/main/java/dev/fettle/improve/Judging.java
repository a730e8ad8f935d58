package dev.fettle.improve;

import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Waiver;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.improve.RepairPipeline.Result;
import dev.fettle.improve.RepairPipeline.Stopped;
import dev.fettle.propose.Risk;
import dev.fettle.propose.RiskAssessment;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.time.InstantSource;

/** The last stage of a repair: the gates judge a proved patch, and its risk is told. */
final class Judging {
    /** Of all that gates run, besides what was run for the proof, and never more than what is left of the repair's time. */
    private static final Duration LONGEST_GATES = Duration.ofMinutes(4);

    private final Sandboxes sandboxes;
    private final InstantSource clock;

    /** @param sandboxes in which gates build and run both trees */
    Judging(Sandboxes sandboxes, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.clock = clock;
    }

    /** Judges a patch, with which the workspace stands. */
    Result judge(Work work, Patch patch, Reproduction reproduction, Search search) {
        work.stages().stage(Stage.GATES);
        Spoken spoken = spoken(work, patch);
        GateReport report = spoken.report();
        Risk risk = RiskAssessment.assess(
                work.ticket(), patch, report, work.measuring().of(work.problem(), patch, search));
        if (!report.passed()) {
            RepairReason reason = spoken.timeUp() && report.stopping().stream().allMatch(Judging::notRun)
                    ? RepairReason.TIME_BUDGET
                    : RepairReason.GATE_STOPPED;
            return work.stages()
                    .end(reason, reasons(report), false, reproduction, search)
                    .stoppedBy(new Stopped(Waiver.patchOf(patch.change()), report));
        }
        return new Mended(
                patch, reproduction, search, report, risk, work.stages().finish());
    }

    /** @param timeUp whether the time was up when the last gate had spoken */
    private record Spoken(GateReport report, boolean timeUp) {}

    private Spoken spoken(Work work, Patch patch) {
        Duration left = work.time().left();
        Duration limit = left.compareTo(LONGEST_GATES) < 0 ? left : LONGEST_GATES;
        try (TwoTrees trees =
                TwoTrees.ofPatch(sandboxes, work.problem(), patch.change(), limit, clock, work.stages())) {
            GateInput input = new GateInput(patch.change(), work.problem().workspace(), patch, trees);
            GateReport report = work.gates().judge(input, work.time()::isUp);
            return new Spoken(report, work.time().isUp());
        }
    }

    private static boolean notRun(Verdict verdict) {
        return verdict.outcome() == Verdict.Outcome.ERROR;
    }

    /** What stops it, a line a gate. */
    static String reasons(GateReport report) {
        return String.join(
                "\n",
                report.stopping().stream()
                        .map(verdict -> verdict.gate() + ": " + verdict.title())
                        .toList());
    }
}
