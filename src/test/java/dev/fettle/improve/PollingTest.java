package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot account without an inbound address: no webhook ever comes, and everything is found by looking. */
class PollingTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(Samples.mendable());
        loop.withoutWebhooks();
        loop.look();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aLabelledIssueGoesAllTheWayToItsMerge() {
        unheard(loop.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);

        unheard(loop.world.mergePullRequest(shop, pullRequest().number(), "ann", MergeMethod.SQUASH));
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void aMinuteIsEnoughAndTheHourIsNotWaitedFor() {
        unheard(loop.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.poll();

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
    }

    /** A look at each costs requests, of which the forge gives so many an hour. */
    @Test
    void manyRepositoriesAreLookedAtLessOften() {
        for (int i = 1; i < 10; i++) {
            another("more" + i);
        }
        loop.poll();
        unheard(loop.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.clock.pass(Loop.POLLING);
        loop.poll();
        assertThat(loop.tickets()).as("ten repositories have 80 s").isEmpty();

        loop.clock.pass(Duration.ofSeconds(20));
        loop.poll();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
    }

    @Test
    void aCommandInACommentIsObeyedOnce() {
        long issue = loop.world.openIssue(shop, "otto", "Wrong total", "").id();
        later();
        unheard(loop.world.comment(shop, issue, "wil", "/fettle fix"));
        loop.look();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.outcomes()).filteredOn("COMMAND"::equals).hasSize(1);
    }

    @Test
    void aThumbThatIsDownIsFeedbackAndOneOfAnOutsiderCountsForNothing() {
        unheard(loop.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.look();
        long pull = pullRequest().number();
        loop.world.dislike(shop, pull, "otto", true);
        loop.look();
        assertThat(loop.outcome()).isEqualTo("NOTHING");
        assertThat(loop.ticket().metadata()).doesNotContainKey("disliked_by");

        later();
        loop.world.dislike(shop, pull, "ann", true);
        loop.look();
        assertThat(loop.outcome()).isEqualTo("DISLIKED");
        assertThat(loop.ticket().status()).as("nothing is closed by it").isEqualTo(Status.READY);
        assertThat(loop.ticket().metadata()).containsEntry("disliked_by", "ann");
        assertThat(loop.ticket().evidence())
                .filteredOn(Evidence.Feedback.class::isInstance)
                .extracting(feedback -> ((Evidence.Feedback) feedback).text())
                .containsExactly("Thumb down on pull request #" + pull);
        int told = loop.outcomes().size();
        loop.look();
        assertThat(loop.outcomes()).as("it is found once").hasSize(told);

        loop.world.dislike(shop, pull, "ann", false);
        loop.look();
        assertThat(loop.ticket().metadata()).doesNotContainKey("disliked_by");
    }

    @Test
    void anOutsidersCommandGetsNoAnswer() {
        long issue = loop.world.openIssue(shop, "otto", "Wrong total", "").id();
        later();
        unheard(loop.world.comment(shop, issue, "otto", "/fettle fix"));
        loop.look();

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void whatWasSaidBeforeTheFirstLookIsNotObeyed() {
        RepositoryRef old = another("old");
        long issue = loop.world.openIssue(old, "wil", "Wrong total", "").id();
        unheard(loop.world.comment(old, issue, "ann", "/fettle fix"));
        loop.clock.pass(Duration.ofHours(1));
        loop.look();
        loop.look();

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aRedHeadOfTheDefaultBranchIsFoundOnce() {
        String head = loop.world.branches(shop).get("main");
        for (CiRun.Kind kind : List.of(CiRun.Kind.CHECK_RUN, CiRun.Kind.STATUS)) {
            CiRun run = new CiRun(kind, 0, "build " + kind, head, "main");
            unheard(loop.world.finishRun(shop, run, "failure", Samples.redLog()));
        }
        loop.look();
        loop.look();

        assertThat(loop.outcomes()).filteredOn("TICKET"::equals).hasSize(2);
        assertThat(loop.tickets())
                .anySatisfy(ticket -> assertThat(ticket.status()).isEqualTo(Status.READY));
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
    }

    @Test
    void aRedPullRequestOfWhoMayWriteIsMendedByASuggestion() {
        long pull = pullRequestOf("wil");
        redOn("topic");
        loop.look();
        loop.look();

        assertThat(loop.outcomes()).filteredOn("TICKET"::equals).hasSize(1);
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.world.comments(shop, pull))
                .extracting(Comment::body)
                .anyMatch(body -> body.contains("Fettle suggests a fix"));
    }

    @Test
    void aRedPullRequestOfAnOutsiderIsNotRun() {
        pullRequestOf("otto");
        redOn("topic");
        loop.look();

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void whatAPersonProposesIsReviewedOncePerHead() {
        unheard(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(RepositorySettings.PATH, "review_pull_requests: true\n"),
                "Have pull requests reviewed"));
        pullRequestOf("wil");
        loop.look();
        loop.look();
        assertThat(loop.outcomes()).filteredOn("REVIEW"::equals).hasSize(1);

        unheard(loop.world.push(shop, "topic", "wil", Map.of("t.txt", "more\n"), "More"));
        loop.look();
        assertThat(loop.outcomes()).filteredOn("REVIEW"::equals).hasSize(2);
    }

    private long pullRequestOf(String login) {
        unheard(loop.world.push(shop, "topic", login, Map.of("t.txt", "t\n"), "Try"));
        return loop.world
                .openPullRequest(shop, login, new PullRequestDraft("topic", "main", "Try", "", false))
                .id();
    }

    private void redOn(String branch) {
        String head = loop.world.branches(shop).get(branch);
        CiRun run = new CiRun(CiRun.Kind.CHECK_RUN, 0, "build", head, branch);
        unheard(loop.world.finishRun(shop, run, "failure", Samples.redLog()));
    }

    @Test
    void aPersonsPushToOurBranchStopsUs() {
        unheard(loop.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.look();
        unheard(loop.world.push(shop, loop.ticket().branch(), "wil", Map.of("more.txt", "mine"), "More"));
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.TAKEN_OVER);
    }

    @Test
    void theLabelThatSwitchesOffIsFound() {
        long issue =
                loop.world.openIssue(shop, "otto", "Wrong total", "", "fettle").id();
        loop.look();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        unheard(loop.world.label(shop, issue, "wil", "fettle:off"));
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
    }

    @Test
    void anIssueThatIsClosedIsNoLongerWorkedOn() {
        long issue =
                loop.world.openIssue(shop, "otto", "Wrong total", "", "fettle").id();
        loop.look();
        unheard(loop.world.closeIssue(shop, issue, "otto"));
        loop.look();
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
    }

    @Test
    void whoTakesTheLabelOffTakesTheRequestBack() {
        long issue =
                loop.world.openIssue(shop, "otto", "Wrong total", "", "fettle").id();
        loop.look();
        unheard(loop.world.unlabel(shop, issue, "wil", "fettle"));
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
    }

    @Test
    void aRepositoryThatTheForgeDoesNotListIsFoundByItsName() {
        RepositoryRef hidden = another("hidden");
        loop.hide(hidden);
        unheard(loop.world.openIssue(hidden, "ann", "Wrong total", "The tax is taken off.", "fettle"));
        loop.withoutWebhooks();
        loop.look();
        assertThat(loop.tickets()).isEmpty();

        loop.withoutWebhooks(RepositoryRef.parse("ann/hidden"), RepositoryRef.parse("ann/no-such"));
        loop.look();
        assertThat(loop.ticket().repository()).isEqualTo(hidden);
    }

    @Test
    void whatHappensInARepositoryOfTheBotItselfIsFoundToo() {
        RepositoryRef own = ownedByTheBot();
        unheard(loop.world.openIssue(own, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        PullRequest pull = loop.world.pullRequests(own).get(0);
        unheard(loop.world.editPullRequest(
                own, pull.number(), "wil", pull.body().replace("- [ ] not wanted", "- [x] not wanted")));
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(loop.outcomes()).noneMatch(outcome -> outcome.contains("OWN_DOING"));
    }

    @Test
    void soIsAPersonsPushToOurBranchThere() {
        RepositoryRef own = ownedByTheBot();
        unheard(loop.world.openIssue(own, "wil", "Wrong total", "The tax is taken off.", "fettle"));
        loop.look();
        unheard(loop.world.push(own, loop.ticket().branch(), "wil", Map.of("more.txt", "mine"), "More"));
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.TAKEN_OVER);
    }

    /** The account whose token Fettle has owns the repository. */
    private RepositoryRef ownedByTheBot() {
        loop.close();
        loop = new Loop(folder.resolve("bot"), "bot");
        loop.withoutWebhooks();
        RepositoryRef own =
                loop.world.createRepository("bot", "own", Samples.mendable()).ref();
        loop.world.setPermission(own, "wil", Permission.WRITE);
        loop.look();
        return own;
    }

    private RepositoryRef another(String name) {
        Repository made = loop.world.createRepository("ann", name, Samples.mendable());
        return made.ref();
    }

    /** A comment's time is told apart from that of the last look. */
    private void later() {
        loop.clock.pass(Duration.ofMinutes(1));
    }

    private PullRequest pullRequest() {
        return loop.world.pullRequests(shop).get(0);
    }

    /** It happens, and nobody sends what it would tell. */
    private static void unheard(Act act) {
        assertThat(act.webhooks()).isNotEmpty();
    }
}
