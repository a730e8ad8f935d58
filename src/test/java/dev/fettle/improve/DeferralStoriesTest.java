package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps a ticket waiting though it is its turn: the ticket and the one comment say why, and it goes on by itself. */
class DeferralStoriesTest extends ShopTest {
    private long open() {
        return loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax should be added.")
                .id();
    }

    private void settings(String yaml) {
        loop.accept(loop.world.push(shop, "main", "ann", Map.of(RepositorySettings.PATH, yaml), "Set Fettle up"));
        loop.work();
    }

    private void label(long issue) {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.work();
    }

    @Test
    void withAllPullRequestsOpenTheNextTicketSaysSoAndGoesOnWhenOneIsClosed() {
        settings("self_improvement:\n  budgets:\n    open_pull_requests: 1\n");
        long first = open();
        loop.happens(loop.world.label(shop, first, "wil", "fettle"));
        long pull = told.pullRequest().number();
        long second = open();
        label(second);

        assertThat(loop.ticketOf(second).status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticketOf(second).waiting()).isEqualTo(WaitingReason.DEFERRED);
        assertThat(told.status(second))
                .contains(
                        "Fettle waits.",
                        "1 of 1 pull requests of Fettle's are open",
                        "It goes on when one of them is merged or closed.")
                .doesNotContain("waits for its turn");

        loop.accept(loop.world.push(shop, "main", "ann", Samples.green(), "Mend it"));
        loop.happens(loop.world.closePullRequest(shop, pull, "ann"));

        assertThat(loop.ticketOf(second).waiting()).as("it had its turn").isEqualTo(WaitingReason.NEEDS_INFO);
        told.eyes(first, 0);
        told.eyes(second, 0);
        told.status(first);
        told.pullRequest();
        told.status(second);
        told.labels(second);
    }

    @Test
    void aTicketOfARepositoryThatTheForgeDoesNotShowSaysSoAndGoesOnWhenItDoes() {
        loop.verbs().add(manual("ann/cellar"), "operator");
        loop.work();

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.DEFERRED);
        assertThat(loop.backlog().history(loop.ticket().id()))
                .anyMatch(entry -> entry.cause().contains("The forge knows no such repository"));

        loop.world.createRepository("ann", "cellar", Map.of("a.txt", "a"));
        loop.look();

