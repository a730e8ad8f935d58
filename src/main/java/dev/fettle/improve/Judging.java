package dev.fettle.improve;

import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.TwoTrees;
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
    /** Of all that gates run, besides what was run for the proof. */
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
        GateReport report = report(work, patch);
        Risk risk = RiskAssessment.assess(
                work.ticket(), patch, report, work.measuring().of(work.problem(), patch, search));
        if (!report.passed()) {
            return work.stages()
                    .end(RepairReason.GATE_STOPPED, reasons(report), false, reproduction, search)
                    .stoppedBy(new Stopped(Waiver.patchOf(patch.change()), report));
        }
        return new Mended(
                patch, reproduction, search, report, risk, work.stages().finish());
    }

    private GateReport report(Work work, Patch patch) {
        try (TwoTrees trees =
                TwoTrees.ofPatch(sandboxes, work.problem(), patch.change(), LONGEST_GATES, clock, work.stages())) {
            return work.gates()
                    .judge(new GateInput(patch.change(), work.problem().workspace(), patch, trees));
        }
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
