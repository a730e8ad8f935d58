package dev.fettle.improve;

import dev.fettle.improve.RepairPipeline.Result;
import dev.fettle.repair.FindingsProver;
import dev.fettle.repair.Problem.RuleFinding;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.RuleFixer;

/** The way of a finding of code analysis: there is no red test to make green, but a rule that says what was meant. */
final class FindingRepair {
    private final RuleFixer fixer;
    private final FindingsProver prover;
    private final Judging judging;

    FindingRepair(RuleFixer fixer, FindingsProver prover, Judging judging) {
        this.fixer = fixer;
        this.prover = prover;
        this.judging = judging;
    }

    /** Mends all that the rule finds in the file. */
    Result mend(Work work, RuleFinding finding) {
        if (!fixer.knows(finding.rule())) {
            return work.stages().end(RepairReason.NO_SAFE_FIX, finding.rule(), false, null, null);
        }
        work.stages().engine(fixer.name());
        work.stages().note("looking for what " + finding.rule() + " finds in " + finding.path());
        RuleFixer.Outcome made = fixer.fix(
                work.problem(), finding.rule(), finding.path(), work.time().left());
        if (made instanceof RuleFixer.NotFixed not) {
            return work.stages().end(not.reason(), not.detail(), not.error(), null, null);
        }
        work.stages().stage(Stage.PROVE);
        FindingsProver.Outcome outcome = prover.prove(
                work.problem(),
                finding,
                (RuleFixer.Fixed) made,
                fixer.name(),
                work.time().forRun(),
                work.stages());
        if (outcome instanceof FindingsProver.Refused refused) {
            return work.stages().end(refused.reason(), refused.detail(), refused.error(), null, null);
        }
        FindingsProver.Proved proved = (FindingsProver.Proved) outcome;
        return judging.judge(work, proved.patch(), proved.reproduction(), proved.search());
    }
}
