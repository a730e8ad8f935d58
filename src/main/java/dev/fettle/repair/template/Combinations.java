package dev.fettle.repair.template;

import dev.fettle.repair.Progress;
import dev.fettle.repair.template.rule.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Several edits as one candidate: what mends some of the wanted tests and breaks nothing, with one edit more. */
final class Combinations {
    private static final int MOST_EDITS = 3;

    private final Validation validation;
    private final Tally tally;
    private final Ids ids;
    private final Function<Draft, Workshop> workshops;
    private final int targets;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    /**
     * How much is tried.
     *
     * @param asked so many single candidates are asked what they mend; 0 where there is only one wanted test
     * @param halves so many of those that mend something get partners
     * @param partners so many single candidates each
     * @param close whether any two single candidates that stand close together are tried too
     */
    record Effort(int asked, int halves, int partners, boolean close) {}

    /** Before the unlikely single candidates. */
    static final Effort EARLY = new Effort(600, 3, 300, false);
    /** After all single candidates. */
    static final Effort LATE = new Effort(1_500, 4, 500, true);

    /**
     * @param validation asks each candidate for every wanted test
     * @param targets how many tests are wanted
     */
    Combinations(
            Validation validation,
            Tally tally,
            Ids ids,
            Function<Draft, Workshop> workshops,
            int targets,
            Progress progress) {
        this.validation = validation;
        this.tally = tally;
        this.ids = ids;
        this.workshops = workshops;
        this.targets = targets;
        this.progress = progress;
    }

    /** @param singles best first */
    void search(List<Draft> singles, Effort effort) {
        if (targets > 1) {
            validation.validate(singles.subList(0, Math.min(singles.size(), effort.asked())), workshops);
        }
        int before = 0;
        for (int edits = 2; edits <= MOST_EDITS && goOn(); edits++) {
            List<Tally.HalfWay> halves = halves(effort.halves());
            int best = halves.isEmpty() ? 0 : halves.get(0).mended();
            if (best <= before && edits > 2) {
                return;
            }
            before = best;
            List<Draft> more = with(halves, singles, effort.partners());
            if (effort.close() && edits == 2) {
                more.addAll(numbered(Pairs.close(singles, ids.next())));
            }
            progress.note(more.size() + " candidates of " + edits + " edits");
            validation.validate(more, workshops);
        }
    }

    private List<Draft> with(List<Tally.HalfWay> halves, List<Draft> singles, int partners) {
        if (!halves.isEmpty()) {
            Tally.HalfWay best = halves.get(0);
            notes.add("Half way: " + best.draft().summary() + " mends " + best.mended() + " of " + targets
                    + " failing tests.");
        }
        List<Draft> drafts = halves.stream().map(Tally.HalfWay::draft).toList();
        return new ArrayList<>(numbered(Pairs.greedy(drafts, singles, partners, ids.next())));
    }

    private List<Draft> numbered(List<Draft> drafts) {
        ids.used(drafts.size());
        drafts.forEach(tally.account()::generated);
        return drafts;
    }

    private List<Tally.HalfWay> halves(int most) {
        return tally.halfWay().stream()
                .sorted(Comparator.comparingInt((Tally.HalfWay half) -> -half.mended())
                        .thenComparingDouble(half -> -half.draft().rank()))
                .limit(most)
                .toList();
    }

    private boolean goOn() {
        return tally.found().isEmpty() && !tally.enough();
    }

    /** What came close. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
