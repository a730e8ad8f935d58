package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.store.jobs.HandDriven;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.ParkedWork;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The durable queue, driven by hand with a settable clock, and for real where threads matter. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class WorkQueueTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private final List<String> done = new ArrayList<>();
    private Stores stores;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void whatIsDueIsDoneByPriorityThenByTime() {
        stores.queue().enqueue(item(Kind.SCAN, "low", 10));
        time.pass(Duration.ofMillis(5));
        stores.queue().enqueue(item(Kind.SCAN, "second", 50));
        stores.queue().enqueue(item(Kind.RECONCILE, "first", 90));
        time.pass(Duration.ofMillis(5));
        stores.queue().enqueue(item(Kind.SCAN, "third", 50));
        stores.queue()
                .enqueue(new WorkItem(
                        Kind.SCAN, "tomorrow", "", 99, time.instant().plus(Duration.ofDays(1))));

        assertThat(byHand(this::note).runDue()).isEqualTo(4);
        assertThat(done).containsExactly("first", "second", "third", "low");

        time.pass(Duration.ofDays(1));
        byHand(this::note).runDue();
        assertThat(done).endsWith("tomorrow");
    }

    @Test
    void oneKindAndKeyWaitsOnceAtTheEarlierTimeAndTheHigherPriority() {
        WorkItem later = new WorkItem(Kind.CYCLE, "7", "7", 10, time.instant().plus(Duration.ofHours(1)));

        assertThat(stores.queue().enqueue(later)).isTrue();
        assertThat(stores.queue().enqueue(later)).isFalse();
        assertThat(byHand(this::note).runDue()).isZero();
        assertThat(stores.queue().enqueue(item(Kind.CYCLE, "7", 60))).isFalse();

        assertThat(byHand(this::note).runDue()).isEqualTo(1);
        time.pass(Duration.ofHours(2));
        assertThat(byHand(this::note).runDue()).isZero();
    }

    @Test
    void anItemThatIsQueuedWhileItIsWorkedOnIsDoneOnceMore() {
        stores.queue().enqueue(item(Kind.OUTBOX, "7", 50));
        AtomicInteger times = new AtomicInteger();

        int did = byHand(item -> {
                    if (times.incrementAndGet() == 1) {
                        assertThat(stores.queue().enqueue(item(Kind.OUTBOX, "7", 50)))
                                .isTrue();
                        assertThat(stores.queue().enqueue(item(Kind.OUTBOX, "7", 50)))
                                .isFalse();
                    }
                    return new Result.Done();
                })
                .runDue();

        assertThat(did).isEqualTo(2);
    }

    @Test
    void enqueueingIsUndoneWithItsTransaction() {
        assertThatThrownBy(() -> stores.transactions().inOne(() -> {
                    stores.backlog().add(Samples.ticket("manual_1"), t -> t, "asked for");
                    stores.queue().enqueue(item(Kind.CYCLE, "7", 50));
                    throw new IllegalStateException("on second thought");
                }))
                .hasMessage("on second thought");

        assertThat(stores.backlog().find("manual_1")).isEmpty();
        assertThat(byHand(this::note).runDue()).isZero();
    }

    @Test
    void aFailedPartDoomsTheWholeTransactionEvenWhenItsErrorIsCaught() {
        assertThatThrownBy(() -> stores.transactions().inOne(() -> {
                    stores.queue().enqueue(item(Kind.CYCLE, "7", 50));
                    try {
                        stores.transactions().inOne((Runnable) () -> {
                            throw new IllegalStateException("inner");
                        });
                    } catch (IllegalStateException e) {
                        done.add("caught");
                    }
                }))
                .hasMessageContaining("none of it is kept");

        assertThat(done).containsExactly("caught");
        assertThat(byHand(this::note).runDue()).isZero();
    }

    @Test
    void whatIsPutOffComesSoonerForWhoAskedMeanwhile() {
        stores.queue().enqueue(item(Kind.OUTBOX, "7", 50));
        HandDriven worker = byHand(item -> {
            done.add(item.key());
            if (done.size() == 1) {
                stores.queue()
                        .enqueue(new WorkItem(
                                Kind.OUTBOX, "7", "", 50, time.instant().plus(Duration.ofSeconds(2))));
            }
            return new Result.Later(time.instant().plus(Duration.ofHours(1)), "LIMITED");
        });

        worker.runDue();
        time.pass(Duration.ofSeconds(2));
        assertThat(worker.runDue()).as("asked for meanwhile").isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(worker.runDue()).as("asked for by nobody since").isZero();
    }

    @Test
    void notNowIsNoFailureHoweverOften() {
        stores.queue().enqueue(item(Kind.OUTBOX, "7", 50));
        HandDriven worker = byHand(item -> {
            done.add(item.key());
            return new Result.Later(time.instant().plus(Duration.ofMinutes(1)), "LIMITED");
        });

        for (int i = 0; i < 8; i++) {
            assertThat(worker.runDue()).isEqualTo(1);
            assertThat(worker.runDue()).isZero();
            time.pass(Duration.ofMinutes(1));
        }

        assertThat(stores.parked().list()).isEmpty();
    }

    @Test
    void aPoisonMessageIsParkedAfterFiveTriesWithGrowingDelaysAndOthersGoOn() {
        stores.deliveries().accept(Samples.delivery("poison", "{}"));
        stores.queue().enqueue(item(Kind.SCAN, "healthy", 10));
        HandDriven worker = byHand(item -> {
            if (item.kind() == Kind.TRIAGE) {
                done.add("tried at "
                        + Duration.between(SettableTime.START, time.instant()).toSeconds());
                throw new IllegalStateException("cannot read this");
            }
            return note(item);
        });

        for (int second = 0; second < 3_600; second++) {
            worker.runDue();
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(done)
                .containsExactly("tried at 0", "healthy", "tried at 2", "tried at 17", "tried at 77", "tried at 377");
        assertThat(stores.parked().list()).singleElement().satisfies(parked -> {
            assertThat(parked.item().kind()).isEqualTo(Kind.TRIAGE);
            assertThat(parked.item().key()).isEqualTo("poison");
            assertThat(parked.tries()).isEqualTo(5);
            assertThat(parked.reason()).contains("cannot read this");
        });
        assertThat(stores.deliveries().recent(1).get(0).outcome()).isEqualTo("PARKED");
    }

    @Test
    void parkedWorkCanBeTriedOnceMore() {
        stores.queue().enqueue(item(Kind.CYCLE, "7", 50));
        HandDriven failing = byHand(item -> {
            throw new IllegalStateException("no");
        });
        for (int i = 0; i < 5; i++) {
            failing.runDue();
            time.pass(Duration.ofMinutes(10));
        }
        assertThat(stores.parked().list())
                .extracting(ParkedWork.Entry::reason)
                .singleElement()
                .asString()
                .contains("no");

        assertThat(stores.parked().retry(Kind.CYCLE, "7")).isTrue();
        assertThat(stores.parked().retry(Kind.CYCLE, "8")).isFalse();

        assertThat(byHand(this::note).runDue()).isEqualTo(1);
        assertThat(stores.parked().list()).isEmpty();
    }

    @Test
    void kindsWithoutAWorkerWait() {
        stores.queue().enqueue(item(Kind.CYCLE, "7", 50));

        assertThat(stores.driveByHand(Map.of(Kind.SCAN, this::note)).runDue()).isZero();
        assertThat(stores.driveByHand(Map.of(Kind.CYCLE, this::note)).runDue()).isEqualTo(1);
    }

    @Test
    void aStopHandsBackWhatCanBeInterruptedWithoutCountingAFailure() {
        stores.close();
        stores = kind.open(folder, InstantSource.system());
        stores.queue()
                .enqueue(new WorkItem(
                        Kind.CYCLE, "7", "7", 50, InstantSource.system().instant()));
        LinkedBlockingQueue<String> started = new LinkedBlockingQueue<>();
        WorkerPool pool = stores.startWorkers(
                Map.of(Kind.CYCLE, item -> {
                    started.add(item.key());
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("stopped", e);
                    }
                    return new Result.Done();
                }),
                new WorkerPool.Size(1, 1, Duration.ofMillis(20), Duration.ofMillis(50)));
        assertThat(poll(started)).isEqualTo("7");

        pool.close();

        assertThat(byHand(this::note).runDue()).isEqualTo(1);
    }

    @Test
    void aLaneHasOneItemAtATimeAndOthersPass() throws Exception {
        stores.close();
        stores = kind.open(folder, InstantSource.system());
        AtomicInteger inShop = new AtomicInteger();
        AtomicInteger mostInShop = new AtomicInteger();
        AtomicInteger mostAtAll = new AtomicInteger();
        AtomicInteger atAll = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(12);
        Worker worker = item -> {
            boolean shop = item.lane().equals("shop");
            mostAtAll.accumulateAndGet(atAll.incrementAndGet(), Math::max);
            if (shop) {
                mostInShop.accumulateAndGet(inShop.incrementAndGet(), Math::max);
            }
            awaitBriefly();
            if (shop) {
                inShop.decrementAndGet();
            }
            atAll.decrementAndGet();
            all.countDown();
            return new Result.Done();
        };
        stores.transactions().inOne(() -> {
            for (int i = 0; i < 6; i++) {
                stores.queue()
                        .enqueue(new WorkItem(
                                i % 2 == 0 ? Kind.CYCLE : Kind.SCAN, "s" + i, "shop", 50, SettableTime.START));
                stores.queue().enqueue(new WorkItem(Kind.CYCLE, "o" + i, "other" + i, 50, SettableTime.START));
            }
        });

        try (WorkerPool pool = stores.startWorkers(
                Map.of(Kind.CYCLE, worker, Kind.SCAN, worker),
                new WorkerPool.Size(1, 4, Duration.ofMillis(20), Duration.ofSeconds(5)))) {
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(mostInShop).hasValue(1);
        assertThat(mostAtAll.get()).isGreaterThan(1);
    }

    @Test
    void longWorkDoesNotKeepDeliveriesWaiting() {
        stores.close();
        stores = kind.open(folder, InstantSource.system());
        CountDownLatch triaged = new CountDownLatch(1);
        LinkedBlockingQueue<String> started = new LinkedBlockingQueue<>();
        for (int i = 0; i < 20; i++) {
            stores.queue().enqueue(new WorkItem(Kind.CYCLE, "c" + i, "lane" + i, 100, SettableTime.START));
        }
        Worker cycle = item -> {
            started.add(item.key());
            Waiting.whateverIsSaid(triaged);
            return new Result.Done();
        };
        Worker triage = item -> {
            triaged.countDown();
            return new Result.Done();
        };

        try (WorkerPool pool = stores.startWorkers(
                Map.of(Kind.CYCLE, cycle, Kind.TRIAGE, triage),
                new WorkerPool.Size(1, 2, Duration.ofMillis(50), Duration.ofSeconds(10)))) {
            poll(started);
            stores.deliveries().accept(Samples.delivery("urgent", "{}"));
            assertThat(poll(started))
                    .as("cycles go on only once the delivery was triaged")
                    .isNotNull();
            poll(started);
        }
        assertThat(triaged.getCount()).isZero();
    }

    private Result note(WorkItem item) {
        done.add(item.key());
        return new Result.Done();
    }

    private HandDriven byHand(Worker worker) {
        return stores.driveByHand(Map.of(
                Kind.TRIAGE,
                worker,
                Kind.CYCLE,
                worker,
                Kind.SCAN,
                worker,
                Kind.OUTBOX,
                worker,
                Kind.RECONCILE,
                worker));
    }

    private WorkItem item(Kind kind, String key, int priority) {
        return new WorkItem(kind, key, "", priority, time.instant());
    }

    private static String poll(LinkedBlockingQueue<String> queue) {
        try {
            return queue.poll(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitBriefly() {
        try {
            assertThat(new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
