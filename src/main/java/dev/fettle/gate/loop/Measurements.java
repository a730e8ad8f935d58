package dev.fettle.gate.loop;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs of base and head in pairs, as they were measured.
 *
 * @param base the runs of the base, in order
 * @param head the runs of the head; the i-th belongs to the i-th of the base
 */
record Measurements(List<Run> base, List<Run> head) {
    Measurements {
        base = List.copyOf(base);
        head = List.copyOf(head);
    }

    /**
     * One run.
     *
     * @param cpuSeconds processor time of the build and its tests
     * @param wallSeconds from start to end
     * @param peakBytes of memory
     * @param testSeconds by test, as its report has it
     * @param errors in what the tests printed
     */
    record Run(
            OptionalDouble cpuSeconds,
            double wallSeconds,
            OptionalLong peakBytes,
            Map<TestId, Double> testSeconds,
            int errors) {
        static Run of(TestRun run, int errors) {
            Map<TestId, Double> seconds = new TreeMap<>();
            for (TestOutcome outcome : run.report().outcomes()) {
                if (outcome.status() == TestOutcome.Status.PASSED) {
                    seconds.put(outcome.id(), outcome.time().toNanos() / 1e9);
                }
            }
            OptionalLong cpu = run.execution().usage().cpuNanos();
            return new Run(
                    cpu.isPresent() ? OptionalDouble.of(cpu.getAsLong() / 1e9) : OptionalDouble.empty(),
                    run.execution().wall().toNanos() / 1e9,
                    run.execution().usage().peakMemoryBytes(),
                    seconds,
                    errors);
        }

        double inTests() {
            return testSeconds.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    int pairs() {
        return Math.min(base.size(), head.size());
    }

    /** One measure of all pairs. Empty where a run has none of it. */
    List<PairedRatios.Pair> of(ToDoubleFunction<Run> measure) {
        List<PairedRatios.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < pairs(); i++) {
            double before = measure.applyAsDouble(base.get(i));
            double after = measure.applyAsDouble(head.get(i));
            if (!(before > 0) || !(after > 0)) {
                return List.of();
            }
            pairs.add(new PairedRatios.Pair(before, after));
        }
        return pairs;
    }

    /**
     * Processor time, as if the tests had been alone: what they take on the base, and then the difference that the kernel counted. Most of a run's processor time is the
     * build's own, the same on both sides, and would hide what the tests do. Tests are timed by the clock, which runs fast on a busy machine: of that counts the share
     * for which a run of the base had a processor, so that a slow-down by half is one there too. Empty where nobody counts processor time.
     */
    List<PairedRatios.Pair> cpuOfTests() {
        double inTests = base.stream().mapToDouble(Run::inTests).average().orElse(0) * shareOfProcessor();
        List<PairedRatios.Pair> pairs = new ArrayList<>();
        for (PairedRatios.Pair run : of(each -> each.cpuSeconds().orElse(0))) {
            double difference = run.head() - run.base();
            pairs.add(new PairedRatios.Pair(inTests + Math.max(0, -difference), inTests + Math.max(0, difference)));
        }
        return inTests > 0 ? pairs : List.of();
    }

    /** Of the time of the base's runs, what they had a processor for; 1 at most, since a run may have several. */
    private double shareOfProcessor() {
        double cpu =
                base.stream().mapToDouble(run -> run.cpuSeconds().orElse(0)).sum();
        double wall = base.stream().mapToDouble(Run::wallSeconds).sum();
        return wall > 0 ? Math.min(1, cpu / wall) : 1;
    }

    /** The tests that passed in every run of both, with the mean time of the longer side. */
    SortedMap<TestId, Double> tests() {
        SortedMap<TestId, Double> tests = new TreeMap<>();
        if (pairs() == 0) {
            return tests;
        }
        for (TestId id : base.get(0).testSeconds().keySet()) {
            boolean always = java.util.stream.Stream.concat(base.stream(), head.stream())
                    .allMatch(run -> run.testSeconds().containsKey(id));
            if (always) {
                tests.put(id, Math.max(mean(base, id), mean(head, id)));
            }
        }
        return tests;
    }

    private static double mean(List<Run> runs, TestId id) {
        return runs.stream()
                .mapToDouble(run -> run.testSeconds().getOrDefault(id, 0.0))
                .average()
                .orElse(0);
    }
}
