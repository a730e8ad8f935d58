package dev.fettle.gate.loop;

import dev.fettle.build.TestId;
import dev.fettle.gate.loop.Decision.Step;
import dev.fettle.gate.loop.Measurements.Run;
import dev.fettle.gate.loop.PairedRatios.Interval;
import dev.fettle.gate.loop.PairedRatios.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the pairs so far say of time, memory, single tests and errors. By the tests of ranks one change is called slower by mistake at most once in a hundred, all comparisons
 * and all looks together; what {@link FarApart} adds to that is far less on any machine but one that something else takes by turns.
 */
final class Comparison {
    /** Of a false alarm, shared evenly by processor time, time in tests, memory, and all single tests together. */
    private static final double RISK = 0.01 / 4;

    private static final double TOLERATED = 1.05;
    private static final double TOLERATED_MEMORY = 1.10;
    private static final double TOLERATED_TEST = 1.25;
    private static final double DOUBT_OF_TEST = 0.13;
    private static final double LEAST_SECONDS = 0.05;
    private static final double LEAST_BYTES = 16 << 20;
    private static final int MOST_TESTS = 20;
    private static final double MUCH = 2;
    private static final double SURE = 0.95;
    private static final String MEMORY = "Peak memory";

    /** So many pairs in which the head always has more errors than the base ever had are no accident: 1 in 252. */
    private static final int PAIRS_FOR_ERRORS = 5;

    private final List<Measure> measures = new ArrayList<>();
    private final Measurements all;

    /**
     * One measure over all pairs.
     *
     * @param name for a title
     * @param test null for one of the whole run
     * @param step what the decision says
     */
    record Measure(
            String name,
            @org.jspecify.annotations.Nullable TestId test,
            PairedRatios ratios,
            double tolerated,
            Step step) {
        String text() {
            Interval interval = ratios.interval(SURE);
            if (interval.confidence() < SURE) { // too few pairs for an interval: what they show is said as it is
                String each = ratios.pairs() == 1
                        ? ""
                        : String.format(Locale.ROOT, " (each pair %.2f to %.2f)", interval.low(), interval.high());
                return String.format(Locale.ROOT, "%s %.2f of the base%s", name, ratios.estimate(), each);
            }
            return String.format(
                    Locale.ROOT,
                    "%s %.2f of the base (%.0f %% sure: %.2f to %.2f)",
                    name,
                    ratios.estimate(),
                    100 * interval.confidence(),
                    interval.low(),
                    interval.high());
        }

        /** Of a finding, where it alarms. */
        String kind() {
            return name.equals(MEMORY) ? "larger" : "slower";
        }

        String alarm() {
            return String.format(Locale.ROOT, "%s, at most %.2f", text(), tolerated);
        }
    }

    private Comparison(Measurements all) {
        this.all = all;
    }

