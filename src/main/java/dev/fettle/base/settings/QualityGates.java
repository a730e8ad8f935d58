package dev.fettle.base.settings;

import java.time.Duration;

/**
 * Which of the configurable gates are on, and their limits.
 *
 * @param testCoverage of the changed lines, 0 to 1; 0 switches the gate off
 * @param mutationTime of the mutation spot check of {@code test-integrity}; zero switches it off
 * @param maxSuiteTime what a run of the suite may take whatever it took before; zero for no such limit
 * @param maxSuiteMebibytes what a run of the suite may hold whatever it held before; 0 for no such limit
 */
public record QualityGates(
        boolean mcpDoctor,
        boolean secretScan,
        boolean loopMetrics,
        double testCoverage,
        Duration mutationTime,
        Duration maxSuiteTime,
        int maxSuiteMebibytes) {
    /** All on, coverage 0.8, mutants for a minute, no ceilings. */
    public static final QualityGates DEFAULT = new QualityGates(true, true, true, 0.8);

    /** With the usual limits. */
    public QualityGates(boolean mcpDoctor, boolean secretScan, boolean loopMetrics, double testCoverage) {
        this(mcpDoctor, secretScan, loopMetrics, testCoverage, Duration.ofSeconds(60), Duration.ZERO, 0);
    }

    /** What another asks for, as far as these limits allow: times and ceilings are the smaller of the two. */
    public QualityGates within(QualityGates asked) {
        return new QualityGates(
                asked.mcpDoctor(),
                asked.secretScan(),
                asked.loopMetrics(),
                asked.testCoverage(),
                asked.mutationTime().compareTo(mutationTime) < 0 ? asked.mutationTime() : mutationTime,
                Duration.ofMillis(
                        ceiling(maxSuiteTime.toMillis(), asked.maxSuiteTime().toMillis())),
                (int) ceiling(maxSuiteMebibytes, asked.maxSuiteMebibytes()));
    }

    private static long ceiling(long ours, long theirs) {
        return ours == 0 ? theirs : theirs == 0 ? ours : Math.min(ours, theirs);
    }
}
