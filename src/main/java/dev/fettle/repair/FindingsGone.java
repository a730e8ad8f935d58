package dev.fettle.repair;

import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;

/**
 * A rule finds less, no rule finds more, as who made the fix counted them; and the whole suite says the same before and after, each in a clean tree in a fresh
 * sandbox. Constructed only by {@link FindingsProver}.
 */
public final class FindingsGone implements Proof {
    private final String rule;
    private final int before;
    private final int after;
    private final TestReport suiteBefore;
    private final TestReport suiteAfter;
    private final String suiteCommand;

    FindingsGone(
            String rule, int before, int after, TestReport suiteBefore, TestReport suiteAfter, String suiteCommand) {
        this.rule = rule;
        this.before = before;
        this.after = after;
        this.suiteBefore = suiteBefore;
        this.suiteAfter = suiteAfter;
        this.suiteCommand = suiteCommand;
    }

    public String rule() {
        return rule;
    }

    /** Findings of the rule in the module. */
    public int before() {
        return before;
    }

    /** Of the same, after; fewer. */
    public int after() {
        return after;
    }

    /** Which tests guard what the mended code does, a sentence. */
    public String guard() {
        long green = suiteBefore.outcomes().stream()
                .filter(FindingsGone::passed)
                .filter(outcome -> suiteAfter
                        .find(outcome.id())
                        .filter(FindingsGone::passed)
                        .isPresent())
                .count();
        return (green == 1 ? "1 test is" : green + " tests are")
                + " as green after as before; which of the changed lines they run is what coverage says.";
    }

    private static boolean passed(TestOutcome outcome) {
        return outcome.status() == TestOutcome.Status.PASSED;
    }

    /** The whole suite before. */
    public TestReport suiteBefore() {
        return suiteBefore;
    }

    /** The whole suite after: nothing became red, and no test is missing. */
    public TestReport suiteAfter() {
        return suiteAfter;
    }

    /** The command that runs the whole suite. */
    public String suiteCommand() {
        return suiteCommand;
    }
}
