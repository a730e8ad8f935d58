package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run with variants ended.
 *
 * @param kind the worst thing that happened
 * @param outcomes of the tests that ran to an end, in order
 * @param nanos wall time inside the JVM, class definition included
 * @param ticks loop iterations and method entries of project code
 * @param traces by test: a digest of what methods of production code returned and threw, in order. Two runs with equal digests
 *     looked the same from outside every method. Empty unless asked for
 * @param answers of the variant's condition
 * @param values of a collector: by key, a digest of the values that an expression had, in order. Keys that the run does not
 *     vouch for are missing
 */
public record VariantResult(
        Kind kind,
        List<TestOutcome> outcomes,
        long nanos,
        long ticks,
        Map<TestId, Long> traces,
        Answers answers,
        Map<Integer, Long> values) {
    /**
     * How often the condition that the variant brings held, and how often not; none for a variant without one.
     *
     * @param held 0 or more
     * @param failed 0 or more
     */
    public record Answers(int held, int failed) {
        public static final Answers NONE = new Answers(0, 0);
    }

    /** Without values. */
    public VariantResult(
            Kind kind, List<TestOutcome> outcomes, long nanos, long ticks, Map<TestId, Long> traces, Answers answers) {
        this(kind, outcomes, nanos, ticks, traces, answers, Map.of());
    }

    /** Without a condition. */
    public VariantResult(Kind kind, List<TestOutcome> outcomes, long nanos, long ticks, Map<TestId, Long> traces) {
        this(kind, outcomes, nanos, ticks, traces, Answers.NONE);
    }

    public VariantResult {
        outcomes = List.copyOf(outcomes);
        traces = Map.copyOf(traces);
        values = Map.copyOf(values);
    }

    /** What can happen, from good to bad. */
    public enum Kind {
        /** At least one test ran, all are green. */
        ALL_PASSED,
        /** None of the tests asked for was found or ran. */
        NOTHING_RAN,
        /** At least one test is red. */
        TEST_FAILED,
        /** A test is red with a stack overflow. */
        STACK_OVERFLOW,
        /** The variant's classes cannot be loaded: a linkage or verification error. */
        DOES_NOT_LOAD,
        /** More loop iterations and method entries than a multiple of the baseline's: it would not end. */
        BUDGET_EXHAUSTED,
        /** It stood still (no iteration, no end) for longer than the test's time limit. */
        TIMED_OUT,
        /** The JVM ended under it: exit, out of memory, a crash. */
        JVM_DIED
    }

    public boolean passed() {
        return kind == Kind.ALL_PASSED;
    }

    /** The first red test. */
    public Optional<TestOutcome> firstRed() {
        return outcomes.stream().filter(TestOutcome::red).findFirst();
    }
}
