package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.forge.FaultyForge;
import dev.fettle.improve.kit.Samples;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issue that shows no failure, in a repository whose tests are green: Fettle asks, and goes on with the answer. */
class NeedsInfoStoriesTest extends ShopTest {
    private static final String LABEL = "fettle:needs-info";
    private static final String TRACE =
            "java.lang.IllegalStateException: no rate\n\tat shop.Price.rate(Price.java:5)\n\tat shop.Cart.sum(Cart.java:9)\n";
    private static final String CODE = "```java\nassertEquals(3, Price.total(1, 2));\n```\n";
    private long issue;

    @Override
    Map<String, String> files() {
        return Samples.green();
    }

    @BeforeEach
    void begin() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "It is wrong.")
                .id();
    }

    private void label() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
    }

    /** It has gone on with what the answer shows, and told so in the one comment. */
    private Ticket wentOn() {
        Ticket ticket = loop.ticket();
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(loop.backlog().attempts(ticket.id())).hasSize(2);
        assertThat(told.status(issue)).contains("Fettle proposes nothing.");
        assertThat(told.labels(issue)).isEmpty();
        return ticket;
    }

    @Test
    void whatIsMissingIsAskedAtOnceAndOnceTheTestsAreSeenToBeGreenItWaits() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.settleUntil(() -> !loop.world.comments(shop, issue).isEmpty());
        assertThat(told.status(issue))
                .contains("Nothing here shows the failure yet", "1. What shows the failure?", "2. What did you expect");

        loop.settle();

        told.eyes(issue, 0);
        assertThat(told.status(issue))
                .contains("Fettle waits.", "Please tell", "1. What shows the failure?", "2. What did you expect")
                .doesNotContain("3. ");
        assertThat(told.labels(issue)).containsExactly(LABEL);
        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
        assertThat(loop.ticket().needsPerson()).isTrue();
    }

    @Test
    void whoNamesATestIsAskedOnlyOnceThatIsSeenToBeGreen() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "`PriceTest#adds` is red.")
                .id();
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.settleUntil(() -> !loop.world.comments(shop, issue).isEmpty());
        assertThat(told.status(issue)).doesNotContain("What shows the failure?");

        loop.settle();

        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Please tell", "1. What shows the failure?");
        assertThat(told.labels(issue)).containsExactly(LABEL);
    }

    @Test
    void whoSaidWhatTheyExpectedIsNotAskedForIt() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "It should be 12.")
                .id();
        label();

        assertThat(told.status(issue)).contains("1. What shows the failure?").doesNotContain("2. ");
        assertThat(told.labels(issue)).containsExactly(LABEL);
    }

    @Test
    void anAnswerOfTheIssuesAuthorInACommentTakesItUpAgain() {
        label();
        long answer =
                loop.world.comment(shop, issue, "otto", "It says\n\n" + TRACE).id();
        assertThat(told.labels(issue)).containsExactly(LABEL);

        loop.happens(loop.world.comment(shop, issue, "otto", TRACE));

        Ticket ticket = wentOn();
        assertThat(ticket.title()).contains("IllegalStateException");
        assertThat(ticket.metadata()).containsEntry("requested_by", "wil");
        assertThat(ticket.evidence())
                .singleElement()
                .isInstanceOfSatisfying(
                        Evidence.LabelledIssue.class,
                        said -> assertThat(said.text()).contains("It is wrong.", "shop.Price.rate"));
        assertThat(answer).isPositive();
        told.eyes(issue, answer + 1);
    }

    @Test
    void anEditOfTheIssueByItsAuthorTakesItUpAgain() {
        label();
        loop.happens(loop.world.editIssue(shop, issue, "otto", "Wrong total", TRACE));

        wentOn();
    }

    @Test
    void anEditThatStillShowsNothingStartsNothing() {
        label();
        loop.happens(loop.world.editIssue(shop, issue, "otto", "Wrong total", "Still wrong."));

        assertThat(loop.outcome()).isEqualTo("NOTHING");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
        told.status(issue);
        told.labels(issue);
    }

    @Test
    void aStrangersAnswerIsNotRead() {
        label();
        loop.happens(loop.world.comment(shop, issue, "stranger", TRACE));

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
        told.status(issue);
        told.labels(issue);
    }

    @Test
    void anAnswerHelpsNobodyWhoMayNotAskAnyMore() {
        label();
        loop.world.setPermission(shop, "wil", dev.fettle.forge.Permission.READ);
        loop.happens(loop.world.comment(shop, issue, "otto", TRACE));

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        told.eyes(issue, comment());
        told.status(issue);
        assertThat(told.labels(issue)).isEmpty();
    }

    private long comment() {
        return loop.world.comments(shop, issue).stream()
                .filter(comment -> comment.author().equals("otto"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aWritersCodeInACommentMayBeKeptAndAnOutsidersIsNot() {
        label();
        loop.happens(loop.world.comment(shop, issue, "wil", CODE));
        assertThat(loop.ticket().metadata()).containsEntry("code_by", "wil");
        wentOn();
        told.eyes(issue, loop.world.comments(shop, issue).get(1).id());

        long other =
                loop.world.openIssue(shop, "otto", "Wrong total too", "Wrong.").id();
        loop.happens(loop.world.label(shop, other, "wil", "fettle"));
        loop.happens(loop.world.comment(shop, other, "otto", CODE));
        assertThat(loop.ticketOf(other).metadata()).doesNotContainKey("code_by");
        assertThat(loop.backlog().attempts(loop.ticketOf(other).id())).hasSize(2);
        told.eyes(other, 0);
        told.eyes(other, loop.world.comments(shop, other).get(1).id());
        told.status(other);
        assertThat(told.labels(other)).isEmpty();
    }

    @Test
    void aFenceThatIsLeftOpenDoesNotMakeOutsidersTextAWritersCode() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "```java\nRuntime.getRuntime()\n")
                .id();
        loop.accept(loop.world.comment(shop, issue, "wil", "assertEquals(1, 1);\n" + CODE));
        label();

        assertThat(loop.ticket().metadata()).doesNotContainKey("code_by");
        told.status(issue);
        told.labels(issue);
    }

    @Test
    void whatACommentShowedBeforeTheLabelIsRead() {
        loop.happens(loop.world.comment(shop, issue, "otto", TRACE));
        assertThat(loop.outcome()).isEqualTo("IGNORED NO_COMMAND");

        label();

        assertThat(loop.ticket().title()).contains("IllegalStateException");
        assertThat(told.status(issue)).contains("Fettle proposes nothing.");
        assertThat(told.labels(issue)).isEmpty();
    }

    @Test
    void theCommandReadsWhatWasSaidSince() {
        label();
        loop.world.comment(shop, issue, "otto", TRACE); // its webhook is lost
        long command = loop.world.comment(shop, issue, "wil", "/fettle retry").id();
        loop.happens(loop.world.comment(shop, issue, "wil", "/fettle fix"));

        assertThat(command).isPositive();
        wentOn();
        told.eyes(issue, command + 1);
    }

    @Test
    void theCommandTriesAgainAsItIsWhereNothingWasSaid() {
        label();
        long command = loop.world.comment(shop, issue, "wil", "/fettle retry").id();
        loop.happens(loop.world.comment(shop, issue, "wil", "/fettle retry"));

        assertThat(loop.backlog().attempts(loop.ticket().id())).hasSize(2);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
        told.eyes(issue, command + 1);
        told.status(issue);
        assertThat(told.labels(issue)).containsExactly(LABEL);
    }

    @Test
    void aFailureThatIsKnownAlreadyHasItsTicket() {
        long known = loop.world.openIssue(shop, "wil", "It throws", TRACE).id();
        loop.happens(loop.world.label(shop, known, "wil", "fettle"));
        label();
        loop.happens(loop.world.editIssue(shop, issue, "otto", "Wrong total", TRACE));

        assertThat(loop.ticketOf(issue).waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(loop.ticketOf(known).count()).isEqualTo(2);
        told.eyes(known, 0);
        told.status(known);
        told.status(issue);
        assertThat(told.only(issue, "<!-- fettle:known:"))
                .contains(loop.ticketOf(known).id());
        assertThat(told.labels(issue)).isEmpty();
    }

    @Test
    void theSameFailureSeenLaterFindsTheAnsweredTicket() {
        label();
        loop.happens(loop.world.editIssue(shop, issue, "otto", "Wrong total", TRACE));
        wentOn();
        long other = loop.world.openIssue(shop, "wil", "It throws", TRACE).id();
        loop.happens(loop.world.label(shop, other, "wil", "fettle"));

        assertThat(loop.ticket().count()).isEqualTo(2);
        told.eyes(other, 0);
        told.only(other, "<!-- fettle:known:");
    }

    @Test
    void aClosedIssueLosesTheLabel() {
        label();
        assertThat(told.labels(issue)).containsExactly(LABEL);
        loop.happens(loop.world.closeIssue(shop, issue, "otto"));

        assertThat(told.labels(issue)).isEmpty();
        told.status(issue);
    }

    @Test
    void whereTheLabelMayNotBeSetTheQuestionsAreAskedAllTheSame() {
        FaultyForge bad = loop.badDays();
        bad.refuse("ensureLabel");
        label();

        assertThat(told.status(issue)).contains("Please tell", "1. What shows the failure?");
        assertThat(told.labels(issue)).isEmpty();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
    }

    @Test
    void withoutWebhooksAnswersAreFoundByLooking() {
        loop.withoutWebhooks();
        loop.look();
        loop.world.label(shop, issue, "wil", "fettle");
        loop.look();
        // Who put the label there is not known to a look: a person with write access says yes.
        loop.world.comment(shop, issue, "wil", "/fettle approve");
        loop.look();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_INFO);
        assertThat(told.labels(issue)).containsExactly(LABEL);

        loop.world.comment(shop, issue, "otto", TRACE);
        loop.look();

        wentOn();
        told.eyes(issue, 0);
        loop.world.comments(shop, issue).stream()
                .filter(comment -> !comment.author().equals("fettle[bot]"))
                .forEach(comment -> told.eyes(issue, comment.id()));
    }

    @Test
    void anEditThatNoWebhookToldOfIsFoundByLooking() {
        label();
        loop.world.editIssue(shop, issue, "otto", "Wrong total", TRACE);
        loop.look();

        wentOn();
    }
}
