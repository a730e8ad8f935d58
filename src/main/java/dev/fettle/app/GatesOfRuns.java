package dev.fettle.app;

import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.coverage.CoverageReport;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates that build and run both trees, those that are switched on. */
final class GatesOfRuns {
    private GatesOfRuns() {}

    static List<Gate> all(RepositorySettings settings) {
        return all(settings, null, RunLimits.NONE);
    }

    /** @param report of somebody else's coverage, null to measure it */
    static List<Gate> all(RepositorySettings settings, @Nullable CoverageReport report, RunLimits limits) {
        QualityGates on = settings.qualityGates();
        List<Gate> gates = new ArrayList<>();
        if (on.testCoverage() > 0) {
            gates.add(new CoverageGate(on.testCoverage(), report));
        }
        if (on.loopMetrics()) {
            gates.add(new LoopMetricsGate(limits));
        }
        return List.copyOf(gates);
    }
}
