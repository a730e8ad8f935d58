package dev.fettle.repair;

import dev.fettle.build.TestId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param plausible behaviours that pass every test that matters, best first, each with the candidate that stands for it; empty when
 *     there is none
 * @param confidence in the first of them, 0 to 1
 * @param suspects where it looked, most suspicious first
 * @param generated candidates made
 * @param compiled of those, how many compiled
 * @param tried of those, how many were run
 * @param spent time by named part (baseline, generate, validate, rank)
 * @param notes why it stopped, for people
 * @param rules what became of each rule's candidates, most tried first
 * @param nearMisses what came close, closest first; a few
 * @param cost of models, where the engine asks any
 * @param doubtful wanted tests of which the search cannot say that they are red each time without a change: what mends them may mend nothing
 */
public record Search(
        List<Plausible> plausible,
        double confidence,
        List<Suspect> suspects,
        int generated,
        int compiled,
        int tried,
        Map<String, Duration> spent,
        List<String> notes,
        List<RuleCount> rules,
        List<NearMiss> nearMisses,
        Cost cost,
        Set<TestId> doubtful) {
    public Search {
        rules = List.copyOf(rules);
        nearMisses = List.copyOf(nearMisses);
        plausible = List.copyOf(plausible);
        suspects = List.copyOf(suspects);
        spent = Map.copyOf(spent);
        notes = List.copyOf(notes);
        doubtful = Set.copyOf(doubtful);
    }

    /** A search that has no doubts. */
    public Search(
            List<Plausible> plausible,
            double confidence,
            List<Suspect> suspects,
            int generated,
            int compiled,
            int tried,
            Map<String, Duration> spent,
            List<String> notes,
            List<RuleCount> rules,
            List<NearMiss> nearMisses,
            Cost cost) {
        this(
                plausible,
                confidence,
                suspects,
                generated,
                compiled,
                tried,
                spent,
                notes,
                rules,
                nearMisses,
                cost,
                Set.of());
    }

    /** A search that kept no account of rules and near misses, and asked no model. */
    public Search(
            List<Plausible> plausible,
            double confidence,
            List<Suspect> suspects,
            int generated,
            int compiled,
            int tried,
            Map<String, Duration> spent,
            List<String> notes) {
        this(
                plausible,
                confidence,
                suspects,
                generated,
                compiled,
                tried,
                spent,
                notes,
                List.of(),
                List.of(),
                Cost.NONE);
    }

    /** The same search with another answer. */
    public Search answering(List<Plausible> answer, double sure) {
        return new Search(
                answer, sure, suspects, generated, compiled, tried, spent, notes, rules, nearMisses, cost, doubtful);
    }

    /** The same answer, and the work of another search counted as well. */
    public Search plusWorkOf(Search other) {
        Map<String, RuleCount> counts = new LinkedHashMap<>();
        Stream.concat(rules.stream(), other.rules.stream())
                .forEach(count -> counts.merge(count.rule(), count, RuleCount::plus));
        return new Search(
                plausible,
                confidence,
                suspects,
                generated + other.generated,
                compiled + other.compiled,
                tried + other.tried,
                spent,
                notes,
                counts.values().stream().sorted(RuleCount.ORDER).toList(),
                nearMisses,
                cost,
                doubtful);
    }

    /** Candidates that the compiler did not take. */
    public int rejected() {
        return rules.stream().mapToInt(RuleCount::rejected).sum();
    }

    /**
     * A behaviour that passes all tests that cover it, with the candidate that stands for it.
     *
     * @param candidate the edits
     * @param score the ranking's, higher first
     * @param why it stands where it stands, in a few words each
     * @param wordings other candidates that do the same, as far as was seen, best first
     * @param difference from the first behaviour; null for that one itself and where no input shows any
     * @param observed what it changed in a failing test; null where that was not seen
     */
    public record Plausible(
            Candidate candidate,
            double score,
            List<String> why,
            List<Candidate> wordings,
            @Nullable Difference difference,
            @Nullable Observed observed) {
        public Plausible {
            why = List.copyOf(why);
            wordings = List.copyOf(wordings);
        }

        /** One of which nothing else is known. */
        public Plausible(Candidate candidate, double score, List<String> why) {
            this(candidate, score, why, List.of(), null, null);
        }

        private Plausible with(@Nullable Difference other) {
            return new Plausible(candidate, score, why, wordings, other, observed);
        }
    }

    /**
     * The others beside the one that is proposed, best first, each with its difference from that one. Where it is not the first, differences of
     * the others from it are not known.
     */
    public List<Plausible> others(Plausible proposed) {
        Plausible first = plausible.get(0);
        Difference back =
                proposed.difference() == null ? null : proposed.difference().turned();
        return plausible.stream()
                .filter(other -> other != proposed)
                .map(other -> proposed == first ? other : other.with(other == first ? back : null))
                .toList();
    }

    /** What a candidate changed in a failing test; empty where that was not seen. */
    public Optional<Observed> observed(Candidate chosen) {
        return plausible.stream()
                .filter(one -> one.candidate().equals(chosen))
                .findFirst()
                .map(Plausible::observed);
    }

    /** How many candidates passed, all wordings counted. */
    public int passed() {
        return plausible.stream().mapToInt(one -> 1 + one.wordings().size()).sum();
    }
}
