package dev.fettle.gate.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Changes to the sample shop that only a run shows: both trees are built and run by the real Maven in the real sandbox, and the gate that is named stops the change. */
class BuiltPlantedTest extends SandboxedTest {
    /** Of the tree, what its Maven build does not take part in. */
    private static final Set<String> ONLY_READ =
            Set.of("src/test/java/shop/price/DiscountTest.java", "src/test/java/shop/LegacyTest.java");

    private final BuildTool maven = MavenSamples.maven();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> runsTellOnForgeryAndLoss() {
        return judged("built-short", List.of(new TestsGate()));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> eachIsStoppedByItsGateAlone() {
        return judged(
                "built-long", List.of(new TestsGate(), new CoverageGate(0.8), new LoopMetricsGate(RunLimits.NONE)));
    }

    /** A real run of Maven takes more than a tenth of a second and 16 MiB, and less than an hour and 8 GiB, however busy the machine. */
    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> ceilingsHoldWhateverItCostBefore() {
        RunLimits low = new RunLimits(Optional.of(Duration.ofMillis(100)), OptionalLong.of(16L << 20));
        RunLimits high = new RunLimits(Optional.of(Duration.ofHours(1)), OptionalLong.of(8L << 30));
        return Stream.concat(
                judged("built-ceilings", List.of(new LoopMetricsGate(low))),
                PlantedFile.in("built-ceilings").stream()
                        .map(planted -> DynamicTest.dynamicTest(planted.name() + ", below them", () -> {
                            GateReport report = judge(planted, List.of(new LoopMetricsGate(high)));
                            assertThat(report.verdicts())
                                    .extracting(Verdict::outcome)
                                    .containsExactly(Outcome.PASS);
                        })));
    }

    private Stream<DynamicTest> judged(String changes, List<Gate> gates) {
        return PlantedFile.in(changes).stream()
                .map(planted -> DynamicTest.dynamicTest(planted.name(), () -> {
                    GateReport report = judge(planted, gates);
                    Set<String> stopping = report.verdicts().stream()
                            .filter(verdict -> verdict.outcome() == Outcome.FAIL || verdict.outcome() == Outcome.ERROR)
                            .map(Verdict::gate)
                            .collect(Collectors.toSet());
                    assertThat(stopping)
                            .as("%s", report.verdicts())
                            .isEqualTo(planted.stopped().keySet());
                    planted.stopped().values().stream()
                            .filter(kind -> !kind.isEmpty())
                            .forEach(kind -> assertThat(report.verdicts())
                                    .flatExtracting(Verdict::findings)
                                    .extracting(Verdict.Finding::kind)
                                    .contains(kind));
                }));
    }

    private GateReport judge(PlantedChange planted, List<Gate> gates) throws IOException {
        Path before = written(planted.before());
        Path after = written(planted.after());
        try (TwoTrees trees = new TwoTrees(
                sandboxes,
                new Tree(maven, maven.prepare(before), before),
                new Tree(maven, maven.prepare(after), after),
                Duration.ofMinutes(20),
                InstantSource.system(),
                Progress.SILENT)) {
            return new Gates(gates, Set.of()).judge(new GateInput(planted.change(), null, null, trees));
        }
    }

    private Path written(SortedMap<String, String> tree) throws IOException {
        SortedMap<String, String> built = new TreeMap<>(tree);
        built.keySet().removeAll(ONLY_READ);
        return MavenSamples.write(Files.createTempDirectory(folder, "tree"), built);
    }
}
