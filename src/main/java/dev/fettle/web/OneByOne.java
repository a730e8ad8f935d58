package dev.fettle.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does small things one after the other on a thread of others: whoever brings a hundred at once wakes up one thread and not a hundred. */
final class OneByOne implements Executor {
    private final Executor threads;
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    /** Whether somebody does them, or has been told to. */
    private final AtomicBoolean going = new AtomicBoolean();

    OneByOne(Executor threads) {
        this.threads = threads;
    }

    /** @param work short, and does not throw */
    @Override
    public void execute(Runnable work) {
        line.add(work);
        if (!going.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::all);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            all();
        }
    }

    private void all() {
        do {
            for (Runnable work = line.poll(); work != null; work = line.poll()) {
                work.run();
            }
            going.set(false);
            // Whoever came between the last look and this found that somebody does them.
        } while (!line.isEmpty() && going.compareAndSet(false, true));
    }
}
