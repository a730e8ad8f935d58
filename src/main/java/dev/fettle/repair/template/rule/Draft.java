package dev.fettle.repair.template.rule;

import dev.fettle.repair.Candidate;
import java.util.List;
import java.util.Set;

/**
 * A candidate with what its rank is made of.
 *
 * @param id above 0, unique within a search
 * @param rule the template's name
 * @param edits not overlapping, sorted by offset
 * @param line of the first edit, 1-based
 * @param prior of the rule times the weight of this use of it, 0 to 1
 * @param nearness of its ingredients, 0 to 1
 * @param suspiciousness of its place, 0 to 1
 * @param summary for a person
 * @param traits what else the ranking should know
 */
public record Draft(
        int id,
        String rule,
        List<Candidate.Edit> edits,
        int line,
        double prior,
        double nearness,
        double suspiciousness,
        String summary,
        Set<Trait> traits) {
    public Draft {
        edits = List.copyOf(edits);
        traits = Set.copyOf(traits);
    }

    /** What a candidate does to behaviour, as far as its form tells. */
    public enum Trait {
        /** Code is taken away. */
        DELETES,
        /** The method, loop or turn is left early. */
        LEAVES,
        /** A computed value becomes a constant. */
        CONSTANT,
        /** An exception is thrown or hidden. */
        EXCEPTION,
        /** A condition is written anew: the whole replacement is a condition. */
        CONDITION,
        /** Something is put under a new condition, or left early on one: the replacement begins with {@code if (}. */
        GUARD,
        /** More than one edit. */
        PAIR
    }

    /** In which order candidates are tried, higher first. */
    public double rank() {
        return suspiciousness * prior * nearness;
    }

    /** Of the first edit. */
    public String path() {
        return edits.get(0).path();
    }

    /** In the words of the room. */
    public Candidate candidate() {
        return new Candidate(id, rule, edits, path(), line, prior, summary);
    }

    /** The same with another prior and nearness. */
    public Draft ranked(double otherPrior, double otherNearness) {
        return new Draft(id, rule, edits, line, otherPrior, otherNearness, suspiciousness, summary, traits);
    }

    /** The same, where its place is suspected more or less. */
    public Draft suspected(double otherwise) {
        return new Draft(id, rule, edits, line, prior, nearness, otherwise, summary, traits);
    }

    /** The same under another id. */
    public Draft withId(int other) {
        return new Draft(other, rule, edits, line, prior, nearness, suspiciousness, summary, traits);
    }
}
