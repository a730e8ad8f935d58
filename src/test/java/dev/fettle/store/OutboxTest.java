package dev.fettle.store;

import static dev.fettle.store.Samples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.improve.Outbox;
import dev.fettle.improve.Outbox.Entry;
import dev.fettle.improve.Outbox.Verb;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The outbox: noted once, sent in order, and never marked as sent when something newer waits. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class OutboxTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private Outbox outbox;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        outbox = stores.outbox();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void whatIsNotedWaitsInItsOrderAndHasWorkQueued() {
        outbox.put(entry("push:t1", Verb.PUSH_BRANCH, "a"));
        outbox.put(entry("pr:t1", Verb.PULL_REQUEST, "b"));

        assertThat(outbox.waiting(SHOP.key()))
                .containsExactly(entry("push:t1", Verb.PUSH_BRANCH, "a"), entry("pr:t1", Verb.PULL_REQUEST, "b"));
        assertThat(outbox.waiting("8")).isEmpty();
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void notingTheSameWriteAgainReplacesWhatWasNotSentAndKeepsItsPlace() {
        outbox.put(entry("comment:t1", Verb.COMMENT, "first words"));
        outbox.put(entry("pr:t1", Verb.PULL_REQUEST, "b"));
        outbox.put(entry("comment:t1", Verb.COMMENT, "better words"));

        assertThat(outbox.waiting(SHOP.key()))
                .containsExactly(
                        entry("comment:t1", Verb.COMMENT, "better words"), entry("pr:t1", Verb.PULL_REQUEST, "b"));
    }

    @Test
    void whatIsDoneWithTheSameContentIsLeftAlone() {
        Entry entry = entry("comment:t1", Verb.COMMENT, "words");
        outbox.put(entry);
        outbox.done(entry, "https://forge/1");
        queued();

        outbox.put(entry);

        assertThat(outbox.waiting(SHOP.key())).isEmpty();
        assertThat(outbox.result("comment:t1")).contains("https://forge/1");
        assertThat(queued()).isZero();

        outbox.put(entry("comment:t1", Verb.COMMENT, "other words"));
        assertThat(outbox.waiting(SHOP.key())).hasSize(1);
        assertThat(outbox.result("comment:t1")).isEmpty();
    }

    @Test
    void anEntryReplacedWhileItWasOnItsWayStaysWaiting() {
        Entry sent = entry("comment:t1", Verb.COMMENT, "old words");
        outbox.put(sent);
        outbox.put(entry("comment:t1", Verb.COMMENT, "new words"));

        outbox.done(sent, "https://forge/1");

        assertThat(outbox.waiting(SHOP.key())).containsExactly(entry("comment:t1", Verb.COMMENT, "new words"));
    }

    @Test
    void aFailureIsKeptUntilItIsNotedAnew() {
        Entry entry = entry("pr:t1", Verb.PULL_REQUEST, "b");
        outbox.put(entry);
        outbox.failed(entry, "REFUSED: no");
        assertThat(outbox.waiting(SHOP.key())).isEmpty();
        assertThat(outbox.result("pr:t1")).isEmpty();

        outbox.put(entry);

        assertThat(outbox.waiting(SHOP.key())).hasSize(1);
    }

    @Test
    void writesAreCountedForTheLimits() {
        Entry entry = entry("comment:t1", Verb.COMMENT, "words");
        outbox.put(entry);
        outbox.done(entry, "");
        time.pass(Duration.ofHours(1));
        Entry edited = entry("comment:t1", Verb.COMMENT, "other words");
        outbox.put(edited);
        outbox.done(edited, "");

        assertThat(outbox.doneSince(SettableTime.START, SHOP.key(), Verb.COMMENT))
                .containsExactly(SettableTime.START, SettableTime.START.plus(Duration.ofHours(1)));
        assertThat(outbox.doneSince(SettableTime.START.plusSeconds(1), SHOP.key(), Verb.COMMENT))
                .hasSize(1);
        assertThat(outbox.doneSince(SettableTime.START, SHOP.key(), Verb.LABEL)).isEmpty();
        assertThat(outbox.doneSince(SettableTime.START, "8", Verb.COMMENT)).isEmpty();
    }

    private int queued() {
        Worker worker = item -> new Worker.Result.Done();
        return stores.driveByHand(Map.of(Kind.OUTBOX, worker)).runDue();
    }

    private static Entry entry(String key, Verb verb, String body) {
        return new Entry(key, SHOP.key(), verb, Map.of("body", body, "number", "3"), SettableTime.START);
    }
}
