package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Progress;
import dev.fettle.repair.template.rule.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Several edits as one candidate: what mends some of the wanted tests and breaks nothing, with one edit more. */
final class Combinations {
    private static final int MOST_EDITS = 3;

    private final Validation validation;
    private final Tally tally;
    private final Ids ids;
    private final Function<Draft, Workshop> workshops;
    private final Set<TestId> targets;
    private final Function<Set<TestId>, Map<String, Double>> suspicion;
    private final Predicate<Draft> ofOneModule;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();
    /** With how many partners a half-way candidate was tried, by its id. */
    private final Map<Integer, Integer> partnered = new HashMap<>();

    /**
     * How much is tried.
     *
     * @param halves so many of those that mend something get partners
     * @param partners so many single candidates each
     * @param apart so many of the likeliest of all places are tried two by two: two mistakes that every test meets show no half way
     * @param close whether any two single candidates that stand close together are tried too
     * @param edits at most
     */
    record Effort(int halves, int partners, int apart, boolean close, int edits) {}

    /** Before a step is taken: what two of the single candidates mend together needs no search of its own. */
    static final Effort STEP = new Effort(4, 150, 0, false, 2);
    /** Before the unlikely single candidates. */
    static final Effort EARLY = new Effort(4, 150, 60, false, MOST_EDITS);
    /** After all single candidates. */
    static final Effort LATE = new Effort(10, 500, 140, true, MOST_EDITS);

    /**
     * @param targets the wanted tests
     * @param ofOneModule whether all edits of a draft are
     * @param suspicion of lines, each "path:line", by the tests that are still red
     */
    Combinations(
            Validation validation,
            Tally tally,
            Ids ids,
            Function<Draft, Workshop> workshops,
            Set<TestId> targets,
            Function<Set<TestId>, Map<String, Double>> suspicion,
            Predicate<Draft> ofOneModule,
            Progress progress) {
        this.suspicion = suspicion;
        this.ofOneModule = ofOneModule;
        this.validation = validation;
        this.tally = tally;
        this.ids = ids;
        this.workshops = workshops;
        this.targets = targets;
        this.progress = progress;
    }

    /** @param singles best first */
    void search(List<Draft> singles, Effort effort) {
        int before = 0;
        for (int edits = 2; edits <= effort.edits() && goOn(); edits++) {
            List<Tally.HalfWay> halves = tally.halfWay(effort.halves());
            int best = halves.isEmpty() ? 0 : halves.get(0).mended();
            if (best <= before && edits > 2) {
                return;
            }
            before = best;
            List<Draft> more = with(halves, singles, effort.partners());
            if (effort.apart() > 0 && edits == 2) {
                more.addAll(numbered(Pairs.apart(singles, effort.apart(), ids.next())));
            }
            if (effort.close() && edits == 2) {
                more.addAll(numbered(Pairs.close(singles, ids.next())));
            }
            if (!more.isEmpty()) {
                progress.note(more.size() + " candidates of " + edits + " edits");
                validation.validate(more, workshops);
            }
        }
    }

    private List<Draft> with(List<Tally.HalfWay> halves, List<Draft> singles, int partners) {
        if (!halves.isEmpty() && halves.get(0).mends()) {
            Tally.HalfWay best = halves.get(0);
            notes.add("Half way: " + best.draft().summary() + " mends " + best.mended() + " of " + targets.size()
                    + " failing tests.");
        }
        List<Draft> drafts = new ArrayList<>();
        for (Tally.HalfWay half : halves) {
            if (partnered.getOrDefault(half.draft().id(), 0) >= partners) {
                continue;
            }
            partnered.put(half.draft().id(), partners);
            drafts.addAll(Pairs.of(half.draft(), partners(half, singles, partners)));
        }
        return new ArrayList<>(numbered(Pairs.numbered(drafts, ids.next())));
    }

    /** What may mend the tests that are red still, likeliest first: whom they suspect, not whom all did. */
    private List<Draft> partners(Tally.HalfWay half, List<Draft> singles, int most) {
        Set<TestId> red = new HashSet<>(targets);
        red.removeAll(half.mends() ? half.tests() : Set.of());
        Map<String, Double> now = red.isEmpty() ? Map.of() : suspicion.apply(red);
        return singles.stream()
                .map(single -> single.suspected(now.getOrDefault(single.path() + ":" + single.line(), 0.0)))
                .filter(single -> single.suspiciousness() > 0)
                .sorted(Comparator.comparingDouble(single -> -single.rank()))
                .limit(most)
                .toList();
    }

    /** Without those of two modules, which no compilation holds together. */
    private List<Draft> numbered(List<Draft> drafts) {
        ids.used(drafts.size());
        List<Draft> ofOne = drafts.stream().filter(ofOneModule).toList();
        ofOne.forEach(tally.account()::generated);
        return ofOne;
    }

    private boolean goOn() {
        return tally.found().isEmpty() && !tally.enough();
    }

    /** What came close. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
