package dev.fettle.repair;

import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param plausible candidates that pass every test that matters, best first; empty when none does
 * @param confidence in the first of them, 0 to 1
 * @param suspects where it looked, most suspicious first
 * @param generated candidates made
 * @param compiled of those, how many compiled
 * @param tried of those, how many were run
 * @param spent time by named part (baseline, generate, validate, rank)
 * @param notes what came close and why it stopped, for people
 * @param cost of models, where the engine asks any
 */
public record Search(
        List<Plausible> plausible,
        double confidence,
        List<Suspect> suspects,
        int generated,
        int compiled,
        int tried,
        java.util.Map<String, Duration> spent,
        List<String> notes,
        Cost cost) {
    /** Of an engine that asks no model. */
    public Search(
            List<Plausible> plausible,
            double confidence,
            List<Suspect> suspects,
            int generated,
            int compiled,
            int tried,
            java.util.Map<String, Duration> spent,
            List<String> notes) {
        this(plausible, confidence, suspects, generated, compiled, tried, spent, notes, Cost.NONE);
    }

    public Search {
        plausible = List.copyOf(plausible);
        suspects = List.copyOf(suspects);
        spent = java.util.Map.copyOf(spent);
        notes = List.copyOf(notes);
    }

    /**
     * A candidate that passes all tests that cover it.
     *
     * @param candidate the edits
     * @param score the ranking's, higher first
     * @param why it stands where it stands, in a few words each
     */
    public record Plausible(Candidate candidate, double score, List<String> why) {
        public Plausible {
            why = List.copyOf(why);
        }
    }
}
