package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.Issue;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Written;
import dev.fettle.improve.kit.Settings;
import dev.fettle.propose.BacklogIssueText;
import dev.fettle.propose.StatusCommentText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one issue that mirrors the backlog, and its boxes. */
class BacklogIssueStoriesTest extends ShopTest {
    private long asked;

    @BeforeEach
    void begin() {
        loop.settings(Settings.mirrored());
        asked = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    /** The issue is labelled, and its ticket ends in a pull request. */
    private Ticket proposed() {
        loop.happens(loop.world.label(shop, asked, "wil", "fettle"));
        told.eyes(asked, 0);
        told.status(asked);
        return loop.ticket();
    }

    /** An attempt that ends without a fix. */
    private Ticket failed() {
        loop.build.meanwhile(() -> {
            throw new IllegalStateException("a mistake of ours");
        });
        return proposed();
    }

    private Issue mirror() {
        return told.backlogIssue();
    }

    private Act edits(String who, String from, String to) {
        Issue now = mirror();
        assertThat(now.body()).contains(from);
        return loop.world.editIssue(
                shop, now.number(), who, now.title(), now.body().replace(from, to));
    }

    private Act ticks(String who, String command, Ticket ticket) {
        String box = "] " + command + " `" + ticket.id() + "`";
        return edits(who, "- [ " + box, "- [x" + box);
    }

    private long edited() {
        return loop.world.written().stream()
                .filter(written -> written.kind() == Written.Kind.ISSUE_EDITED)
                .count();
    }

    @Test
    void itShowsHowTheQueueStandsAndIsPinned() {
        Ticket ticket = proposed();

        Issue mirror = mirror();
        assertThat(mirror.title()).isEqualTo(BacklogIssueText.TITLE);
        assertThat(mirror.body())
                .contains(
                        "1 needs you", "### Needs you (1)", "waits for a review", "- [ ] reject `" + ticket.id() + "`")
                .doesNotContain("### Open");
        assertThat(loop.world.pinned(shop)).containsExactly(mirror.number());
        PullRequest unused = told.pullRequest();
    }

    @Test
    void whatHappensTogetherIsWrittenTogether() {
        proposed();
        told.pullRequest();
        assertThat(edited()).as("taken, tested, ready: within a minute").isLessThanOrEqualTo(1);

        long before = edited();
        loop.look();
        loop.look();
        assertThat(edited()).as("nothing changed").isEqualTo(before);
        assertThat(mirror().open()).isTrue();
    }

    @Test
    void whereNobodyAskedForItThereIsNone() {
        loop.settings(RepositorySettings.DEFAULT);
        proposed();
        told.pullRequest();
        loop.look();

        assertThat(loop.world.written())
                .extracting(Written::kind)
                .doesNotContain(Written.Kind.ISSUE_MADE, Written.Kind.ISSUE_PINNED);
    }

    @Test
    void thereIsNoneBeforeThereIsATicket() {
        loop.look();

        assertThat(loop.world.written()).isEmpty();
    }

    @Test
    void aWritersTickRejectsAndIsTakenOffAgain() {
        Ticket ticket = proposed();
        loop.happens(ticks("wil", "reject", ticket));

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(told.status(asked)).contains("rejected by wil on the backlog issue");
        assertThat(mirror().body()).contains("1 rejected", "by wil").doesNotContain("[x]", "Needs you (");
        assertThat(loop.stores().audit().recent(10).toString()).contains("wil", "reject");
    }

    @Test
    void aWritersTickRetries() {
        Ticket ticket = failed();
        assertThat(mirror().body()).contains("### Abstained or failed (1)", "- [ ] retry `" + ticket.id() + "`");

        loop.happens(ticks("wil", "retry", ticket));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.backlog().attempts(ticket.id())).hasSize(2);
        assertThat(loop.ticket().metadata()).containsEntry("requested_by", "wil");
        told.pullRequest();
        assertThat(mirror().body()).contains("waits for a review").doesNotContain("[x]");
        assertThat(told.status(asked)).contains("Fettle proposes a fix.");
    }

    @Test
    void aWritersTickApproves() {
        Ticket ticket = riskyOne();
        assertThat(mirror().body()).contains("- [ ] approve `" + ticket.id() + "`");

        loop.happens(ticks("wil", "approve", ticket));

        assertThat(loop.ticket().metadata()).containsEntry("approved_by", "wil");
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
        assertThat(told.status(asked)).contains("Fettle proposes a fix.");
    }

    /** Found by looking, so that nobody is known who may start it. */
    private Ticket riskyOne() {
        Act unheard = loop.world.label(shop, asked, "otto", "fettle");
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();
        told.eyes(asked, 0);
        told.status(asked);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        return loop.ticket();
    }

