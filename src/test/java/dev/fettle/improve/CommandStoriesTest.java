package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands in comments. */
class CommandStoriesTest extends ShopTest {
    private long issue;

    @BeforeEach
    void begin() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    private long says(String who, String text) {
        Act act = loop.world.comment(shop, issue, who, text);
        loop.happens(act);
        return act.id();
    }

    private void proposed() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
        told.pullRequest();
        told.status(issue);
    }

    @ParameterizedTest
    @EnumSource(dev.fettle.intake.Command.Verb.class)
    void anOutsiderGetsNoAnswerToAnyCommand(dev.fettle.intake.Command.Verb verb) {
        says("otto", verb.usage());

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void fixTakesTheIssueUp() {
        long comment = says("wil", "/fettle fix");

        told.eyes(issue, comment);
        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
    }

    @Test
    void anEditedCommentNeverCounts() {
        Act harmless = loop.world.comment(shop, issue, "wil", "Nice.");
        loop.happens(harmless);
        loop.happens(loop.world.editComment(shop, harmless.id(), "wil", "/fettle fix"));

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aCommentThatWasEditedBeforeItWasReadDoesNotCount() {
        Act fix = loop.world.comment(shop, issue, "wil", "/fettle fix");
        loop.world.editComment(shop, fix.id(), "wil", "Never mind.");
        loop.happens(fix);

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_COMMAND");
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void statusExplainAndHelpAnswer() {
        proposed();
        long status = says("wil", "/fettle status");
        long explain = says("wil", "/fettle explain");
        long help = says("wil", "/fettle help");

        assertThat(told.answer(issue, status)).contains("is **ready**");
        assertThat(told.answer(issue, explain)).contains("Attempt 1", "minus-plus");
        assertThat(told.answer(issue, help)).contains("/fettle rebase");
    }

    @Test
    void withoutATicketACommandSaysSo() {
        long status = says("wil", "/fettle stop");

        told.eyes(issue, status);
        assertThat(told.answer(issue, status)).contains("There is no ticket for this");
    }

    @Test
    void retryGivesAnAbstainedTicketAnotherTry() {
        loop.build.meanwhile(() -> {
            throw new IllegalStateException("a mistake of ours");
        });
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.FAILED);
        assertThat(told.status(issue)).contains("Fettle itself failed");

        says("wil", "/fettle retry");

        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
        assertThat(loop.backlog().attempts(loop.ticket().id())).hasSize(2);
    }

    @Test
    void stopLeavesAnOpenPullRequestToPeopleWhoMayStillMergeIt() {
        proposed();
        says("wil", "/fettle stop");

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        assertThat(told.status(issue)).contains("Fettle has stopped");

        loop.happens(loop.world.mergePullRequest(
                shop, told.pullRequest().number(), "ann", dev.fettle.workspace.BareRepository.MergeMethod.MERGE));
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void notUsefulIsANoWithItsReason() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        says("wil", "/fettle not-useful the tax is meant to go off");

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(loop.ticket().metadata()).containsEntry("objection", "the tax is meant to go off");
        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("A person said no");
    }

    @Test
    void rejectClosesAndIsRemembered() {
        proposed();
        says("wil", "/fettle reject it is meant so");

        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(told.status(issue)).contains("A person said no", "it is meant so");

        long retry = says("wil", "/fettle retry");
        assertThat(told.answer(issue, retry)).contains("rejected");
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void whatIsRejectedBeforeItIsPushedIsNotPushed() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.beforeThePush(() -> loop.verbs().reject(loop.ticket(), "operator", "not wanted"));
        loop.settle();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("A person said no");
    }

    @Test
    void approvalOfWorkThatIsGoingOnDoesNotThrowItAway() {
        loop.build.meanwhile(() -> loop.verbs().approve(loop.ticket(), "ann"));
        proposed();

        assertThat(loop.backlog().attempts(loop.ticket().id())).hasSize(1);
    }
}
