package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.backlog.TicketFilter;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.store.sql.LostLeaseException;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: what one has in hand is its own until its lease runs out, and from then on it can write nothing more. */
class SharedQueueTest {
    private static final WorkerPool.Size SIZE =
            new WorkerPool.Size(4, 4, Duration.ofMillis(20), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Stores one;
    private Stores other;

    @BeforeEach
    void open() {
        one = node("one");
        other = node("other");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        one.close();
        other.close();
    }

    @Test
    void eachItemIsDoneOnceByOneOfThem() throws Exception {
        int items = 200;
        one.transactions()
                .inOne(() ->
                        IntStream.range(0, items).forEach(i -> one.queue().enqueue(item(Kind.TRIAGE, "d" + i, ""))));
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        CountDownLatch all = new CountDownLatch(items);
        Worker worker = item -> {
            done.add(item.key());
            all.countDown();
            return new Result.Done();
        };

        try (WorkerPool here = one.startWorkers(Map.of(Kind.TRIAGE, worker), SIZE);
                WorkerPool there = other.startWorkers(Map.of(Kind.TRIAGE, worker), SIZE)) {
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(done).hasSize(items).doesNotHaveDuplicates();
        assertThat(ask("select count(*) from work_items")).isEqualTo("0");
    }

    @Test
    void aLaneHasOneItemAtATimeWhoeverWorksOnIt() throws Exception {
        AtomicInteger inLane = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(20);
        IntStream.range(0, 20).forEach(i -> one.queue().enqueue(item(Kind.CYCLE, "s" + i, "shop")));
        Worker worker = item -> {
            most.accumulateAndGet(inLane.incrementAndGet(), Math::max);
            Thread.yield();
            inLane.decrementAndGet();
            all.countDown();
            return new Result.Done();
        };

        try (WorkerPool here = one.startWorkers(Map.of(Kind.CYCLE, worker), SIZE);
                WorkerPool there = other.startWorkers(Map.of(Kind.CYCLE, worker), SIZE)) {
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void aWorkerThatWakesUpLateCannotWrite() throws Exception {
        one.queue().enqueue(item(Kind.CYCLE, "7", "7"));
        StandingStill late = new StandingStill(one);
        late.takes();
        LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();

        try (WorkerPool there = other.startWorkers(
                Map.of(Kind.CYCLE, item -> {
                    other.backlog().add(Samples.ticket("t-other"), t -> t, "by the one who took over");
                    taken.add(item.key());
                    return new Result.Done();
                }),
                SIZE)) {
            assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo("7");
            late.wakesUp();
        }

        assertThat(late.seen()).hasSize(4).allSatisfy(e -> assertThat(e).isInstanceOf(LostLeaseException.class));
        assertThat(one.backlog().list(TicketFilter.ALL))
                .extracting(ticket -> ticket.id())
                .containsExactly("t-other");
        assertThat(one.memory().get("late", "was here")).isEmpty();
        assertThat(ask("select count(*) from work_items")).isEqualTo("0");
        assertThat(ask("select count(*) from work_lanes")).isEqualTo("0");
    }

    @Test
    void theEndOfALateWorkerIsNotTheEndOfTheItem() throws Exception {
        one.queue().enqueue(item(Kind.CYCLE, "7", "7"));
        StandingStill late = new StandingStill(one);
        late.takes();
        LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();
        CountDownLatch told = new CountDownLatch(1);

        try (WorkerPool there = other.startWorkers(
                Map.of(Kind.CYCLE, item -> {
                    taken.add(item.key());
                    Waiting.whateverIsSaid(told);
                    return new Result.Done();
                }),
                SIZE)) {
            assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo("7");
            late.wakesUp();

            assertThat(ask("select count(*) from work_items where picked")).isEqualTo("1");
            assertThat(ask("select lane from work_lanes")).isEqualTo("7");
            told.countDown();
        }
        assertThat(ask("select count(*) from work_items")).isEqualTo("0");
    }

    @Test
    void aWorkerThatLivesKeepsItsItemHoweverLongItTakes() throws Exception {
        LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();
        CountDownLatch told = new CountDownLatch(1);
        Worker slow = item -> {
            taken.add(item.key());
            Waiting.whateverIsSaid(told);
            return new Result.Done();
        };
        try (WorkerPool here = one.startWorkers(Map.of(Kind.CYCLE, slow), SIZE);
                WorkerPool there = other.startWorkers(Map.of(Kind.CYCLE, slow), SIZE)) {
            one.queue().enqueue(item(Kind.CYCLE, "7", "7"));
            assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo("7");
            // Three leases later it is still in the same hands.
            assertThat(taken.poll(3, TimeUnit.SECONDS)).isNull();
            told.countDown();
        }
    }

    @Test
    void anItemThatIsQueuedElsewhereWhileItIsWorkedOnIsDoneOnceMore() throws Exception {
        LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
        CountDownLatch told = new CountDownLatch(1);
        try (WorkerPool here = one.startWorkers(
                Map.of(Kind.OUTBOX, item -> {
                    done.add(item.key());
                    Waiting.whateverIsSaid(told);
                    return new Result.Done();
                }),
                SIZE)) {
            one.queue().enqueue(item(Kind.OUTBOX, "7", ""));
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("7");
            assertThat(other.queue().enqueue(item(Kind.OUTBOX, "7", ""))).isTrue();
            told.countDown();
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("7");
        }
    }

    @Test
    void whatReadsBeforeItWritesIsNotRunBesideAnother() throws Exception {
        List<Future<?>> both = List.of(threads.submit(() -> count(one)), threads.submit(() -> count(other)));
        for (Future<?> each : both) {
            each.get(60, TimeUnit.SECONDS);
        }

        assertThat(one.memory().get("count", "n")).contains("100");
    }

    @Test
    void aDeliveryThatComesToBothAtOnceIsKeptOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            String id = "guid-" + i;
            String body = "{\"n\":" + i + "}";
            var first = threads.submit(() -> one.deliveries().accept(Samples.delivery(id, body)));
            var second = threads.submit(() -> other.deliveries().accept(Samples.delivery(id, body)));

            assertThat(List.of(first.get().name(), second.get().name()))
                    .containsExactlyInAnyOrder("STORED", "DUPLICATE");
        }
        assertThat(ask("select count(*) from work_items")).isEqualTo("50");
    }

    @Test
    void twoProcessesDoNotShareAFolder() {
        assertThatThrownBy(() -> node("one")).hasMessageContaining("each needs a folder of its own");
    }

    @Test
    void aProcessWithAnotherKeyIsRefused() {
        Place place = Place.server(PostgresServer.of(folder), folder.resolve("stranger"));

        assertThatThrownBy(() -> Stores.open(place, InstantSource.system(), text -> text, Reading.NOTHING))
                .hasMessageContaining("copy it from another machine that shares the database");
    }

    private static void count(Stores node) {
        for (int i = 0; i < 50; i++) {
            node.transactions().inOne(() -> {
                int n = Integer.parseInt(node.memory().get("count", "n").orElse("0"));
                node.memory().put("count", "n", Integer.toString(n + 1));
            });
        }
    }

    private Stores node(String name) {
        Place place = Place.server(PostgresServer.of(folder), folder.resolve(name))
                .withKeyFile(folder.resolve("delivery.key"));
        return Stores.open(place, InstantSource.system(), text -> text, Reading.NOTHING);
    }

    private String ask(String sql) {
        return RawSql.ask(PostgresServer.of(folder).url(), sql);
    }

    private static WorkItem item(Kind kind, String key, String lane) {
        return new WorkItem(kind, key, lane, 50, InstantSource.system().instant());
    }

    /** A worker whose process stands still right after it has taken an item: no sign of life, until it wakes up and goes on as if nothing had been. */
    private final class StandingStill {
        private final Stores node;
        private final CountDownLatch holds = new CountDownLatch(1);
        private final CountDownLatch wakes = new CountDownLatch(1);
        private final ConcurrentLinkedQueue<RuntimeException> seen = new ConcurrentLinkedQueue<>();
        private Future<?> working = threads.submit(() -> {});

        StandingStill(Stores node) {
            this.node = node;
        }

        void takes() throws InterruptedException {
            Worker worker = item -> {
                holds.countDown();
                Waiting.whateverIsSaid(wakes);
                tries(() -> node.backlog().add(Samples.ticket("t-late"), t -> t, "too late"));
                tries(() -> node.transactions().inOne(() -> node.memory().put("late", "was here", "yes")));
                tries(() -> node.queue().enqueue(item(Kind.OUTBOX, "late", "")));
                tries(() -> node.transactions().stillOurs());
                return new Result.Done();
            };
            working = threads.submit(
                    () -> node.driveByHand(Map.of(Kind.CYCLE, worker)).runOne());
            assertThat(holds.await(60, TimeUnit.SECONDS)).isTrue();
        }

        private void tries(Runnable write) {
            try {
                write.run();
            } catch (RuntimeException e) {
                seen.add(e);
            }
        }

        void wakesUp() throws Exception {
            wakes.countDown();
            working.get(60, TimeUnit.SECONDS);
        }

        List<RuntimeException> seen() {
            return List.copyOf(seen);
        }
    }
}
