package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.repair.ClassExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exchanges classes in JVMs that stay warm: one batch of a bench at a time. */
public final class WarmClassExchange implements ClassExchange {
    private static final int VARIANT = 1;

    private final TestBench bench;
    private final InstantSource clock;
    private int batches;

    WarmClassExchange(TestBench bench, InstantSource clock) {
        this.bench = bench;
        this.clock = clock;
    }

    /** Opens one over a bench of its own, with one JVM at work. */
    public static Opener opener(InstantSource clock) {
        return (sandbox, project, module, known) -> {
            BenchOptions options = known == null
                    ? BenchOptions.standard()
                    : BenchOptions.standard().withKnown(known);
            return new WarmClassExchange(WarmTestBench.open(sandbox, project, module, options, clock), clock);
        };
    }

    @Override
    public Lines watch(List<TestId> tests, Duration limit) {
        Instant end = clock.instant().plus(limit);
        Baseline baseline;
        try {
            baseline = bench.baseline(tests, limit);
        } catch (BenchException e) {
            throw new FailedException(String.valueOf(e.getMessage()), e);
        }
        return new Watched(baseline, clock.instant().isBefore(end));
    }

    @Override
    public Answer run(Map<String, byte[]> classes, List<TestId> tests) {
        int batch = ++batches;
        bench.load(new VariantBatch(batch, classes));
        try {
            Answer first = answer(bench.run(VariantRun.kill(batch, VARIANT, tests)));
            // What runs shared in memory may hide a difference: who is said to be unnoticed had classes of its own.
            return first == Answer.NOTICED
                    ? first
                    : answer(bench.run(VariantRun.confirm(batch, List.of(VARIANT), tests)));
        } catch (BenchException e) {
            throw new FailedException(String.valueOf(e.getMessage()), e);
        } finally {
            bench.unload(batch);
        }
    }

    private static Answer answer(VariantResult result) {
        return switch (result.kind()) {
            case ALL_PASSED -> Answer.UNNOTICED;
            case NOTHING_RAN, DOES_NOT_LOAD -> Answer.NOTHING_RAN;
            case TEST_FAILED, STACK_OVERFLOW, BUDGET_EXHAUSTED, TIMED_OUT, JVM_DIED -> Answer.NOTICED;
        };
    }

    @Override
    public void close() {
        bench.close();
    }

    /** A parameterised test counts once, and only when all of its invocations passed. */
    private record Watched(Baseline baseline, boolean complete) implements Lines {
        @Override
        public List<TestId> of(String className, int line) {
            Set<TestId> red = new HashSet<>();
            baseline.outcomes().stream()
                    .filter(outcome -> outcome.status() != Status.PASSED)
                    .forEach(outcome -> red.add(plain(outcome.id())));
            return baseline.covering(className, line, line).stream()
                    .map(Watched::plain)
                    .filter(id -> !red.contains(id))
                    .distinct()
                    .toList();
        }

        private static TestId plain(TestId id) {
            return new TestId(id.className(), id.plainMethod());
        }
    }
}
