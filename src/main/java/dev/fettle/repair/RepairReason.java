package dev.fettle.repair;

import dev.fettle.base.NamedReason;

/** Why no fix is proposed. */
public enum RepairReason implements NamedReason {
    NOT_SUPPORTED("This project is not built with a tool that Fettle can run."),
    EMPTY("There is nothing in the repository to repair."),
    DOES_NOT_BUILD("The project does not compile before any change."),
    NO_TESTS("No test ran."),
    NOT_RED("Every test passes, so there is nothing to prove a fix against."),
    OTHER_FAILURE("It fails, but not in the way that was reported."),
    FLAKY("The failing test also passes on the same commit, so no fix can be proved."),
    NOT_REPRODUCED("No test could be made that shows the failure."),
    RIGHT_BEHAVIOUR_UNKNOWN("The failure is reproduced, but nothing says what the right behaviour is."),
    NO_SUSPECT("Nothing in the production code that the failing test reaches can be at fault."),
    NO_FIX_FOUND("No candidate makes the failing test pass without breaking another."),
    NOT_CONFIDENT("Of what passes every test nothing is sure enough to be the right fix."),
    NOTHING_FOUND("The rule finds nothing there any more."),
    NO_SAFE_FIX("What this rule finds has no fix that Fettle knows to be the one that was meant."),
    NOT_PROVED("The fix did not hold in a clean checkout and a fresh sandbox."),
    GATE_STOPPED("A required quality gate did not pass."),
    TIME_BUDGET("The time limit was reached."),
    CANCELLED("It was stopped."),
    ENVIRONMENT("The environment failed: a dependency, a JDK, memory or disk."),
    NO_SANDBOX("No sandbox holds on this machine, and foreign code is not run without one."),
    INTERNAL("Fettle itself failed; the log says how.");

    private final String sentence;

    RepairReason(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
