package dev.fettle.store.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Whose turn it is to write, of the threads of this process: who came first goes first. */
final class WriteTurn {
    private final ReentrantLock writing = new ReentrantLock(true);

    /**
     * Waits for the turn, also when the thread is interrupted: a worker that is told to stop must still note how far it came.
     *
     * @throws StoreException when others wrote for so long
     */
    void take(Duration patience) {
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    if (!writing.tryLock(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                        throw new StoreException(
                                "The database was busy for " + patience.toSeconds() + " s; try again in a moment.");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets the next one go on. */
    void end() {
        writing.unlock();
    }
}
