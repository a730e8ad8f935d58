package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fettle.backlog.Status;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.local.Written;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Too much at once: events of a repository, and words of ours in it. */
class StormTest {
    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Breaker.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Loop loop;
    private RepositoryRef shop;
    private long issue;

    @BeforeEach
    void open() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(Samples.mendable());
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        loop.close();
    }

    @Test
    void inAStormDeliveriesAreTakenInAndNoWorkStarts() {
        budget("events_per_hour: 5");
        storm(6);
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.work();

        assertThat(loop.outcomes()).endsWith("TICKET");
        assertThat(loop.ticketOf(issue).status()).isEqualTo(Status.OPEN);
        assertThat(loop.sandboxes.made()).isZero();
        assertThat(breaker().open(shop))
                .get()
                .satisfies(storm -> assertThat(storm.sentence())
                        .startsWith("ann/shop: 7 events within the last hour, the limit is 5."));
        assertThat(loop.world.comments(shop, issue))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("new work waits until it is quieter"));
    }

    @Test
    void theStormIsSaidOnce() {
        budget("events_per_hour: 5");
        storm(12);

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).startsWith("storm of events: ann/shop:"));
    }

    @Test
    void whenItIsQuieterTheWorkGoesOnByItself() {
        budget("events_per_hour: 5");
        storm(6);
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.work();
        loop.clock.pass(Duration.ofMinutes(61));
        loop.settle();

        assertThat(breaker().open(shop)).isEmpty();
        assertThat(loop.ticketOf(issue).status()).isEqualTo(Status.READY);
    }

    @Test
    void aRestartDoesNotEndAStorm() {
        budget("events_per_hour: 5");
        storm(6);
        loop.restart();

        assertThat(breaker().all()).hasSize(1);
    }

    @Test
    void whatOutsidersDoIsNoStorm() {
        budget("events_per_hour: 5");
        for (int i = 0; i < 20; i++) {
            loop.accept(loop.world.comment(shop, issue, "otto", "/fettle fix " + i));
        }
        loop.work();

        assertThat(breaker().all()).isEmpty();
    }

    @Test
    void wordsAboveTheBudgetWaitAndTheOutcomeIsNotLost() {
        budget("comments_per_hour: 2");
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.settleUntil(() -> loop.tickets().stream().anyMatch(ticket -> ticket.status() == Status.READY));
        for (int i = 0; i < 3; i++) {
            loop.accept(loop.world.comment(shop, issue, "wil", "/fettle status"));
        }
        loop.work();
        assertThat(words()).isEqualTo(2);
        assertThat(loop.world.pullRequests(shop))
                .as("what is no comment goes on")
                .hasSize(1);

        loop.settle();

        assertThat(loop.world.comments(shop, issue))
                .anySatisfy(comment -> assertThat(comment.body()).contains("Fettle proposes a fix."));
        assertThat(loop.world.comments(shop, issue).stream()
                        .filter(comment -> comment.author().equals("fettle[bot]")))
                .as("the status and three answers")
                .hasSize(4);
    }

    /** Red runs of as many names on a branch that is nobody's. */
    private void storm(int events) {
        String head = loop.world.branches(shop).get("main");
        for (int i = 0; i < events; i++) {
            CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI " + i, head, "nobodys");
            loop.accept(loop.world.finishRun(
                    shop, run, "failure", Map.of("build", "red".getBytes(StandardCharsets.UTF_8))));
        }
        loop.work();
    }

    private Breaker breaker() {
        return new Breaker(loop.stores().memory(), loop.clock);
    }

    private long words() {
        return loop.world.written().stream()
                .filter(written ->
                        written.kind() == Written.Kind.COMMENT_MADE || written.kind() == Written.Kind.COMMENT_EDITED)
                .count();
    }

    private void budget(String line) {
        String yaml = "self_improvement:\n  budgets:\n    " + line + "\n";
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(RepositorySettings.PATH, yaml), "Set Fettle up"));
    }
}