    @Test
    void somebodyElsesTickDoesNothingAndIsTakenOffAgain() {
        Ticket ticket = riskyOne();
        loop.happens(ticks("otto", "approve", ticket));

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(loop.ticket().metadata()).doesNotContainKey("approved_by");
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void norDoesItWhenAWriterEditsSomethingElseBeforeItIsTakenOff() {
        Ticket ticket = riskyOne();
        loop.accept(ticks("otto", "approve", ticket));
        loop.accept(edits("wil", "Tick a box", "Please tick a box"));
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void permissionCountsAtTheMomentOfTheTick() {
        Ticket ticket = riskyOne();
        loop.world.setPermission(shop, "wil", Permission.READ);
        loop.happens(ticks("wil", "approve", ticket));

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void aBotsTickDoesNothing() {
        Ticket ticket = riskyOne();
        loop.world.setPermission(shop, "helper[bot]", Permission.WRITE);
        loop.happens(ticks("helper[bot]", "approve", ticket));
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void aTickThatWasTakenBackBeforeItWasReadDoesNotCount() {
        Ticket ticket = riskyOne();
        loop.accept(ticks("wil", "approve", ticket));
        loop.accept(edits("wil", "- [x] approve", "- [ ] approve"));
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        mirror();
    }

    @Test
    void aTickThatNobodyToldOfIsFoundWithWhoMadeIt() {
        Ticket ticket = riskyOne();
        Act unheard = ticks("wil", "reject", ticket);
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(told.status(asked)).contains("rejected by wil");
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void andSomebodyElsesIsFoundAndTakenOff() {
        Ticket ticket = riskyOne();
        Act unheard = ticks("otto", "reject", ticket);
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(mirror().body()).doesNotContain("[x]");
    }

    @Test
    void theSameTickToldTwiceActsOnce() {
        Ticket ticket = failed();
        Act tick = ticks("wil", "retry", ticket);
        loop.accept(tick);
        loop.accept(tick);
        loop.settle();

        assertThat(loop.backlog().attempts(ticket.id())).hasSize(2);
        told.pullRequest();
        mirror();
        told.status(asked);
    }

    @Test
    void aTicketOfAnotherRepositoryIsNobodysHere() {
        Ticket mine = riskyOne();
        Ticket foreign = elsewhere(mine);
        loop.happens(edits("wil", "Tick a box", "- [x] reject `" + foreign.id() + "`\nTick a box"));

        assertThat(loop.backlog().find(foreign.id()).orElseThrow().status()).isEqualTo(Status.OPEN);
        assertThat(mirror().body()).doesNotContain("[x]", foreign.id());
    }

    /** A ticket like this one, in a repository of somebody else's. */
    private Ticket elsewhere(Ticket like) {
        Ticket foreign = new Ticket(
                "manual_001",
                new RepositoryRef(4711, "zoe", "secret"),
                like.fingerprint(),
                "Theirs",
                "",
                like.category(),
                like.priority(),
                Status.OPEN,
                like.evidence(),
                "",
                "",
                like.filesToModify(),
                3,
                3,
                WaitingReason.NEEDS_APPROVAL,
                Map.of(),
                1,
                like.createdAt(),
                like.updatedAt());
        return loop.backlog().add(foreign, same -> same, "added by zoe").ticket();
    }

    @Test
    void aClosedOneIsLeftAlone() {
        Ticket ticket = failed();
        loop.happens(loop.world.closeIssue(shop, mirror().number(), "ann"));
        String before = mirror().body();
        loop.happens(loop.world.comment(shop, asked, "wil", "/fettle reject no"));
        loop.look();

        assertThat(loop.backlog().find(ticket.id()).orElseThrow().status()).isEqualTo(Status.REJECTED);
        assertThat(mirror().body()).isEqualTo(before);
        assertThat(mirror().open()).isFalse();
        assertThat(told.status(asked)).contains("A person said no");
    }

    @Test
    void switchedOffItSaysSoOnce() {
        failed();
        mirror();
        loop.happens(loop.world.push(
                shop, "main", "ann", Map.of(".github/fettle.yml", "backlog_issue: false\n"), "No more of this"));
        loop.clock.pass(Duration.ofMinutes(10));
        loop.look();

        assertThat(mirror().body()).startsWith("The repository's settings do not ask for this issue any more");
        long before = edited();
        loop.happens(loop.world.comment(shop, asked, "wil", "/fettle reject no"));
        loop.look();
        assertThat(edited()).isEqualTo(before);
        told.status(asked);
    }

    @Test
    void aRepositoryMayWantItWhereTheServerDoesNot() {
        loop.settings(RepositorySettings.DEFAULT);
        loop.happens(loop.world.push(
                shop, "main", "ann", Map.of(".github/fettle.yml", "backlog_issue: true\n"), "Show the queue"));
        proposed();
        told.pullRequest();

        assertThat(mirror().body()).contains("1 needs you");
    }

    @Test
    void whereTheForgeRefusesItTheWorkGoesOn() {
        FaultyForge bad = loop.badDays();
        bad.refuse("ensureIssue");
        proposed();

        told.pullRequest();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(bad.calls())
                .filteredOn("ensureIssue"::equals)
                .as("tried as seldom as it is written")
                .hasSize(1);
        loop.clock.pass(Duration.ofMinutes(10));
        loop.look();
        assertThat(mirror().body()).contains("1 needs you");
    }

    @Test
    void anAnswerThatWasLostMakesNoSecondIssue() {
        loop.badDays().loseAnswerOf("ensureIssue");
        proposed();
        told.pullRequest();
        mirror();
    }

    @Test
    void aServerThatForgotItsIssueFindsItAgain() {
        Path empty = loop.backup();
        String before = failed().id();
        long number = mirror().number();
        loop.restore(empty);
        loop.happens(loop.world.comment(shop, asked, "wil", "/fettle fix"));
        loop.clock.pass(Duration.ofMinutes(10));
        loop.look();

        assertThat(mirror().number()).isEqualTo(number);
        assertThat(mirror().body()).contains("waits for a review");
        told.pullRequest();
        told.only(asked, StatusCommentText.marker(before));
        told.only(asked, StatusCommentText.marker(loop.ticket().id()));
    }
}
