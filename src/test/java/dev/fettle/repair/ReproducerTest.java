package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.improve.kit.TextBuild;
import dev.fettle.repair.Reproducer.NotReproduced;
import dev.fettle.repair.Reproducer.Reproduced;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Red tests, seen twice and within the time that was given; and a proof that looks at them once more. */
class ReproducerTest extends TextTreeTest {
    private void priceTest(String comment) throws IOException {
        String text = "package shop;\n// " + comment + "\n// test adds: " + SOURCE + " says net + tax\n";
        write("src/test/java/shop/PriceTest.java", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aSuiteThatNeverEndsTakesNoMoreThanTheTimeThereIs() throws IOException {
        priceTest("plain");
        Endless endless = new Endless();

        try (Workspace workspace = workspace()) {
            assertThat(reproduce(endless, workspace))
                    .isInstanceOfSatisfying(
                            NotReproduced.class, not -> assertThat(not.reason()).isEqualTo(RepairReason.TIME_BUDGET));
        }
        assertThat(endless.limits.get(0))
                .as("a small suite that takes long has a test that never ends")
                .isLessThan(Duration.ofSeconds(60));
        assertThat(endless.limits.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThanOrEqualTo(FIVE_MINUTES);
    }

    @Test
    void aShortLimitGoesIntoOneRunAndNothingIsTriedAfterIt() throws IOException {
        priceTest("plain");
        Endless endless = new Endless();

        try (Workspace workspace = workspace()) {
            assertThat(reproduce(endless, workspace, Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            NotReproduced.class, not -> assertThat(not.reason()).isEqualTo(RepairReason.TIME_BUDGET));
        }
        assertThat(endless.limits).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void aSuiteOfManyFilesIsGivenTheTimeThatItTakes() throws IOException {
        for (int i = 0; i < 60; i++) {
            write("src/test/java/shop/Part" + i + "Test.java", "package shop;\n");
        }
        Endless endless = new Endless();

        try (Workspace workspace = workspace()) {
            reproduce(endless, workspace);
        }
        assertThat(endless.limits)
                .as("what did not end in that time ends in no less")
                .singleElement()
                .satisfies(limit -> assertThat(limit).isGreaterThan(Duration.ofSeconds(150)));
    }

    @Test
    void redTestsThatNobodyNamedAreToldApart() throws IOException {
        priceTest("plain");
        write(
                "src/test/java/shop/OtherTest.java",
                "package shop;\n// test other: " + SOURCE + " says what nobody wrote\n");

        try (Workspace workspace = workspace()) {
            assertThat(reproduce(new TextBuild(), workspace))
                    .isInstanceOfSatisfying(
                            Reproduced.class,
                            seen -> assertThat(seen.parts())
                                    .hasSize(2)
                                    .allSatisfy(
                                            part -> assertThat(part.redBefore()).hasSize(1)));
        }
    }

    @Test
    void aNameThatNoTestHasIsAnsweredWithThoseThatAreNear() throws IOException {
        priceTest("plain");
        write("src/test/java/shop/CheckoutTest.java", "package shop;\n// test pays: build.txt says text\n");

        try (Workspace workspace = workspace()) {
            assertThat(reproduce(new TextBuild(), workspace, TestId.parse("PriecTest")))
                    .isEqualTo(new NotReproduced(
                            RepairReason.OTHER_FAILURE,
                            "There is no test PriecTest. Near that name: shop.PriceTest. Red are: shop.PriceTest#adds",
                            false));
            assertThat(reproduce(new TextBuild(), workspace, TestId.parse("PriceTest#add")))
                    .isEqualTo(new NotReproduced(
                            RepairReason.OTHER_FAILURE,
                            "There is no test PriceTest#add. Near that name: shop.PriceTest#adds. Red are: shop.PriceTest#adds",
                            false));
            assertThat(reproduce(new TextBuild(), workspace, TestId.parse("Warehouse")))
                    .isEqualTo(new NotReproduced(
                            RepairReason.OTHER_FAILURE,
                            "There is no test Warehouse. Red are: shop.PriceTest#adds",
                            false));
        }
    }

    @Test
    void aWantedTestWhoseSourceIsNotUtf8IsProvedLikeAnyOther() throws IOException {
        priceTest("für Müller");
        TextBuild tool = new TextBuild();

        try (Workspace workspace = workspace()) {
            Reproduction reproduction = ((Reproduced) reproduce(tool, workspace)).reproduction();
            Problem problem = new Problem(workspace, tool, tool.prepare(workspace.root()), List.of(), null, Map.of());
            int minus = workspace.read(SOURCE).orElseThrow().indexOf(" - ");
            Candidate candidate = new Candidate(
                    1,
                    "minus-plus",
                    List.of(new Candidate.Edit(SOURCE, minus + 1, minus + 2, "+")),
                    SOURCE,
                    5,
                    0.5,
                    "'-' becomes '+'");
            Search.Plausible plausible = new Search.Plausible(candidate, 1, List.of());
            Search search = new Search(List.of(plausible), 1, List.of(), 1, 1, 1, Map.of(), List.of());

            Prover prover = new Prover(sandboxes, Duration.ofMinutes(1));
            try (Prover.Begun begun =
                    prover.begin(problem, reproduction, plausible, () -> Duration.ofMinutes(1), Progress.SILENT)) {
                assertThat(prover.prove(problem, reproduction, begun, search, "test", Progress.SILENT))
                        .isInstanceOf(Prover.Proved.class);
            }
        }
    }

    /** A build whose tests never end; each run takes all the time that it is given. */
    private final class Endless implements BuildTool {
        private final TextBuild text = new TextBuild();
        private final List<Duration> limits = new ArrayList<>();

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public boolean recognises(Path any) {
            return true;
        }

        @Override
        public Project prepare(Path any) {
            return text.prepare(any);
        }

        @Override
        public String command(Path any, Project project, List<TestId> only) {
            return text.command(any, project, only);
        }

        @Override
        public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
            limits.add(limit);
            clock.pass(limit);
            return new TestRun(
                    TestRun.End.TIMED_OUT,
                    new TestReport(List.of()),
                    new Execution(Execution.End.TIMED_OUT, 137, "", "", false, limit),
                    "");
        }

        @Override
        public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
            return text.compile(sandbox, project, limit);
        }
    }
}
