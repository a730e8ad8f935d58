package dev.fettle.app.bench;

import dev.fettle.store.Stores;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that does nothing, through the durable queue: what the queue itself takes. */
public final class QueueLoad {
    private static final long PATIENCE_SECONDS = 600;
    private static final int PRIORITY = 50;
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Stores stores;
    private final InstantSource clock;

    public QueueLoad(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param perSecond of a heap of work, items a second
     * @param latency of one item at a time, from the call that queues it until its worker is called
     */
    public record Result(int workers, int items, double perSecond, Spread latency) {}

    /**
     * A heap is worked off, then items come one by one.
     *
     * @param workers threads that work
     * @param single how many come one by one
     */
    public Result run(int workers, int items, int single) throws IOException, InterruptedException {
        String run = "run" + workers + "-";
        for (int i = 0; i < items; i++) {
            stores.queue().enqueue(item(run + "heap" + i));
        }
        CountDownLatch heap = new CountDownLatch(items);
        Map<String, CountDownLatch> called = new ConcurrentHashMap<>();
        Worker worker = item -> {
            CountDownLatch one = called.remove(item.key());
            (one == null ? heap : one).countDown();
            return new Worker.Result.Done();
        };
        WorkerPool.Size size = new WorkerPool.Size(workers, 1, POLL, STOP);
        long begun = System.nanoTime();
        try (WorkerPool pool = stores.startWorkers(Map.of(Kind.OUTBOX, worker), size)) {
            await(heap);
            double perSecond = items / ((System.nanoTime() - begun) / 1e9);
            long[] nanos = new long[single];
            for (int i = 0; i < single; i++) {
                CountDownLatch one = new CountDownLatch(1);
                called.put(run + "single" + i, one);
                long queued = System.nanoTime();
                stores.queue().enqueue(item(run + "single" + i));
                await(one);
                nanos[i] = System.nanoTime() - queued;
            }
            return new Result(workers, items, perSecond, Spread.of(nanos));
        }
    }

    private WorkItem item(String key) {
        return new WorkItem(Kind.OUTBOX, key, "", PRIORITY, clock.instant());
    }

    private static void await(CountDownLatch latch) throws IOException, InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the queue did not hand out its work within " + PATIENCE_SECONDS + " s");
        }
    }
}
