package dev.fettle.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.improve.kit.FolderSandboxes;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.improve.kit.TextBuild;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a person's change what only later runs show: a new test that passes now and then, and reports that let through only the failures they know. */
class RunsAgainTest {
    private static final String OLD = "src/test/java/shop/OldTest.java";
    private static final String NEW = "src/test/java/shop/NewTest.java";
    private static final Map<String, String> BASE = Map.of(
            "build.txt", "", "price.txt", "net + tax\n", OLD, "package shop;\n// test adds: price.txt says net\n");

    @TempDir
    Path folder;

    @Test
    void aNewTestThatPassesEachTimeIsFine() throws IOException {
        Verdict verdict = judged(new Passed(new TextBuild()), "package shop;\n// test taxes: price.txt says tax\n");
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).isEqualTo("Suite of 2: 0 red, was suite of 1");
    }

    @Test
    void aNewTestThatPassesNowAndThenIsNot() throws IOException {
        for (int bad : new int[] {3, 4, 5}) {
            Passed flaky = new Passed(new TextBuild()) {
                @Override
                void before(int run, Sandbox sandbox) {
                    String price = run == bad ? "net\n" : "net + tax\n";
                    sandbox.write("price.txt", price.getBytes(StandardCharsets.UTF_8));
                }
            };
            Verdict verdict = judged(flaky, "package shop;\n// test taxes: price.txt says tax\n");
            assertThat(verdict.outcome()).as("red in run %s: %s", bad, verdict).isEqualTo(Outcome.FAIL);
            assertThat(verdict.title()).isEqualTo("Of the new tests 1 did not pass each time, allowed 0");
            assertThat(verdict.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.path()).isEqualTo(NEW);
                assertThat(finding.kind()).isEqualTo("flaky");
            });
        }
    }

    @Test
    void reportsThatKnowTheNameOfAPlantedFailureAreNotBelieved() throws IOException {
        Set<String> planted = new TreeSet<>();
        for (int time = 0; time < 2; time++) {
            Passed forging = new Passed(new TextBuild()) {
                @Override
                List<TestOutcome> reported(List<TestOutcome> outcomes) {
                    List<TestOutcome> forged = new ArrayList<>();
                    for (TestOutcome outcome : outcomes) {
                        boolean known = outcome.id().className().matches(".*(?:Fettle|Canary|Planted).*");
                        if (outcome.red()) {
                            planted.add(outcome.id().toString());
                        }
                        forged.add(
                                outcome.red() && !known
                                        ? new TestOutcome(outcome.id(), TestOutcome.Status.PASSED, outcome.time(), null)
                                        : outcome);
                    }
                    return forged;
                }
            };
            Verdict verdict = judged(forging, "package shop;\n// test taxes: price.txt says tax\n");
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
            assertThat(verdict.title()).isEqualTo("The reports cannot be trusted");
        }
        assertThat(planted).as("another name each time").hasSize(2);
    }

    private Verdict judged(BuildTool build, String added) throws IOException {
        Map<String, String> after = new HashMap<>(BASE);
        after.put(NEW, added);
        try (TwoTrees trees = new TwoTrees(
                new FolderSandboxes(Files.createTempDirectory(folder, "cells")),
                tree(build, BASE),
                tree(build, after),
                Duration.ofMinutes(5),
                new HandClock(),
                Progress.SILENT)) {
            Verdict verdict = new TestsGate().judge(new GateInput(Changes.added(NEW, added), null, null, trees));
            assertThat(verdict.findings()).extracting(Finding::path).doesNotContain("");
            return verdict;
        }
    }

    private Tree tree(BuildTool build, Map<String, String> files) throws IOException {
        Path root = Files.createTempDirectory(folder, "tree");
        Users.write(root, files);
        return new Tree(build, build.prepare(root), root);
    }

    /** A build that something happens to. */
    private static class Passed implements BuildTool {
        private final BuildTool build;
        private int runs;

        Passed(BuildTool build) {
            this.build = build;
        }

        /** @param run 1 for the suite of the head, 2 for that of the base, 3 with the planted failure, then new tests */
        void before(int run, Sandbox sandbox) {}

        List<TestOutcome> reported(List<TestOutcome> outcomes) {
            return outcomes;
        }

        @Override
        public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
            runs++;
            before(runs, sandbox);
            TestRun run = build.test(sandbox, project, only, limit);
            List<TestOutcome> outcomes = reported(run.report().outcomes());
            boolean red = outcomes.stream().anyMatch(TestOutcome::red);
            return new TestRun(
                    red ? TestRun.End.RED : TestRun.End.PASSED,
                    new TestReport(outcomes),
                    run.execution(),
                    run.diagnosis());
        }

        @Override
        public String name() {
            return build.name();
        }

        @Override
        public boolean recognises(Path tree) {
            return build.recognises(tree);
        }

        @Override
        public Project prepare(Path tree) {
            return build.prepare(tree);
        }

        @Override
        public String command(Path tree, Project project, List<TestId> only) {
            return build.command(tree, project, only);
        }

        @Override
        public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
            return build.compile(sandbox, project, limit);
        }
    }
}
