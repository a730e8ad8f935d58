package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts plausible candidates in order and says how sure the first of them is. */
final class Ranking {
    /** What all the fixes that nobody thought of weigh: a lone, far-fetched candidate is not sure either. */
    private static final double UNKNOWN = 0.04;

    private static final double TYPICAL_EDIT = 60;
    /** For a condition that the tests never see answered otherwise: it does what a constant would do. */
    private static final double DECIDES_NOTHING = 0.3;

    private final Map<TestId, Long> before;

    /** @param before traces of the tests that were green before any change */
    Ranking(Map<TestId, Long> before) {
        this.before = Map.copyOf(before);
    }

    /**
     * What came out.
     *
     * @param plausible best first
     * @param confidence in the first, 0 to 1; 0 for none
     */
    record Ranked(List<Plausible> plausible, double confidence) {}

    Ranked rank(List<Found> found) {
        List<Found> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingDouble((Found one) -> -score(one))
                .thenComparingInt(one -> size(one.draft()))
                .thenComparingInt(one -> one.draft().id()));
        List<Plausible> plausible = new ArrayList<>();
        for (Found one : ordered) {
            plausible.add(new Plausible(one.draft().candidate(), score(one), why(one)));
        }
        return new Ranked(plausible, confidence(ordered));
    }

    private double confidence(List<Found> ordered) {
        if (ordered.isEmpty()) {
            return 0;
        }
        Found best = ordered.get(0);
        // Candidates that did the same in every method of every test are one candidate in many words: the best stands
        // for all.
        Map<Object, Double> groups = new HashMap<>();
        for (Found one : ordered) {
            Object group = one.traces().isEmpty() ? one : one.traces();
            groups.merge(group, score(one), Math::max);
        }
        double rivals =
                groups.values().stream().mapToDouble(Double::doubleValue).sum();
        return Math.min(1, score(best) / (UNKNOWN + rivals));
    }

    double score(Found one) {
        Draft draft = one.draft();
        double score = draft.prior() * Math.sqrt(draft.nearness()) * Math.sqrt(draft.suspiciousness());
        for (Trait trait : draft.traits()) {
            score *= switch (trait) {
                case DELETES -> 0.4;
                case LEAVES -> 0.7;
                case CONSTANT -> 0.7;
                case EXCEPTION -> 0.6;
                case PAIR -> 0.6;
                case CONDITION, GUARD -> 1;
            };
        }
        if (one.decidesNothing()) {
            score *= DECIDES_NOTHING;
        }
        score *= TYPICAL_EDIT / (TYPICAL_EDIT + size(draft));
        return score * (1 - 0.5 * disturbed(one));
    }

    /** Characters written and taken away. */
    private static int size(Draft draft) {
        int size = 0;
        for (Edit edit : draft.edits()) {
            size += Math.max(edit.replacement().strip().length(), edit.end() - edit.start());
        }
        return size;
    }

    /** The share of tests, green before, in which some method now does something else. */
    private double disturbed(Found one) {
        int both = 0;
        int other = 0;
        for (Map.Entry<TestId, Long> entry : before.entrySet()) {
            Long now = one.traces().get(entry.getKey());
            if (now != null) {
                both++;
                other += now.equals(entry.getValue()) ? 0 : 1;
            }
        }
        return both == 0 ? 0 : (double) other / both;
    }

    private List<String> why(Found one) {
        Draft draft = one.draft();
        List<String> why = new ArrayList<>();
        why.add(String.format(Locale.ROOT, "rule %.2f", draft.prior()));
        why.add(String.format(Locale.ROOT, "ingredients %.2f", draft.nearness()));
        why.add(String.format(Locale.ROOT, "place %.2f", draft.suspiciousness()));
        double disturbed = disturbed(one);
        if (disturbed > 0) {
            why.add(String.format(Locale.ROOT, "changes what %.0f %% of the green tests see inside", 100 * disturbed));
        }
        if (one.decidesNothing()) {
            why.add("its condition is never answered otherwise");
        }
        draft.traits().stream()
                .filter(trait -> trait != Trait.CONDITION && trait != Trait.GUARD)
                .forEach(trait -> why.add(trait.name().toLowerCase(Locale.ROOT)));
        return why;
    }
}
