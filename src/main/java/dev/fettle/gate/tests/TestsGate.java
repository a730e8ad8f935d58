package dev.fettle.gate.tests;

import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import java.util.List;

/** Shows what the proof of a patch saw: red before, green after, and the whole suite beside it. */
public final class TestsGate implements Gate {
    @Override
    public String id() {
        return "tests";
    }

    @Override
    public String summary() {
        return "The failing test is green, the whole suite passed in a fresh sandbox, and no test went missing.";
    }

    @Override
    public Verdict judge(GateInput input) {
        Patch patch = input.patch();
        if (patch == null) {
            return new Verdict(
                    id(), Outcome.SKIPPED, "Not a patch of Fettle's: its own CI runs the tests", "", List.of());
        }
        if (patch.proof() instanceof RedGreen proof) {
            return judge(proof);
        }
        if (patch.proof() instanceof FindingsGone gone) {
            Outcome outcome = gone.after() < gone.before() ? Outcome.PASS : Outcome.FAIL;
            String title = "Findings of " + gone.rule() + ": " + gone.before() + " before, " + gone.after() + " after";
            return new Verdict(id(), outcome, title, gone.guard(), List.of());
        }
        return new Verdict(id(), Outcome.ERROR, "This kind of proof cannot be judged yet", "", List.of());
    }

    private Verdict judge(RedGreen proof) {
        int red = proof.red().size();
        int missing = missing(proof);
        int green = proof.green().size();
        if (missing > 0) {
            String title = missing + " tests of the base are missing, allowed 0";
            return new Verdict(id(), Outcome.FAIL, title, "", List.of());
        }
        if (green < red) {
            String title = green + " of " + red + " failing tests became green, need all";
            return new Verdict(id(), Outcome.FAIL, title, "", List.of());
        }
        int suite = proof.after().outcomes().size();
        int redAfter = proof.after().red().size();
        String title = red + " red → green; suite of " + suite + ": " + redAfter + " red"
                + (redAfter == 0 ? "" : " (all of them red before)");
        return new Verdict(
                id(),
                Outcome.PASS,
                title,
                "Clean checkout, full build, fresh sandbox, no network. To see it: " + proof.command(),
                List.of());
    }

    private static int missing(RedGreen proof) {
        var after = proof.after().ids();
        return (int)
                proof.before().ids().stream().filter(id -> !after.contains(id)).count();
    }
}
