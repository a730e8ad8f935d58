package dev.fettle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.improve.kit.TextBuild;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Once the time of a repair is up, its gates run nothing more. */
class GatesTimeTest {
    private static final List<Gate> GATES = List.of(new CoverageGate(0.8), new PolicyGate(ChangePolicy.DEFAULT));

    @TempDir
    private Path folder;

    @Test
    void whatIsOnlyReadIsJudgedAndWhatWouldBeRunIsSkippedWithTheReason() throws IOException {
        GateReport report = judge(Set.of("policy"));

        assertThat(report.passed()).isTrue();
        assertThat(report.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.SKIPPED, Outcome.PASS);
        assertThat(report.verdicts().get(0).title()).isEqualTo("Could not be measured: the time limit was reached");
    }

    @Test
    void aRequiredGateThatWasNotRunStops() throws IOException {
        GateReport report = judge(Set.of("policy", "coverage"));

        assertThat(report.passed()).isFalse();
        assertThat(report.stopping()).extracting(Verdict::gate).containsExactly("coverage");
        assertThat(report.stopping()).extracting(Verdict::outcome).containsExactly(Outcome.ERROR);
    }

    private GateReport judge(Set<String> required) throws IOException {
        Files.writeString(folder.resolve("build.txt"), "");
        TextBuild tool = new TextBuild();
        Project project = tool.prepare(folder);
        Change change = Changes.modified("src/main/java/shop/Cart.java", "class Cart {}\n", "class Cart { int a; }\n");
        Tree tree = new Tree(tool, project, folder);
        try (TwoTrees trees = new TwoTrees(
                new NothingRuns(), tree, tree, Duration.ofMinutes(1), InstantSource.system(), Progress.SILENT)) {
            return new Gates(GATES, required).judge(new GateInput(change, null, null, trees), () -> true);
        }
    }

    /** Where a sandbox that is asked for is a mistake. */
    private static final class NothingRuns implements Sandboxes {
        @Override
        public SandboxLevel level() {
            return new SandboxLevel(SandboxLevel.Kind.REFUSED, "", List.of());
        }

        @Override
        public Sandbox fresh(Quota quota) {
            throw new AssertionError("the time is up, and something was run");
        }
    }
}
