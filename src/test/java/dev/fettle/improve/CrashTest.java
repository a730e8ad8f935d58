package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Issue;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.EndState;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at every step in turn, and what stands at the end is always the same: nothing lost, nothing doubled. */
class CrashTest {
    /** From the ticket on, a red run goes the way of a labelled issue, which is killed at each step. */
    private static final int EVERY_SO_OFTEN = 3;

    @TempDir
    Path folder;

    @Test
    void aLabelledIssueBecomesOnePullRequestWhereverTheProcessIsKilled() {
        killedEverywhere(CrashTest::labelledIssue, 1);
    }

    @Test
    void aRedRunBecomesOnePullRequestWhereverTheProcessIsKilled() {
        killedEverywhere(CrashTest::redRun, EVERY_SO_OFTEN);
    }

    @Test
    @Tag("slow")
    void aRedRunIsKilledAtEachStep() {
        killedEverywhere(CrashTest::redRun, 1);
    }

    @Test
    void aTickedBoxActsOnceAndThereIsOneBacklogIssueWhereverTheProcessIsKilled() {
        String expected = ticked(0);
        int k = 1;
        for (String state = ticked(k); !state.isEmpty(); state = ticked(k)) {
            assertThat(state).as("killed at step " + k).isEqualTo(expected);
            k++;
        }
        assertThat(k).as("steps at which it was killed").isGreaterThan(10);
    }

    @Test
    void aNewRepositoryGetsOnePullRequestForItsSettingsWhereverTheProcessIsKilled() {
        int k = 1;
        while (onboardedKilledAt(k)) {
            k++;
        }
        assertThat(k).as("steps at which it was killed").isGreaterThan(5);
    }

    /** Whether there still was a k-th step. */
    private boolean onboardedKilledAt(int k) {
        try (Loop loop = new Loop(folder.resolve("new-" + k)).onboarding(Onboarding.REQUIRE)) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            loop.killAt(k);
            loop.look();
            boolean killed = revived(loop);
            if (killed) {
                loop.look();
            }
            assertThat(loop.world.pullRequests(repository))
                    .as("killed at step " + k)
                    .singleElement()
                    .satisfies(pull -> assertThat(pull.headBranch()).isEqualTo("fettle/onboarding"));
            assertThat(loop.queued()).isZero();
            assertThat(loop.stores().parked().list()).isEmpty();
            return killed;
        }
    }

    /** What stands after a failed ticket was rejected by a tick; "" where there was no k-th step. */
    private String ticked(int k) {
        try (Loop loop = new Loop(folder.resolve("tick-" + k)).settings(Settings.mirrored())) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            loop.build.meanwhile(() -> {
                throw new IllegalStateException("a mistake of ours");
            });
            loop.accept(labelledIssue(loop, repository));
            loop.settleUntil(() -> loop.tickets().stream().anyMatch(ticket -> ticket.status() == Status.FAILED));
            loop.killAt(k);
            loop.settle();
            boolean killed = revived(loop);
            Issue mirror = mirror(loop, repository);
            String body = mirror.body().replace("- [ ] reject", "- [x] reject");
            loop.happens(loop.world.editIssue(repository, mirror.number(), "wil", mirror.title(), body));
            killed |= revived(loop);
            assertThat(loop.stores().audit().recent(10))
                    .extracting(Audit.Row::action)
                    .containsExactly("reject");
            assertThat(loop.queued()).isZero();
            assertThat(mirror(loop, repository).body()).doesNotContain("[x]");
            return k > 0 && !killed ? "" : EndState.of(loop, repository);
        }
    }

    private static boolean revived(Loop loop) {
        boolean killed = loop.dead();
        if (killed) {
            loop.restart();
            loop.clock.pass(Duration.ofMinutes(1));
            loop.settle();
        }
        return killed;
    }

    private static Issue mirror(Loop loop, RepositoryRef repository) {
        List<Issue> ours = loop.world.issues(repository).stream()
                .filter(issue -> issue.author().equals("fettle[bot]"))
                .toList();
        assertThat(ours).hasSize(1);
        return ours.get(0);
    }

    private void killedEverywhere(BiFunction<Loop, RepositoryRef, Act> story, int step) {
        String expected = withoutAKill(story);
        int k = 1;
        while (killedAt(k, story, expected)) {
            k += step;
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
