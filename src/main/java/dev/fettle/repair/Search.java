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
 * @param notes why it stopped, for people
 * @param rules what became of each rule's candidates, most tried first
 * @param nearMisses what came close, closest first; a few
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
        List<RuleCount> rules,
        List<NearMiss> nearMisses) {
    public Search {
        rules = List.copyOf(rules);
        nearMisses = List.copyOf(nearMisses);
        plausible = List.copyOf(plausible);
        suspects = List.copyOf(suspects);
        spent = java.util.Map.copyOf(spent);
        notes = List.copyOf(notes);
    }

    /** A search that kept no account of rules and near misses. */
    public Search(
            List<Plausible> plausible,
            double confidence,
            List<Suspect> suspects,
            int generated,
            int compiled,
            int tried,
            java.util.Map<String, Duration> spent,
            List<String> notes) {
        this(plausible, confidence, suspects, generated, compiled, tried, spent, notes, List.of(), List.of());
    }

    /** Candidates that the compiler did not take. */
    public int rejected() {
        return rules.stream().mapToInt(RuleCount::rejected).sum();
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
