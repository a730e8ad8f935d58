package dev.fettle.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Does small things one after the other on a thread of others: whoever brings a hundred at once wakes up one thread and not a hundred. */
final class OneByOne implements Executor {
    private final Executor threads;
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();

    OneByOne(Executor threads) {
        this.threads = threads;
    }

    /** @param work short, and does not throw */
    @Override
    public void execute(Runnable work) {
        line.add(work);
        if (left.getAndIncrement() == 0) {
            threads.execute(this::all);
        }
    }

    private void all() {
        do {
            Runnable work = line.poll();
            if (work != null) {
                work.run();
            }
        } while (left.decrementAndGet() > 0);
    }
}
