package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import java.time.Duration;
import java.util.List;

/**
 * Warm JVMs in one sandbox over one module's compiled classes.
 *
 * <p>Threads may share a bench; runs go to whichever JVM is free. When a calling thread is interrupted the bench kills that JVM
 * and throws {@link BenchInterruptedException}. Nothing that comes out of a bench is a proof: foreign code ran beside the recorder.
 *
 * <p>Test ids: class and method as in Surefire's reports. A test that is asked for is matched by class and {@link
 * TestId#plainMethod()}, so that one id of a parameterised test runs all its invocations; each invocation has an outcome of its
 * own.
 */
public interface TestBench extends AutoCloseable {
    /**
     * Runs tests once, in the order given, with line coverage and loop counts.
     *
     * @param tests empty for all that are found in the module (Surefire's default name patterns)
     * @param limit wall time for all of it; tests that did not get their turn are missing from the result
     */
    Baseline baseline(List<TestId> tests, Duration limit);

    /** Keeps one batch of variant classes; it reaches a JVM with the first run that needs it. A batch of the same id is replaced. */
    void load(VariantBatch batch);

    /** Forgets a batch. */
    void unload(int batchId);

    /**
     * Runs tests with variants switched on.
     *
     * @throws IllegalArgumentException for a batch that is not loaded
     */
    VariantResult run(VariantRun request);

    /**
     * Calls edited methods on inputs near those of a test.
     *
     * @return what was seen, always in the same order; empty when the test does not come to these methods or its JVM gave out
     * @throws IllegalArgumentException for a batch that is not loaded
     */
    List<Observation> probe(ProbeRun request);

    /** Kills all JVMs. The sandbox stays. */
    @Override
    void close();
}
