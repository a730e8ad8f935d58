package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.template.Behaviours.Behaviour;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.SharedEnds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Puts plausible candidates in order and says how sure the first of them is. */
final class Ranking {
    /** What all the fixes that nobody thought of weigh, where many tests run the place: a lone, far-fetched candidate is not sure either. */
    private static final double UNKNOWN = 0.03;

    /** … and so many times more where a single test does: what no other test looks at may be done in many ways. */
    private static final double UNWITNESSED = 3;
    /** … and as many times less as red tests became green, up to this: what is wrong mends one by accident, hardly many. */
    private static final int MANY_MENDED = 8;

    /**
     * After so many that were believed more and failed, what nobody thought of weighs more, after twice as many twice as much: the more are tried, the likelier one passes by
     * accident. Of small programs' right fixes nearly all were among these.
     */
    private static final double MANY_TRIED = 400;

    private static final double WHERE_IT_THREW = 2;

    /** From a quarter of the green tests on, an edit counts as seen by them. */
    private static final double TOSS_UP_SEEN = 4;

    private static final double TYPICAL_EDIT = 60;
    /** For a condition that the tests never see answered otherwise: it does what a constant would do. */
    private static final double DECIDES_NOTHING = 0.3;

    /**
     * … and that no green test asks either: all that is known is that the failing test wants the other branch, which every condition gives that happens to be answered the
     * other way once. On historic bugs of libraries such conditions were turned round in front of a {@code throw}, and the mistake lay elsewhere.
     */
    private static final double ONE_BIT = 0.05;

    private final Map<TestId, Long> before;
    private final Function<Draft, Witnesses> witnesses;
    private final boolean crashed;
    private final Function<String, Optional<String>> read;

    /**
     * Ranks by what the search saw.
     *
     * @param before traces of the tests that were green before any change
     * @param witnesses how many tests run a draft's lines
     * @param crashed whether production code threw, in a failing test, what tells what was wrong
     * @param read the text of a path that drafts edit
     */
    Ranking(
            Map<TestId, Long> before,
            Function<Draft, Witnesses> witnesses,
            boolean crashed,
            Function<String, Optional<String>> read) {
        this.before = Map.copyOf(before);
        this.witnesses = witnesses;
        this.crashed = crashed;
        this.read = read;
    }

    /** How many tests run the edited lines: wanted ones, and ones that were green before. */
    record Witnesses(int red, int green) {
        static final Witnesses NONE = new Witnesses(0, 0);

        int all() {
            return red + green;
        }
    }

    /**
     * What came out.
     *
     * @param plausible best first
     * @param confidence in the first, 0 to 1; 0 for none
     */
    record Ranked(List<Plausible> plausible, double confidence) {}

    /** @param evidence of inputs that no test has */
    Ranked rank(List<Found> found, Evidence evidence) {
        ToDoubleFunction<Found> place = weights(found);
        ToDoubleFunction<Found> score = one -> place.applyAsDouble(one) * evidence.firmness(one.draft());
        List<Found> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingDouble((Found one) -> -score.applyAsDouble(one))
                .thenComparingInt(one -> size(one.draft()))
                .thenComparingInt(one -> one.draft().id()));
        Behaviours behaviours = new Behaviours(ordered, score, evidence);
        List<Plausible> plausible = new ArrayList<>();
        for (Behaviour behaviour : behaviours.all()) {
            List<String> why = new ArrayList<>(why(behaviour.best()));
            why.addAll(behaviour.why());
            plausible.add(new Plausible(
                    behaviour.best().draft().candidate(),
                    behaviour.weight(),
                    why,
                    behaviour.wordings().stream()
                            .skip(1)
                            .map(one -> one.draft().candidate())
                            .toList(),
                    behaviours.difference(behaviours.all().get(0), behaviour).orElse(null),
                    behaviours.observed(behaviour).orElse(null)));
        }
        return new Ranked(plausible, confidence(behaviours.all(), evidence));
    }

    /** Most of what throws is mended where it throws, or in the method: there a place that is suspected less weighs less once more. A caller has many ways not to come there. */
    private ToDoubleFunction<Found> weights(List<Found> found) {
        double surest = found.stream()
                .mapToDouble(one -> one.draft().suspiciousness())
                .max()
                .orElse(0);
        return crashed && surest > 0
                ? one -> score(one) * Math.pow(one.draft().suspiciousness() / surest, WHERE_IT_THREW)
                : this::score;
    }

    private double confidence(List<Behaviour> behaviours, Evidence evidence) {
        if (behaviours.isEmpty()) {
            return 0;
        }
        double firmness = evidence.firmness(behaviours.get(0).best().draft());
        double all = behaviours.stream().mapToDouble(Behaviour::weight).sum();
        double unknown = unknown(witnesses.apply(behaviours.get(0).best().draft())) * lateness(behaviours.get(0));
        double share = behaviours.get(0).weight() / (unknown + all);
        double alone = share * firmness;
        return behaviours.size() == 1 ? alone : alone * lead(behaviours.get(0), behaviours.get(1));
    }

    /** What the fixes that nobody thought of weigh. */
    private static double unknown(Witnesses seen) {
        double unwitnessed = 1 + UNWITNESSED / Math.max(1, seen.all());
        return UNKNOWN * unwitnessed / Math.max(1, Math.min(MANY_MENDED, seen.red()));
    }

    private static double lateness(Behaviour first) {
        int number = first.wordings().stream().mapToInt(Found::number).min().orElse(1);
        return Math.max(1, number / MANY_TRIED);
    }

    /**
     * What an edit that green tests see inside is worth beside a runner-up that weighs as much: it is a toss-up, however little the others weigh. An edit that leaves
     * green tests as they were has that on its side.
     */
    private double lead(Behaviour first, Behaviour second) {
        double seen = Math.min(1, TOSS_UP_SEEN * disturbed(first.best()));
        return 1 - seen * Math.pow(second.weight() / first.weight(), 4);
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
        if (isOneBit(one)) {
            score *= ONE_BIT;
        } else if (one.decidesNothing()) {
            score *= DECIDES_NOTHING;
        }
        score *= TYPICAL_EDIT / (TYPICAL_EDIT + size(draft));
        return score * (1 - 0.5 * disturbed(one));
    }

    private boolean isOneBit(Found one) {
        return one.isOneSided() && witnesses.apply(one.draft()).green() == 0;
    }

    /** Characters written and taken away; those that stand in the same place before and after are neither. */
    private int size(Draft draft) {
        int size = 0;
        for (Edit edit : draft.edits()) {
            String by = edit.replacement().strip();
            String old = read.apply(edit.path())
                    .filter(text -> text.length() >= edit.end())
                    .map(text -> text.substring(edit.start(), edit.end()).strip())
                    .orElse("");
            SharedEnds same = SharedEnds.of(old, by);
            size += Math.max(by.length(), Math.max(old.length(), edit.end() - edit.start()))
                    - same.head()
                    - same.tail();
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
        why.add(witnesses.apply(draft).all() + " tests run it");
        if (isOneBit(one)) {
            why.add("its condition is answered one way only, and no green test asks it");
        } else if (one.decidesNothing()) {
            why.add("its condition is never answered otherwise");
        }
        draft.traits().stream()
                .filter(trait -> trait != Trait.CONDITION && trait != Trait.GUARD)
                .forEach(trait -> why.add(trait.name().toLowerCase(Locale.ROOT)));
        return why;
    }
}
