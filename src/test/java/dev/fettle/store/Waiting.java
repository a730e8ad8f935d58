package dev.fettle.store;

import java.util.concurrent.CountDownLatch;

/** A worker that does not listen. */
final class Waiting {
    private Waiting() {}

    /** Waits however often the thread is interrupted. */
    static void whateverIsSaid(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // It was told to stop, and does not.
            }
        }
    }
}
