package dev.fettle.repair.template;

import dev.fettle.repair.NearMiss;
import dev.fettle.repair.RuleCount;
import dev.fettle.repair.template.rule.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps, for people, what became of each rule's candidates and which came close. */
final class Account {
    private static final int MOST_CLOSE = 12;

    private static final Comparator<NearMiss> CLOSEST = Comparator.comparingInt((NearMiss miss) -> -miss.mended())
            .thenComparing(NearMiss::breaks)
            .thenComparingDouble(miss -> -miss.candidate().prior())
            .thenComparingInt(miss -> miss.candidate().id());

    private final Map<String, int[]> rules = new TreeMap<>();
    private final Map<Integer, NearMiss> close = new HashMap<>();

    private enum What {
        GENERATED,
        COMPILED,
        REJECTED,
        TRIED,
        CLOSE,
        PLAUSIBLE
    }

    void generated(Draft draft) {
        add(draft, What.GENERATED);
    }

    void compiled(Draft draft, boolean taken) {
        add(draft, taken ? What.COMPILED : What.REJECTED);
    }

    /** @param wanted how many tests there are to mend */
    void tried(Draft draft, Judge.Verdict verdict, int wanted) {
        add(draft, What.TRIED);
        if (verdict.plausible()) {
            add(draft, What.PLAUSIBLE);
        } else if (!verdict.mended().isEmpty()) {
            add(draft, What.CLOSE);
            close.put(
                    draft.id(), new NearMiss(draft.candidate(), verdict.mended().size(), wanted, verdict.breaks()));
            if (close.size() > 4 * MOST_CLOSE) {
                close.values().retainAll(nearMisses());
            }
        }
    }

    private void add(Draft draft, What what) {
        rules.computeIfAbsent(draft.rule(), key -> new int[What.values().length])[what.ordinal()]++;
    }

    /** The rules that had something to say, most candidates first. */
    List<RuleCount> ruleCounts() {
        List<RuleCount> counts = new ArrayList<>();
        rules.forEach((rule, n) -> counts.add(new RuleCount(
                rule,
                n[What.GENERATED.ordinal()],
                n[What.COMPILED.ordinal()],
                n[What.REJECTED.ordinal()],
                n[What.TRIED.ordinal()],
                n[What.CLOSE.ordinal()],
                n[What.PLAUSIBLE.ordinal()])));
        counts.sort(RuleCount.ORDER);
        return counts;
    }

    /** How many candidates were made, twins and pairs included. */
    int generated() {
        return rules.values().stream()
                .mapToInt(n -> n[What.GENERATED.ordinal()])
                .sum();
    }

    /** The closest first. */
    List<NearMiss> nearMisses() {
        return close.values().stream().sorted(CLOSEST).limit(MOST_CLOSE).toList();
    }
}
