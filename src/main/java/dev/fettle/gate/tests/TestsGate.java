package dev.fettle.gate.tests;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Trees;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Faster;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Of a repair, shows what its proof saw: red before, green after, and the whole suite beside it. Of a person's change, runs both suites and compares them. */
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
        if (patch == null && input.trees() instanceof TwoTrees trees) {
            return new SuitesCompared(id(), input.change(), trees).judge();
        }
        if (patch == null && input.trees() instanceof Trees.None none && !none.equals(Trees.ONLY_THE_DIFFERENCE)) {
            return none.verdict(id());
        }
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
        Faster faster = (Faster) patch.proof();
        String title = String.format(
                Locale.ROOT,
                "%s: %.2f of what it was (95 %% interval %.2f to %.2f), need below 1",
                faster.measure(),
                faster.ratio(),
                faster.low(),
                faster.high());
        return new Verdict(id(), faster.high() < 1 ? Outcome.PASS : Outcome.FAIL, title, "", List.of());
    }

    private Verdict judge(RedGreen proof) {
        int red = proof.red().size();
        int missing = missing(proof);
        int green = (int) proof.green().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                .count();
        if (red == 0) {
            return new Verdict(id(), Outcome.FAIL, "0 tests were red before, need 1", "", List.of());
        }
        if (missing > 0) {
            String title = count(missing) + " of the base " + (missing == 1 ? "is" : "are") + " missing, allowed 0";
            return new Verdict(id(), Outcome.FAIL, title, "", List.of());
        }
        if (green < red) {
            String title = green + " of " + red + " failing tests became green, need all";
            return new Verdict(id(), Outcome.FAIL, title, "", List.of());
        }
        int became = becameRed(proof);
        if (became > 0) {
            return new Verdict(id(), Outcome.FAIL, count(became) + " became red, allowed 0", "", List.of());
        }
        int suite = proof.after().outcomes().size();
        int redAfter = proof.after().red().size();
        String title = red + " red → green; suite of " + suite + ": " + redAfter + " red"
                + (redAfter == 0 ? "" : " (red before too)");
        return new Verdict(
                id(),
                Outcome.PASS,
                title,
                "Clean checkout, full build, fresh sandbox, no network. To see it: " + proof.command(),
                List.of());
    }

    private static int becameRed(RedGreen proof) {
        Set<TestId> before = proof.before().red().stream().map(TestOutcome::id).collect(Collectors.toSet());
        return (int) proof.after().red().stream()
                .filter(outcome -> !before.contains(outcome.id()))
                .count();
    }

    private static String count(int tests) {
        return tests + (tests == 1 ? " test" : " tests");
    }

    private static int missing(RedGreen proof) {
        var after = proof.after().ids();
        return (int)
                proof.before().ids().stream().filter(id -> !after.contains(id)).count();
    }
}
