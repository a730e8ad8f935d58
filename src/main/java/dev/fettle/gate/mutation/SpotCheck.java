package dev.fettle.gate.mutation;

import dev.fettle.gate.Verdict.Finding;
import java.util.List;

/**
 * What the mutants of a change came to.
 *
 * @param title a clause for the gate's title; "" when there is nothing to say
 * @param wrong why the change should stop
 * @param doubts what a person should look at
 * @param details sentences for the folded part
 */
public record SpotCheck(String title, List<Finding> wrong, List<Finding> doubts, List<String> details) {
    /** Nothing to say. */
    public static final SpotCheck NOTHING = new SpotCheck("", List.of(), List.of(), List.of());

    public SpotCheck {
        wrong = List.copyOf(wrong);
        doubts = List.copyOf(doubts);
        details = List.copyOf(details);
    }

    /** It could not be made. */
    static SpotCheck not(String why) {
        return new SpotCheck("mutants not tried: " + why, List.of(), List.of(), List.of());
    }
}
