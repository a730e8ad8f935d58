package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.jobs.HandDriven;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process had in hand when it died, in a file that one process uses at a time: the next one need not wait for a lease to run out. */
class DeadProcessTest {
    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;

    @BeforeEach
    void open() {
        stores = Stores.open(folder, time, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void workInHandWhenTheProcessDiesIsTakenUpAtTheNextStart() throws Exception {
        stores.queue().enqueue(new WorkItem(Kind.CYCLE, "7", "7", 50, time.instant()));
        LinkedBlockingQueue<String> started = new LinkedBlockingQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        try (WorkerPool pool = stores.startWorkers(
                Map.of(Kind.CYCLE, item -> {
                    started.add(item.key());
                    Waiting.whateverIsSaid(never);
                    return new Result.Done();
                }),
                new WorkerPool.Size(1, 1, Duration.ofMillis(20), Duration.ofMillis(50)))) {
            assertThat(started.take()).isEqualTo("7");
        }
        // The worker did not listen to the stop, so nothing was noted: as after kill -9, the row says that somebody has
        // it.
        stores.close();
        open();

        assertThat(byHand().runDue()).isEqualTo(1);
        never.countDown();
    }

    @Test
    void anItemDuringWhichTheProcessDiesAgainAndAgainIsParked() {
        stores.queue().enqueue(new WorkItem(Kind.CYCLE, "deadly", "", 50, time.instant()));
        int starts = 0;
        while (stores.parked().list().isEmpty() && starts < 50) {
            pickedByAProcessThatDies("deadly");
            stores.close();
            open();
            time.pass(Duration.ofHours(1));
            starts++;
        }

        assertThat(starts).isEqualTo(10);
        assertThat(stores.parked().list().get(0).reason()).contains("died");
        assertThat(byHand().runDue()).isZero();
    }

    private HandDriven byHand() {
        Worker done = item -> new Result.Done();
        return stores.driveByHand(Map.of(Kind.CYCLE, done));
    }

    /** Leaves the row as a process does that is killed in the middle of the work. */
    private void pickedByAProcessThatDies(String key) {
        RawSql.run(folder, "update work_items set picked = 1, picked_by = 'dead' where task_instance = '" + key + "'");
    }
}
