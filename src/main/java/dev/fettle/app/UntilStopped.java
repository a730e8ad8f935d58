package dev.fettle.app;

import java.util.concurrent.CountDownLatch;

/** A process that runs until Ctrl-C or SIGTERM, and ends only when it has put its things in order. */
final class UntilStopped {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Returns when it is told to stop. */
    void told() throws InterruptedException {
        stopped.await();
    }

    /** Whether it was told to stop. */
    boolean wanted() {
        return stopped.getCount() == 0;
    }

    /** Everything is in order; the process may end. */
    void done() {
        closed.countDown();
    }
}
