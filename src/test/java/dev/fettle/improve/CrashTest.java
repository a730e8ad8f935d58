package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.EndState;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at every step in turn, and what stands at the end is always the same: nothing lost, nothing doubled. */
class CrashTest {
    @TempDir
    Path folder;

    @Test
    void aLabelledIssueBecomesOnePullRequestWhereverTheProcessIsKilled() {
        killedEverywhere(CrashTest::labelledIssue);
    }

    @Test
    void aRedRunBecomesOnePullRequestWhereverTheProcessIsKilled() {
        killedEverywhere(CrashTest::redRun);
    }

    private void killedEverywhere(BiFunction<Loop, RepositoryRef, Act> story) {
        String expected = withoutAKill(story);
        int k = 1;
        while (killedAt(k, story, expected)) {
            k++;
        }
        assertThat(k).as("steps at which it was killed").isGreaterThan(20);
    }

    private String withoutAKill(BiFunction<Loop, RepositoryRef, Act> story) {
        try (Loop loop = new Loop(folder.resolve("whole"))) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            loop.happens(story.apply(loop, repository));
            assertThat(loop.world.pullRequests(repository)).hasSize(1);
            assertThat(loop.stores().parked().list()).isEmpty();
            return EndState.of(loop, repository);
        }
    }

    /** Whether there still was a k-th step. */
    private boolean killedAt(int k, BiFunction<Loop, RepositoryRef, Act> story, String expected) {
        try (Loop loop = new Loop(folder.resolve("kill-" + k))) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            Act act = story.apply(loop, repository);
            loop.killAt(k);
            loop.happens(act);
            boolean killed = loop.dead();
            if (killed) {
                loop.restart();
                loop.clock.pass(Duration.ofMinutes(1));
                loop.settle();
            }
            assertThat(EndState.of(loop, repository)).as("killed at step " + k).isEqualTo(expected);
            assertThat(loop.queued()).isZero();
            assertThat(loop.stores().parked().list()).isEmpty();
            return killed;
        }
    }

    static Act labelledIssue(Loop loop, RepositoryRef repository) {
        long issue = loop.world
                .openIssue(repository, "otto", "Wrong total", "The tax is taken off.")
                .id();
        return loop.world.label(repository, issue, "wil", "fettle");
    }

    static Act redRun(Loop loop, RepositoryRef repository) {
        String head = loop.world.branches(repository).get("main");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main");
        return loop.world.finishRun(repository, run, "failure", Samples.redLog());
    }
}
