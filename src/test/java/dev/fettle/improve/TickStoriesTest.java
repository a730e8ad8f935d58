package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The boxes at the foot of a pull request: "Not useful? Tick why". */
class TickStoriesTest extends ShopTest {
    private long issue;

    @BeforeEach
    void begin() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
        loop.build.redTestsAlsoSay("\n- [x] too big\n");
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
        told.status(issue);
    }

    private Act edits(String who, String from, String to) {
        PullRequest pull = told.pullRequest();
        assertThat(pull.body()).contains(from);
        return loop.world.editPullRequest(shop, pull.number(), who, pull.body().replace(from, to));
    }

    private Act ticks(String who, String box) {
        return edits(who, "- [ ] " + box, "- [x] " + box);
    }

    private void isOpen() {
        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
    }

    @Test
    void aWritersTickClosesAndIsRememberedWithItsReason() {
        loop.happens(ticks("wil", "wrong fix"));

        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(loop.ticket().metadata()).containsEntry("objection", "wrong fix");
        assertThat(told.status(issue)).contains("A person said no", "not useful, says wil: wrong fix");

        loop.clock.pass(Duration.ofMinutes(5));
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        told.only(issue, "<!-- fettle:known:");
    }

    @Test
    void somebodyElsesTickCountsForNothing() {
        loop.happens(ticks("otto", "not wanted"));

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        isOpen();
        loop.look();
        isOpen();
    }

    @Test
    void norDoesItWhenAWriterEditsSomethingElseLater() {
        loop.happens(ticks("otto", "not wanted"));
        loop.happens(edits("wil", "**Why.**", "**Why?**"));
        isOpen();

        loop.happens(edits("otto", "- [x] not wanted", "- [ ] not wanted"));
        loop.happens(ticks("wil", "not wanted"));
        assertThat(loop.ticket().metadata()).containsEntry("objection", "not wanted");
        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    void aTickThatNobodyToldOfIsFound() {
        Act unheard = ticks("wil", "duplicate");
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(told.pullRequest().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(told.status(issue)).contains("not useful, says somebody: duplicate");
    }

    @Test
    void aTickThatWasTakenBackBeforeItWasReadDoesNotCount() {
        loop.accept(ticks("wil", "wrong fix"));
        loop.accept(edits("wil", "- [x] wrong fix", "- [ ] wrong fix"));
        loop.settle();

        isOpen();
    }

    @Test
    void whatAFailingTestSaysIsNoTick() {
        loop.happens(edits("wil", "**Why.**", "**Why?**"));

        assertThat(told.pullRequest().body()).contains("- [x] too big");
        isOpen();
    }

    @Test
    void whereSomebodyTookTheFootAwayNothingIsTicked() {
        loop.happens(edits("wil", "<!-- fettle:ticket:", "- [x] wrong fix\n<!-- "));

        isOpen();
    }
}
