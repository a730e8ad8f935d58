package dev.fettle.repair;

import dev.fettle.build.TestReport;

/**
 * A rule finds less in a clean checkout, no rule finds more, and the whole suite says the same before and after, in fresh sandboxes. Constructed only by
 * {@link FindingsProver}.
 */
public final class FindingsGone implements Proof {
    private final String rule;
    private final int before;
    private final int after;
    private final String guard;
    private final TestReport suiteBefore;
    private final TestReport suiteAfter;
    private final String suiteCommand;

    FindingsGone(
            String rule,
            int before,
            int after,
            String guard,
            TestReport suiteBefore,
            TestReport suiteAfter,
            String suiteCommand) {
        this.rule = rule;
        this.before = before;
        this.after = after;
        this.guard = guard;
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

    /** Which tests guard what the mended code does, or the recorded reason why none does. */
    public String guard() {
        return guard;
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
