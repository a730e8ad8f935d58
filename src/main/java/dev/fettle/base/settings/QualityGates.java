package dev.fettle.base.settings;

/**
 * Which of the configurable gates are on.
 *
 * @param testCoverage of the changed lines, 0 to 1; 0 switches the gate off
 */
public record QualityGates(boolean mcpDoctor, boolean secretScan, boolean loopMetrics, double testCoverage) {
    /** All on, coverage 0.8. */
    public static final QualityGates DEFAULT = new QualityGates(true, true, true, 0.8);
}
