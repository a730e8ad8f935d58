package dev.fettle.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is stopped by Ctrl-C or SIGTERM take its sandboxes down before the process ends: whoever works in this thread is interrupted, and waited
 * for until this is closed.
 */
final class TidyEnd implements AutoCloseable {
    /** Processes are killed and folders unmounted in less; a thread that is deaf is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch tidy = new CountDownLatch(1);
    final Thread hook;

    private TidyEnd(Thread worker) {
        hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        boolean unused = tidy.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tidy end");
    }

    /** For all that the calling thread does until it closes this. */
    static TidyEnd ofThisThread() {
        TidyEnd end = new TidyEnd(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    @Override
    public void close() {
        tidy.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is the end, and the hook goes on now.
        }
    }
}
