package dev.fettle.app;

import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.coverage.CoverageReport;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.mutation.MutationCheck;
import dev.fettle.repair.run.WarmClassExchange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The gates, and the part of one, that build and run both trees; those that are switched on. */
final class GatesOfRuns {
    private GatesOfRuns() {}

    static List<Gate> all(RepositorySettings settings) {
        return all(settings, null, limits(settings.qualityGates()));
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

    /** The ceilings of a run, as they are configured. */
    static RunLimits limits(QualityGates on) {
        return new RunLimits(
                on.maxSuiteTime().isZero() ? Optional.empty() : Optional.of(on.maxSuiteTime()),
                on.maxSuiteMebibytes() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of((long) on.maxSuiteMebibytes() << 20));
    }

    /** The spot check by mutants; null where it is switched off. */
    static @Nullable MutationCheck mutations(Duration time) {
        return time.isZero() ? null : new MutationCheck(WarmClassExchange.opener(InstantSource.system()), time);
    }
}
