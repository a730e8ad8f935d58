package dev.fettle.repair.template;

import dev.fettle.repair.Candidate;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One mistake is likelier than two. Where an edit mends some of the wanted tests, the mistake that all of them tell of is likely near it, and its mend may be one that
 * is believed little: what else a single edit can do there is tried before anything goes on from the half-way one.
 */
final class SinglesNear {
    /** In lines: about a method. */
    private static final int NEAR = 40;

    private static final int MOST = 600;

    /** The share of what is left that they may take, in slices of so many. */
    private static final int SHARE = 6;

    private static final int SLICE = 150;

    /** The likeliest are tried first, so that the rest says less. */
    private static final double ENOUGH = 0.4;

    private final Instant deadline;
    private final InstantSource clock;
    private final Set<String> places = new HashSet<>();

    SinglesNear(Instant deadline, InstantSource clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Tries them.
     *
     * @param steps the likeliest first
     * @param all every edit so far, tried or not
     * @param validate tries those that were not tried
     * @param goOn asked before each slice
     */
    void tryFirst(List<Tally.HalfWay> steps, List<Draft> all, Consumer<List<Draft>> validate, BooleanSupplier goOn) {
        List<Draft> near = near(steps, all);
        Instant until =
                clock.instant().plus(Duration.between(clock.instant(), deadline).dividedBy(SHARE));
        for (int from = 0;
                from < near.size() && goOn.getAsBoolean() && clock.instant().isBefore(until);
                from += SLICE) {
            validate.accept(near.subList(from, Math.min(near.size(), from + SLICE)));
        }
    }

    /**
     * How far several edits at once can be believed, for what single edits near them were tried: fully from {@link #ENOUGH} of them on. What passes all tests by two
     * edits may be far from what one would have done.
     *
     * @param tried whether a single edit was
     * @return more than 0, at most 1
     */
    static double beliefIn(Candidate several, List<Draft> all, Predicate<Draft> tried) {
        long near = 0;
        long seen = 0;
        for (Draft draft : all) {
            if (isSingleNear(several.path(), several.line(), draft)) {
                near++;
                seen += tried.test(draft) ? 1 : 0;
            }
        }
        return near == 0 ? 1 : Math.min(1, (seen + 1.0) / (near * ENOUGH));
    }

    /** Best first; none near a place that was asked for before. */
    private List<Draft> near(List<Tally.HalfWay> steps, List<Draft> all) {
        List<Draft> begun = steps.stream()
                .filter(Tally.HalfWay::mends)
                .limit(Steps.FIRST)
                .map(Tally.HalfWay::draft)
                .filter(draft -> places.add(draft.path() + ":" + draft.line()))
                .toList();
        return all.stream()
                .filter(draft -> begun.stream().anyMatch(step -> isSingleNear(step.path(), step.line(), draft)))
                .sorted(Generation.BY_RANK)
                .limit(MOST)
                .toList();
    }

    private static boolean isSingleNear(String path, int line, Draft draft) {
        return draft.edits().size() == 1 && draft.path().equals(path) && Math.abs(draft.line() - line) <= NEAR;
    }
}
