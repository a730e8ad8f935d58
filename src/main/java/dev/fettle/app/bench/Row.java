package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of one case with one tool.
 *
 * @param one the case
 * @param tool {@code fettle} or the name of a peer
 * @param outcome how the tool itself ended
 * @param heldOut what the tests say that no tool sees
 * @param seconds from the start of the case to its outcome, preparing included
 * @param provingSeconds from the end of the baseline to the proof; 0 when there was none, or when the tool does not say
 * @param json everything, one line of the result file
 */
public record Row(
        BenchCase one,
        String tool,
        Outcome outcome,
        HeldOut heldOut,
        double seconds,
        double provingSeconds,
        ObjectNode json) {
    /** How a tool ended. */
    public enum Outcome {
        FIXED,
        ABSTAINED,
        /** It could not be tried to the end, for a reason that the tool names. */
        FAILED,
        /** The case or the tool broke. */
        BROKE
    }

    /** What tests say that no tool sees. */
    public enum HeldOut {
        GREEN,
        RED,
        NOT_RUN
    }

    /** What an outcome is worth. */
    public enum Verdict {
        /** Plausible, and green in the held-out tests too. */
        CORRECT,
        /** Plausible; no held-out tests say more. */
        PLAUSIBLE,
        /** Plausible, and red in the held-out tests, or a fix where none should have been proposed. */
        WRONG,
        ABSTAINED_RIGHTLY,
        /** Nothing was proposed for what can be fixed. */
        MISSED,
        /** Nothing was proposed; nobody says whether it should have been. */
        ABSTAINED,
        /** It could not be tried to the end. */
        FAILED,
        BROKE
    }

    /** What it is worth. */
    public Verdict verdict() {
        return switch (outcome) {
            case FIXED -> fixed();
            case ABSTAINED ->
                switch (one.expect()) {
                    case FIXED -> Verdict.MISSED;
                    case ABSTAINED -> Verdict.ABSTAINED_RIGHTLY;
                    case UNKNOWN -> Verdict.ABSTAINED;
                };
            case FAILED -> Verdict.FAILED;
            case BROKE -> Verdict.BROKE;
        };
    }

    private Verdict fixed() {
        if (one.expect() == BenchCase.Expect.ABSTAINED || heldOut == HeldOut.RED) {
            return Verdict.WRONG;
        }
        return heldOut == HeldOut.GREEN ? Verdict.CORRECT : Verdict.PLAUSIBLE;
    }
}
