package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.improve.kit.FolderSandboxes;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Progress;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loop-metrics says of large slow-downs, of memory and of ceilings, within the time that it has: on builds that only say what they cost, so that hours pass at once. */
class LargeSlowDownsTest {
    private static final String SMALL = "memory 300\nshop.CartTest 1\n";

    @TempDir
    Path folder;

    private double noise = 0.05;
    private double busy = 1;
    private @Nullable Gate gate;
    private RunLimits limits = RunLimits.NONE;
    private Duration limit = Duration.ofMinutes(15);
    private int runs;

    @Test
    void aTestThatTakesFortyFiveTimesAsLongIsFoundInAFewPairs() throws IOException {
        for (double machine : new double[] {0.02, 0.1, 0.2}) {
            noise = machine;
            Verdict verdict = persons(SMALL, "memory 300\nshop.CartTest 45\n");
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
            assertThat(verdict.findings()).extracting(Finding::kind).contains("slower");
            assertThat(runs).as("runs, two suites among them").isLessThanOrEqualTo(2 + 2 * 4);
        }
    }

    @Test
    void inARepairItIsFoundToo() throws IOException {
        Verdict verdict = repairs("memory 300\nshop.CartTest 1.5\n", "memory 300\nshop.CartTest 45\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings()).extracting(Finding::kind).contains("slower");
    }

    @Test
    void whatBecameSlowIsNotLeftOutForBeingSlow() throws IOException {
        String many = "shop.NearTest 12\nshop.OtherTest 12\n";
        Verdict verdict =
                persons("memory 300\n" + many + "shop.FarTest 1\n", "memory 300\n" + many + "shop.FarTest 45\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.detail()).contains("1 of 3 test classes, those that took much longer in the first run");
    }

    @Test
    void halfAsMuchAgainIsSoOnABusyMachineToo() throws IOException {
        noise = 0.01;
        for (double others : new double[] {1, 2, 4}) {
            busy = others;
            Verdict verdict = persons(SMALL, "memory 300\nshop.CartTest 1.5\n");
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
            assertThat(verdict.detail()).containsPattern("CPU time of tests 1\\.[3-7]\\d of the base");
            assertThat(persons(SMALL, SMALL).outcome()).isEqualTo(Outcome.PASS);
        }
    }

    @Test
    void aSuiteThatNeverEndsLeavesTimeForThatOfTheBase() throws IOException {
        noise = 0;
        gate = new TestsGate();
        Verdict verdict = persons(SMALL, "memory 300\nshop.CartTest 1000000\n");
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title())
                .isEqualTo("The suite of the head did not end within 450 s; that of the base takes 7 s");
    }

    @Test
    void memoryThatGrowsIsFoundHoweverShortTheTestsAre() throws IOException {
        Verdict verdict = persons("memory 300\nshop.CartTest 0.1\n", "memory 700\nshop.CartTest 0.1\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).startsWith("Peak memory 2.");
    }

    @Test
    void aLeakOfAThirdIsFound() throws IOException {
        Verdict verdict = persons(SMALL, "memory 450\nshop.CartTest 1\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).startsWith("Peak memory 1.");
    }

    @Test
    void noChangeIsNone() throws IOException {
        for (double machine : new double[] {0.02, 0.1, 0.2, 0.4}) {
            noise = machine;
            Verdict verdict = persons(SMALL, SMALL);
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.PASS);
        }
    }

    @Test
    void ceilingsOfTimeAndMemoryHoldForTheWholeSuite() throws IOException {
        limits = new RunLimits(Optional.of(Duration.ofSeconds(30)), OptionalLong.of(400L << 20));
        String large = "memory 500\nshop.OneTest 18\nshop.TwoTest 18\n";
        Verdict verdict = persons(large, large);
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.kind().equals("ceiling"))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("s, at most 30.0 s"))
                .anyMatch(message -> message.contains("MiB, at most 400 MiB"));

        String below = "memory 300\nshop.OneTest 10\nshop.TwoTest 10\n";
        assertThat(persons(below, below).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aBaseThatTakesTooLongIsSaid() throws IOException {
        noise = 0;
        limit = Duration.ofHours(2);
        Verdict verdict = persons("build 300\n" + SMALL, "build 300\n" + SMALL);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title())
                .startsWith("Not measured: a run of the base alone takes 307 s")
                .contains("2 pairs of runs do not fit into 840 s");
    }

    @Test
    void timeThatIsUpIsSaidAndSoIsWhatWasSeenUntilThen() throws IOException {
        noise = 0.01;
        limit = Duration.ofSeconds(60);
        Verdict verdict = persons(SMALL, "memory 300\nshop.CartTest 4\n");
        assertThat(verdict.title()).contains("the time for it was up");
        assertThat(verdict.findings()).extracting(Finding::kind).containsOnly("perhaps-slower");
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
    }

    /** Else a change that makes the suite slow enough would pass the gate that asks what it runs. */
    @Test
    void coverageThatWasCutOffIsAnErrorAndNotPassedOver() throws IOException {
        gate = new CoverageGate(0.8);
        limit = Duration.ofSeconds(60);
        Verdict verdict = persons(SMALL, "memory 300\nshop.CartTest 900\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.ERROR);
        assertThat(verdict.title()).contains("the tests of the head took longer than the time there is");
    }

    private Verdict persons(String base, String head) throws IOException {
        return judged(base, head, null);
    }

    private Verdict repairs(String base, String head) throws IOException {
        return judged(base, head, "ours");
    }

    private Verdict judged(String base, String head, @Nullable String ours) throws IOException {
        HandClock clock = new HandClock();
        CostedBuild build = new CostedBuild(clock, noise, 7, busy);
        Change change = Changes.modified("src/main/java/shop/Cart.java", "class Cart {}\n", "class Cart { int a; }\n");
        try (TwoTrees trees = new TwoTrees(
                new FolderSandboxes(Files.createTempDirectory(folder, "cells")),
                tree(build, base),
                tree(build, head),
                limit,
                clock,
                Progress.SILENT)) {
            Patch patch = ours == null ? null : patch(change, trees);
            Gate judge = gate == null ? new LoopMetricsGate(limits) : gate;
            Verdict verdict = judge.judge(new GateInput(change, null, patch, trees));
            runs = build.runs();
            return verdict;
        }
    }

    private static Patch patch(Change change, TwoTrees trees) {
        Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
        TestOutcome red = SampleProofs.red("shop.OtherTest#works", "AssertionError", "1", "");
        return new Patch(
                change,
                SampleProofs.redGreen(
                        List.of(red),
                        List.of(SampleProofs.passed("shop.OtherTest#works")),
                        trees.suite(TwoTrees.Side.BASE).report(),
                        trees.suite(TwoTrees.Side.HEAD).report()),
                candidate,
                "templates",
                0.9,
                List.of(),
                null);
    }

    private Tree tree(CostedBuild build, String cost) throws IOException {
        Path root = Files.createTempDirectory(folder, "tree");
        Files.writeString(root.resolve(CostedBuild.FILE), cost);
        return new Tree(build, build.prepare(root), root);
    }
}
