package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Written;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode auto: what is merged without a person, and what never is. */
class MergingTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private long issue;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop")).settings(auto(Mode.AUTO, 10, false));
        shop = loop.repository(Samples.mendable());
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aLowRiskFixIsMergedOnceItsRequiredCheckIsGreen() {
        loop.world.requireChecks(shop, "build");
        proposed();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);

        loop.happens(run("build", "success", pullRequest().headSha()));

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(merges()).isEqualTo(1);
        assertThat(loop.stores().audit().recent(10)).singleElement().satisfies(row -> {
            assertThat(row.actor() + " " + row.action()).isEqualTo("fettle merge");
            assertThat(row.subject()).isEqualTo(loop.ticket().id());
            assertThat(row.detail())
                    .startsWith("pull request #" + pullRequest().number() + ", head "
                            + pullRequest().headSha());
        });
        assertThat(loop.world.comments(shop, issue))
                .anySatisfy(comment -> assertThat(comment.body()).contains("merged"));
    }

    @Test
    void withoutRequiredChecksEverythingThatStandsThereMustBeGreen() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.settle();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void aRedCheckLeavesItToAPerson() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.happens(run("lint", "failure", pullRequest().headSha()));
        loop.happens(run("build", "success", pullRequest().headSha()));

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().metadata())
                .containsEntry("not_merged", "lint is red on " + pullRequest().headSha());
        assertThat(merges()).isZero();
    }

    @Test
    void theRiskLimitIsInclusive() {
        loop.settings(auto(Mode.AUTO, 1, false));
        labelled();
        int risk = Math.max(
                loop.ticket().riskLevel(),
                Integer.parseInt(loop.ticket().metadata().get("risk")));
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);

        loop.settings(auto(Mode.AUTO, risk - 1, false));
        loop.look();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);

        loop.settings(auto(Mode.AUTO, risk, false));
        loop.look();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void nothingIsMergedWhereAReviewIsRequired() {
        loop.settings(auto(Mode.AUTO, 10, true));
        labelled();
        loop.look();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(merges()).isZero();
    }

    @Test
    void nothingIsMergedInAnotherModeAndADraftIsTakenOffFirst() {
        loop.settings(auto(Mode.DRAFT, 10, false));
        labelled();
        loop.look();
        assertThat(pullRequest().draft()).isTrue();
        assertThat(merges()).isZero();

        loop.settings(auto(Mode.AUTO, 10, false));
        loop.look();

        assertThat(pullRequest().draft()).isFalse();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void aPersonsCommitIsNeverMerged() {
        loop.world.requireChecks(shop, "build");
        proposed();
        // Its webhook is lost: the head alone must tell.
        loop.world.push(shop, loop.ticket().branch(), "wil", Map.of("more.txt", "mine"), "More");
        loop.look();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.TAKEN_OVER);
        assertThat(merges()).isZero();
    }

    @Test
    void aPushBetweenTheDecisionAndTheMergeIsNotMerged() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.accept(run("build", "success", pullRequest().headSha()));
        while (loop.stores().outbox().waiting(shop.key()).isEmpty()) {
            assertThat(loop.workOne()).isTrue();
        }
        loop.world.push(shop, loop.ticket().branch(), "wil", Map.of("more.txt", "mine"), "More");
        loop.settle();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.TAKEN_OVER);
        assertThat(merges()).isZero();
    }

    @Test
    void aStopBetweenTheDecisionAndTheMergeIsObeyed() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.accept(run("build", "success", pullRequest().headSha()));
        while (loop.stores().outbox().waiting(shop.key()).isEmpty()) {
            assertThat(loop.workOne()).isTrue();
        }
        loop.accept(loop.world.comment(shop, issue, "wil", "/fettle stop"));
        loop.verbsOfOthers();
        loop.settle();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(merges()).isZero();
    }

    @Test
    void aReviewThatAsksForChangesHoldsItBack() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.happens(loop.world.review(shop, pullRequest().number(), "wil", "changes_requested", "Rather not."));
        loop.happens(run("build", "success", pullRequest().headSha()));

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().metadata()).containsEntry("not_merged", "a review asks for changes");
    }

    @Test
    void aThumbThatIsDownHoldsItBackUntilItIsTakenAway() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.world.dislike(shop, pullRequest().number(), "wil", true);
        loop.look();
        loop.happens(run("build", "success", pullRequest().headSha()));
        assertThat(merges()).isZero();
        assertThat(loop.ticket().metadata()).containsEntry("not_merged", "a thumb is down on it");

        loop.world.dislike(shop, pullRequest().number(), "wil", false);
        loop.look();
        loop.happens(run("build", "success", pullRequest().headSha()));
        assertThat(merges()).isEqualTo(1);
    }

    @Test
    void aTickedBoxHoldsItBackEvenBeforeItIsRead() {
        loop.world.requireChecks(shop, "build");
        proposed();
        PullRequest pull = pullRequest();
        // Its webhook is lost: the text alone must tell.
        loop.world.editPullRequest(
                shop, pull.number(), "wil", pull.body().replace("- [ ] wrong fix", "- [x] wrong fix"));
        loop.happens(run("build", "success", pull.headSha()));

        assertThat(merges()).isZero();
        assertThat(loop.ticket().metadata()).containsEntry("not_merged", "a box on it says that it is not useful");

        loop.look();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(merges()).isZero();
    }

    @Test
    void theTextOfThePullRequestSaysBeforehandThatItIsMerged() {
        loop.world.requireChecks(shop, "build");
        proposed();
        assertThat(pullRequest().body()).contains("**Merges itself** when every check is green");
    }

    @Test
    void theTextDoesNotSaySoWhereAPersonMustMerge() {
        loop.settings(auto(Mode.AUTO, 10, true));
        labelled();
        assertThat(pullRequest().body()).doesNotContain("Merges itself");
    }

    @Test
    void aMergeWhoseAnswerIsLostIsDoneOnce() {
        loop.world.requireChecks(shop, "build");
        FaultyForge bad = loop.badDays().loseAnswerOf("merge");
        proposed();
        loop.happens(run("build", "success", pullRequest().headSha()));

        assertThat(bad.calls()).filteredOn("merge"::equals).hasSize(2);
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(merges()).isEqualTo(1);
    }

    @Test
    void checksThatNeverEndAreLeftToAPerson() {
        loop.world.requireChecks(shop, "build");
        proposed();
        loop.clock.pass(java.time.Duration.ofHours(7));
        loop.settle();

        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().metadata().get("not_merged")).contains("did not end within 6 hours");
    }

    /** Up to the open pull request, and no time passes after it. */
    private void proposed() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.settleUntil(() ->
                loop.tickets().stream().anyMatch(ticket -> ticket.metadata().containsKey("pull_request")));
        loop.work();
    }

    private void labelled() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
    }

    private Act run(String name, String conclusion, String head) {
        CiRun run = new CiRun(CiRun.Kind.CHECK_RUN, 0, name, head, loop.ticket().branch());
        return loop.world.finishRun(shop, run, conclusion, Map.of());
    }

    private PullRequest pullRequest() {
        return loop.world.pullRequests(shop).get(0);
    }

    private long merges() {
        return loop.world.written().stream()
                .filter(written -> written.kind() == Written.Kind.PULL_REQUEST_MERGED)
                .count();
    }

    private static RepositorySettings auto(Mode mode, int risk, boolean review) {
        RepositorySettings standard = RepositorySettings.DEFAULT;
        return new RepositorySettings(
                true,
                mode,
                standard.maxRiskLevel(),
                risk,
                review,
                standard.sources(),
                standard.qualityGates(),
                standard.budgets(),
                standard.triggerLabel(),
                standard.approvalLabel(),
                standard.protectedPaths(),
                standard.requiredGates(),
                standard.allowedBots(),
                standard.reviewsPullRequests(),
                standard.backlogIssue(),
                standard.mcpServers());
    }
}