        assertThat(loop.ticket().waiting()).as("it had its turn").isNotEqualTo(WaitingReason.DEFERRED);
    }

    private Ticket manual(String repository) {
        return new Ticket(
                "manual_1",
                RepositoryRef.parse(repository),
                "manual:Mend it",
                "Mend it",
                "",
                Category.BUG_FIX,
                Priority.MEDIUM,
                Status.OPEN,
                List.of(new Evidence.Manual()),
                "",
                "",
                List.of(),
                3,
                4,
                null,
                Map.of(),
                1,
                loop.clock.instant(),
                loop.clock.instant());
    }

    @Test
    void mistakesInTheSettingsAreSaidOnWhatWaitedAlready() {
        long issue = open();
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.accept(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(RepositorySettings.PATH, "self_improvement:\n  mood: sunny\n"),
                "Set Fettle up"));
        loop.work();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.DEFERRED);
        assertThat(loop.sandboxes.made()).isZero();
        assertThat(told.status(issue)).contains("have mistakes", "mood", "on the default branch has none");

        settings("self_improvement:\n  mode: draft\n");
        loop.settle();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
    }

    @Test
    void whatFettleWasSwitchedOffForIsNotToldOnTheForge() {
        long issue = open();
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();
        settings("self_improvement:\n  enabled: false\n");

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.DEFERRED);
        assertThat(loop.ticket().metadata().get("held")).contains("switched off");
        assertThat(told.status(issue)).doesNotContain("switched off");
        told.eyes(issue, 0);

        settings("self_improvement:\n  enabled: true\n");
        loop.settle();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
        told.pullRequest();
    }

    @Test
    void theFirstCommentSaysWhatComesBeforeAndTheLimits() {
        long first = open();
        long second = open();
        loop.accept(loop.world.label(shop, first, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.clock.pass(Duration.ofSeconds(1));
        loop.accept(loop.world.label(shop, second, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.stores().outbox().waiting(shop.key()).stream()
                .filter(entry -> entry.fields().containsKey("body"))
                .forEach(entry ->
                        assertThat(entry.fields().get("body")).contains("Limits: 2 attempts, 20 minutes each."));
        assertThat(queued(first)).contains("It is next.");
        assertThat(queued(second))
                .contains(
                        "It waits for its turn.",
                        "1 ticket comes before it",
                        loop.ticketOf(first).id());

        loop.accept(loop.world.label(shop, first, "wil", RepositorySettings.OFF_LABEL));
        loop.accept(loop.world.label(shop, second, "wil", RepositorySettings.OFF_LABEL));
        loop.settle();
        told.eyes(first, 0);
        told.eyes(second, 0);
        told.status(first);
        told.status(second);
    }

    @Test
    void commentAndPullRequestLeadToTheTicketsPageWhereOneIsKnown() {
        loop.reachableAt("https://fettle.example");
        long issue = open();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        String page = "https://fettle.example/tickets/" + loop.ticket().id();
        assertThat(told.status(issue)).contains("<a href=\"" + page + "\">the ticket's page</a>");
        assertThat(told.pullRequest().body())
                .contains("(" + page + ")", "**Limits in force**: 2 attempts a ticket, 20 minutes each");
        told.eyes(issue, 0);
    }

    private String queued(long issue) {
        return loop.stores().outbox().waiting(shop.key()).stream()
                .filter(entry -> entry.verb() == Outbox.Verb.COMMENT
                        && entry.fields().get("number").equals(Long.toString(issue)))
                .map(entry -> entry.fields().get("body"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEyesAreOnTheirWayBeforeAnythingIsRepaired() {
        long issue = open();
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();

        assertThat(loop.stores().outbox().waiting(shop.key()))
                .as("noted by the path that takes the label in, in this order")
                .extracting(Outbox.Entry::verb)
                .containsExactly(Outbox.Verb.REACTION, Outbox.Verb.COMMENT);
        assertThat(loop.sandboxes.made()).isZero();
        loop.clock.pass(Duration.ofSeconds(1));
        loop.settleUntil(() -> !loop.world.reactions(shop, issue, 0).isEmpty()
                && !loop.world.comments(shop, issue).isEmpty());
        assertThat(loop.backlog().attempts(loop.ticket().id()))
                .as("nothing was tried by then")
                .isEmpty();
        loop.settle();

        told.eyes(issue, 0);
        told.pullRequest();
        told.status(issue);
    }

    @Test
    void whatIsNextAndIsNeverBegunIsSaidToWait() {
        long issue = open();
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.lookAlone();
        loop.clock.pass(Loop.PATIENCE.plus(Duration.ofMinutes(1)));
        loop.lookAlone();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.DEFERRED);
        assertThat(queued(issue)).contains("no worker has begun it for 60 minutes", "fettle doctor");

        loop.settle();
        assertThat(loop.ticket().status()).as("then a worker came").isEqualTo(Status.READY);
        told.eyes(issue, 0);
        told.pullRequest();
        told.status(issue);
    }

    @Test
    void whatWaitsBehindOthersIsNotSaidToStandStill() {
        long first = open();
        long second = open();
        loop.accept(loop.world.label(shop, first, "wil", "fettle"));
        loop.accept(loop.world.label(shop, second, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.lookAlone();
        assertThat(loop.backlog().takeNext(shop.key(), 10, "a worker has it")).isPresent();
        loop.clock.pass(Loop.PATIENCE.minus(Duration.ofMinutes(1)));
        loop.lookAlone();
        assertThat(loop.ticketOf(second).waiting()).isNull();

        loop.accept(loop.world.label(shop, first, "wil", RepositorySettings.OFF_LABEL));
        loop.accept(loop.world.label(shop, second, "wil", RepositorySettings.OFF_LABEL));
        loop.settle();
        told.eyes(first, 0);
        told.eyes(second, 0);
        told.status(first);
        told.status(second);
    }
}
