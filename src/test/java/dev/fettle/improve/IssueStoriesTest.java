package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.DeliveryLog.Acceptance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a label on an issue sets going, and what ends it. */
class IssueStoriesTest extends ShopTest {
    private long issue;

    @BeforeEach
    void begin() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    @Test
    void aWritersLabelBecomesAPullRequest() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        told.eyes(issue, 0);
        assertThat(told.pullRequest().draft()).isTrue();
        assertThat(told.status(issue))
                .contains("Fettle proposes a fix.", told.pullRequest().url());
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
    }

    @Test
    void anOutsidersLabelGetsNoAnswer() {
        loop.happens(loop.world.label(shop, issue, "otto", "fettle"));

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void aBotsLabelGetsNoAnswer() {
        loop.happens(loop.world.label(shop, issue, "labeler[bot]", "fettle"));

        assertThat(loop.outcome()).isEqualTo("IGNORED BOT");
    }

    @Test
    void anotherLabelMeansNothing() {
        loop.happens(loop.world.label(shop, issue, "wil", "bug"));

        assertThat(loop.outcome()).isEqualTo("IGNORED OTHER_LABEL");
    }

    @Test
    void anIssueThatIsOpenedWithTheLabelCountsOnce() {
        Act opened = loop.world.openIssue(shop, "wil", "Wrong total again", "", "fettle");
        loop.happens(opened);

        assertThat(loop.ticket().count()).isEqualTo(1);
        told.eyes(opened.id(), 0);
        told.pullRequest();
        told.status(opened.id());
    }

    @Test
    void codeOfAnOutsiderIsKnownAsSuch() {
        String code = "```java\nassertEquals(3, Price.total(1, 2));\n```\n";
        long outsiders = loop.world.openIssue(shop, "otto", "Wrong sum", code).id();
        long writers =
                loop.world.openIssue(shop, "ann", "Wrong sum again", code).id();
        loop.accept(loop.world.label(shop, outsiders, "wil", "fettle"));
        loop.accept(loop.world.label(shop, writers, "wil", "fettle"));
        loop.verbsOfOthers();

        assertThat(loop.ticketOf(outsiders).metadata()).doesNotContainKey("code_by");
        assertThat(loop.ticketOf(writers).metadata()).containsEntry("code_by", "ann");
        loop.accept(loop.world.label(shop, outsiders, "wil", "fettle:off"));
        loop.accept(loop.world.label(shop, writers, "wil", "fettle:off"));
        loop.settle();
        told.eyes(outsiders, 0);
        told.eyes(writers, 0);
        told.status(outsiders);
        told.status(writers);
    }

    @Test
    void takingTheLabelOffStopsWhatWaits() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.accept(loop.world.unlabel(shop, issue, "wil", "fettle"));
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Fettle has stopped");
    }

    @Test
    void aLabelThatIsPutBackStartsAgain() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.accept(loop.world.unlabel(shop, issue, "wil", "fettle"));
        loop.settle();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
        assertThat(loop.ticket().count()).isEqualTo(1);
    }

    @Test
    void aClosedIssueIsNotWorkedOn() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.accept(loop.world.closeIssue(shop, issue, "otto"));
        loop.settle();

        assertThat(loop.tickets())
                .as("it was closed before its label was heard of")
                .isEmpty();
        told.nothingElse();
    }

    @Test
    void theOffLabelStopsWorkThatIsGoingOn() {
        loop.build.meanwhile(() -> {
            loop.accept(loop.world.label(shop, issue, "wil", RepositorySettings.OFF_LABEL));
            loop.verbsOfOthers();
        });
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        assertThat(loop.backlog().attempts(loop.ticket().id())).isEmpty();
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Fettle has stopped");
    }

    @Test
    void theSameDeliveryTwiceIsOne() {
        Act labeled = loop.world.label(shop, issue, "wil", "fettle");
        assertThat(loop.accept("one", labeled.webhooks().get(0))).isEqualTo(Acceptance.STORED);
        assertThat(loop.accept("one", labeled.webhooks().get(0))).isEqualTo(Acceptance.DUPLICATE);
        assertThat(loop.accept("two", labeled.webhooks().get(0))).isEqualTo(Acceptance.DUPLICATE);
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(1);
        told.eyes(issue, 0);
        told.pullRequest();
        told.status(issue);
    }

    @Test
    void anIssueThatAsksForWhatIsKnownIsToldSo() {
        String trace =
                "java.lang.IllegalStateException: no rate\n\tat shop.Price.rate(Price.java:5)\n\tat shop.Cart.sum(Cart.java:9)\n";
        Act first = loop.world.openIssue(shop, "wil", "It throws", trace, "fettle");
        loop.happens(first);
        Act second = loop.world.openIssue(shop, "wil", "It throws here too", trace, "fettle");
        loop.happens(second);

        assertThat(loop.ticket().count()).isEqualTo(2);
        told.eyes(first.id(), 0);
        told.eyes(second.id(), 0);
        told.status(first.id());
        assertThat(told.only(second.id(), "<!-- fettle:known:"))
                .contains("known already", loop.ticket().id());
    }

    @Test
    void whereNothingHelpsTheIssueIsToldWhatWasFound() {
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                java.util.Map.of(Samples.SOURCE, Samples.notMendable().get(Samples.SOURCE)),
                "Simplify"));
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Fettle proposes nothing", "Lines worth a look", Samples.SOURCE);
    }

    @Test
    void whatWeDoOurselvesStartsNothing() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
        String branch = told.pullRequest().headBranch();
        told.status(issue);
        int worked = loop.sandboxes.made();

        loop.happens(loop.world.pushSeen(shop, branch, "", "fettle[bot]"));
        loop.happens(loop.world.pullRequestSeen(shop, told.pullRequest().number()));
        loop.happens(loop.world.comment(shop, issue, "fettle[bot]", "/fettle retry"));
        told.only(issue, "/fettle retry"); // the world put it there, under our name

        assertThat(loop.outcome()).isEqualTo("IGNORED OWN_DOING");
        assertThat(loop.sandboxes.made()).isEqualTo(worked);
        assertThat(loop.ticket().waiting()).isNull();
    }
}
