package dev.fettle.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of their own for reports, and a line before them that has an end: however many come, webhooks and pages have theirs. Many threads wait for one commit together, so more of
 * them than processors are of use.
 */
final class IntakeLane implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int GRACE_SECONDS = 5;

    private final ThreadPoolExecutor pool;

    /** @param line how many may wait */
    IntakeLane(int line) {
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(line),
                task -> new Thread(task, "intake"));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Has it done soon; false when the line is full. */
    boolean offer(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Lets end what is in line: its senders wait for an answer. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
