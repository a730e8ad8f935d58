package dev.fettle.repair.run;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tests did before any change, seen from inside the JVM.
 *
 * @param outcomes in the order in which they ran
 * @param coverage production lines by test
 * @param ticks loop iterations and method entries of project code, by test
 * @param endless tests that did not end by themselves, with stacks of their thread sampled when their time was up, top frame first
 * @param loops of those tests, the production lines that ran again and again when their time was up; empty where they waited
 * @param traces by test: as {@link VariantResult#traces()}; only of tests that ended by themselves
 */
public record Baseline(
        List<TestOutcome> outcomes,
        Map<TestId, Coverage> coverage,
        Map<TestId, Long> ticks,
        Map<TestId, List<List<Frame>>> endless,
        Map<TestId, Coverage> loops,
        Map<TestId, Long> traces) {
    public Baseline {
        outcomes = List.copyOf(outcomes);
        coverage = Map.copyOf(coverage);
        ticks = Map.copyOf(ticks);
        endless = Map.copyOf(endless);
        loops = Map.copyOf(loops);
        traces = Map.copyOf(traces);
    }

    /** The red tests, endless ones included. */
    public List<TestOutcome> red() {
        return outcomes.stream().filter(TestOutcome::red).toList();
    }

    /** The outcome of exactly this id. */
    public Optional<TestOutcome> find(TestId id) {
        return outcomes.stream().filter(outcome -> outcome.id().equals(id)).findFirst();
    }

    /** Tests, in run order, that ran any of the lines {@code from} to {@code to} (inclusive) of a class or of one nested in it. */
    public List<TestId> running(String className, int from, int to) {
        Optional<LineTable> table = coverage.values().stream().findAny().map(Coverage::table);
        if (table.isEmpty()) {
            return List.of();
        }
        BitSet lines = table.get().between(className, from, to);
        return outcomes.stream()
                .map(TestOutcome::id)
                .filter(id -> {
                    Coverage own = coverage.get(id);
                    return own != null && own.hits().intersects(lines);
                })
                .toList();
    }

    /** What all invocations of a test ran of the program together: the numbers of lines, the same within this baseline. */
    public BitSet sightOf(TestId test) {
        BitSet sight = new BitSet();
        coverage.forEach((id, own) -> {
            if (id.className().equals(test.className()) && id.plainMethod().equals(test.plainMethod())) {
                sight.or(own.hits());
            }
        });
        return sight;
    }

    /** Tests, in run order, that ran any of the lines {@code from} to {@code to} (inclusive) of a class. */
    public List<TestId> covering(String className, int from, int to) {
        return outcomes.stream()
                .map(TestOutcome::id)
                .filter(id -> {
                    Coverage lines = coverage.get(id);
                    for (int line = from; lines != null && line <= to; line++) {
                        if (lines.covers(className, line)) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }
}
