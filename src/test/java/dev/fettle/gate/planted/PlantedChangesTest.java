package dev.fettle.gate.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.ConsistencyGate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.gate.loop.CompiledTexts;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Changes to a sample shop, as people and tools make them: each bad one is stopped by the gates that it names and by no other, no good one is stopped by any. Judged by
 * all gates that need only the difference; circles between the compiled texts.
 */
class PlantedChangesTest {
    private static final SecretShapes SHAPES = SecretShapes.bundled();

    private static Gates gates(PlantedChange planted) {
        return new Gates(
                List.of(
                        new TestIntegrityGate(),
                        new SecretScanGate(
                                SHAPES,
                                path -> Optional.ofNullable(planted.after().get(path))),
                        new PolicyGate(ChangePolicy.DEFAULT),
                        new ConsistencyGate(),
                        new LoopMetricsGate(RunLimits.NONE)),
                Set.of());
    }

    @TestFactory
    Stream<DynamicTest> badChangesAreStopped() {
        return PlantedFile.in("bad").stream()
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> {
                    assertThat(bad.stopped()).as("what stops it").isNotEmpty();
                    assertVerdicts(bad);
                }));
    }

    @TestFactory
    Stream<DynamicTest> goodChangesAreNot() {
        return PlantedFile.in("good").stream()
                .map(good -> DynamicTest.dynamicTest(good.name(), () -> {
                    assertThat(good.stopped()).as("what stops it").isEmpty();
                    assertVerdicts(good);
                }));
    }

    @Test
    void thereAreManyOfThemAndNoneIsThereTwice() {
        assertThat(PlantedFile.in("bad")).hasSizeGreaterThanOrEqualTo(40);
        assertThat(PlantedFile.in("good")).hasSizeGreaterThanOrEqualTo(40);
        Map<String, String> names = new TreeMap<>();
        Stream.of("bad", "good")
                .flatMap(folder -> PlantedFile.in(folder).stream())
                .forEach(one -> assertThat(names.put(one.change().unifiedDiff() + one.ours(), one.name()))
                        .as(one.name())
                        .isNull());
    }

    private static void assertVerdicts(PlantedChange planted) {
        Change change = planted.change();
        assertThat(change.files()).as("changed files").isNotEmpty();
        GateReport report = gates(planted).judge(input(planted, change));
        List<String> circles = CompiledTexts.newCircles(
                PlantedChange.production(planted.before()), PlantedChange.production(planted.after()));
        Set<String> stopping = new TreeSet<>(gates(report, Outcome.FAIL, Outcome.ERROR));
        if (!circles.isEmpty()) {
            stopping.add("loop-metrics");
        }
        assertThat(stopping)
                .as("%s %s", report.verdicts(), circles)
                .isEqualTo(planted.stopped().keySet());
        assertThat(gates(report, Outcome.WARN))
                .as("warnings: %s", report.verdicts())
                .isEqualTo(planted.warned().keySet());
        Map<String, String> named = new LinkedHashMap<>(planted.stopped());
        named.putAll(planted.warned());
        named.values().removeIf(String::isEmpty);
        named.forEach((gate, kind) -> {
            if (kind.equals("new-cycle")) {
                assertThat(circles).isNotEmpty();
                return;
            }
            assertThat(findings(report, gate)).extracting(Finding::kind).contains(kind);
        });
        Set<String> paths =
                new TreeSet<>(change.files().stream().map(file -> file.path()).toList());
        assertThat(report.verdicts())
                .flatExtracting(Verdict::findings)
                .extracting(Finding::path)
                .as("findings stand in what was changed")
                .isSubsetOf(paths);
    }

    private static GateInput input(PlantedChange planted, Change change) {
        if (!planted.ours()) {
            return Judged.persons(change);
        }
        Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
        return Judged.ours(
                new Patch(change, SampleProofs.findingsGone("R", 3, 2), candidate, "templates", 0.9, List.of(), null));
    }

    private static Set<String> gates(GateReport report, Outcome... outcomes) {
        Set<String> gates = new TreeSet<>();
        report.verdicts().stream()
                .filter(verdict -> List.of(outcomes).contains(verdict.outcome()))
                .forEach(verdict -> gates.add(verdict.gate()));
        return gates;
    }

    private static List<Finding> findings(GateReport report, String gate) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.gate().equals(gate))
                .flatMap(verdict -> verdict.findings().stream())
                .toList();
    }
}