    static Comparison of(Measurements all) {
        Comparison comparison = new Comparison(all);
        List<Pair> cpu = all.cpuOfTests();
        comparison.add(
                cpu.isEmpty() ? "Run time" : "CPU time of tests",
                null,
                new Decision(TOLERATED, RISK, 1),
                LEAST_SECONDS,
                cpu.isEmpty() ? all.of(Run::wallSeconds) : cpu,
                cpu.isEmpty()
                        ? all.of(Run::wallSeconds)
                        : all.of(run -> run.cpuSeconds().orElse(0)));
        comparison.add("Time in tests", null, new Decision(TOLERATED, RISK, 1), LEAST_SECONDS, all.of(Run::inTests));
        comparison.add(
                MEMORY,
                null,
                new Decision(TOLERATED_MEMORY, RISK, 1),
                LEAST_BYTES,
                all.of(run -> run.peakBytes().orElse(0)));
        List<TestId> tests = all.tests().entrySet().stream()
                .filter(test -> test.getValue() >= LEAST_SECONDS)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_TESTS)
                .map(Map.Entry::getKey)
                .toList();
        for (TestId test : tests) {
            Decision decision = new Decision(TOLERATED_TEST, RISK / tests.size(), DOUBT_OF_TEST);
            comparison.add(
                    "Time of " + test,
                    test,
                    decision,
                    LEAST_SECONDS,
                    all.of(run -> run.testSeconds().getOrDefault(test, 0.0)));
        }
        return comparison;
    }

    private void add(
            String name,
            @org.jspecify.annotations.Nullable TestId test,
            Decision decision,
            double least,
            List<Pair> pairs) {
        add(name, test, decision, least, pairs, pairs);
    }

    private void add(
            String name,
            @org.jspecify.annotations.Nullable TestId test,
            Decision decision,
            double least,
            List<Pair> pairs,
            List<Pair> counted) {
        if (pairs.isEmpty()) {
            return;
        }
        PairedRatios ratios = PairedRatios.of(pairs, counted);
        double middle = pairs.stream()
                .mapToDouble(Pair::base)
                .sorted()
                .skip(pairs.size() / 2)
                .findFirst()
                .orElse(0);
        Step step = decision.after(ratios);
        boolean slight = (ratios.estimate() - 1) * middle < least;
        if (slight && (step == Step.SLOWER || all.pairs() >= Decision.FIRST)) {
            step = Step.NOT_SLOWER; // sure or not, it is too little to be worth a word
        }
        measures.add(new Measure(name, test, ratios, decision.tolerated(), step));
    }

    /** Whether more pairs may tell more. */
    boolean goesOn() {
        if (all.pairs() >= Decision.LAST || !alarms().isEmpty()) {
            return false;
        }
        boolean errors = all.pairs() < PAIRS_FOR_ERRORS && errorsApart();
        return all.pairs() < Decision.FIRST || errors || measures.stream().anyMatch(one -> one.step() == Step.GO_ON);
    }

    /** What is shown to be slower or larger; empty for nothing. */
    List<Measure> alarms() {
        return measures.stream().filter(one -> one.step() == Step.SLOWER).toList();
    }

    /** What looked slower to the end and was not shown to be, of the whole run. */
    List<Measure> undecided() {
        return measures.stream()
                .filter(one -> one.test() == null)
                .filter(one -> one.step() == Step.UNDECIDED || one.step() == Step.GO_ON)
                .toList();
    }

    /** What every pair so far shows to be at least twice as much, of the whole run; a few more pairs show whether it is so. */
    List<Measure> muchSlower() {
        return measures.stream()
                .filter(one -> one.test() == null && one.step() == Step.GO_ON)
                .filter(one -> one.ratios().farApart().factor() >= MUCH
                        && one.ratios().farApart().apart() > 0)
                .toList();
    }

    /** The measure that a title names: processor time, or the time of the run where nobody counts that. */
    Optional<Measure> main() {
        return measures.stream().findFirst();
    }

    /** All of the whole run. */
    List<Measure> ofTheRun() {
        return measures.stream().filter(one -> one.test() == null).toList();
    }

    private boolean errorsApart() {
        int most = all.base().stream().mapToInt(Run::errors).max().orElse(0);
        int least = all.head().stream().mapToInt(Run::errors).min().orElse(0);
        return all.pairs() > 0 && least > most;
    }

    /** A sentence on errors in the output when the head surely has more; empty otherwise. */
    Optional<String> moreErrors() {
        if (all.pairs() < PAIRS_FOR_ERRORS || !errorsApart()) {
            return Optional.empty();
        }
        int most = all.base().stream().mapToInt(Run::errors).max().orElse(0);
        int least = all.head().stream().mapToInt(Run::errors).min().orElse(0);
        return Optional.of("Tests print at least " + least + " errors in each of " + all.pairs()
                + " runs; before it were at most " + most);
    }

    Measurements measurements() {
        return all;
    }
}
