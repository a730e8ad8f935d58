package dev.fettle.improve.kit;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.ConsistencyGate;
import dev.fettle.gate.Gate;
import dev.fettle.gate.Gates;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.gate.tests.TestsGate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The gates as the server has them, and those that a story adds. */
final class GatesInForce {
    private final List<Gate> gates;
    private final SecretShapes shapes;

    GatesInForce(SecretShapes shapes) {
        this.shapes = shapes;
        this.gates = new ArrayList<>(List.of(
                new TestsGate(),
                new TestIntegrityGate(),
                new SecretScanGate(shapes),
                new PolicyGate(ChangePolicy.DEFAULT),
                new ConsistencyGate()));
    }

    void add(Gate gate) {
        gates.add(gate);
    }

    Gates of(RepositorySettings settings) {
        Set<String> required = new HashSet<>(Set.of("tests", "test-integrity", "secret-scan", "policy", "consistency"));
        required.addAll(settings.requiredGates());
        return new Gates(gates, required);
    }

    /** Those that look at a person's pull request. */
    Gates ofReviews(RepositorySettings settings) {
        return new Gates(
                List.of(
                        new TestIntegrityGate(),
                        new SecretScanGate(shapes),
                        new PolicyGate(ChangePolicy.DEFAULT),
                        new LoopMetricsGate(RunLimits.NONE)),
                Set.of());
    }

    /** The names of the check runs that they make. */
    List<String> checks() {
        return Stream.concat(gates.stream().map(Gate::id), Stream.of("summary"))
                .map(name -> "fettle/" + name)
                .toList();
    }
}
