package dev.fettle.store.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write, of the threads of this process: who came first goes first, but those to whom somebody outside listens for an answer go ahead of the rest. After so
 * many of these in a row one of the others has its turn, so that nobody waits for ever.
 */
final class WriteTurn {
    /** Each commit waits for the disk, so a flood may take four fifths of the disk's time and no more. */
    private static final int AHEAD_IN_A_ROW = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> ahead = new ArrayDeque<>();
    private final Deque<Waiter> others = new ArrayDeque<>();
    private @Nullable Thread writes;
    private int depth;
    private int aheadInARow;

    private record Waiter(Thread thread, Condition called) {}

    /** How soon somebody wants to write. */
    enum Place {
        /** Somebody outside waits for the answer. */
        AHEAD,
        IN_LINE
    }

    /**
     * Waits for the turn, also when the thread is interrupted: a worker that is told to stop must still note how far it came. A thread that has the turn has it once more.
     *
     * @throws StoreException when others wrote for so long
     */
    void take(Duration patience, Place place) {
        Thread me = Thread.currentThread();
        lock.lock();
        try {
            if (writes == me) {
                depth++;
            } else if (writes == null) {
                writes = me;
                depth = 1;
            } else {
                await(new Waiter(me, lock.newCondition()), place == Place.AHEAD ? ahead : others, patience);
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(Waiter mine, Deque<Waiter> line, Duration patience) {
        line.add(mine);
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (writes != mine.thread()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    line.remove(mine);
                    throw new StoreException(
                            "The database was busy for " + patience.toSeconds() + " s; try again in a moment.");
                }
                try {
                    mine.called().await(left, TimeUnit.NANOSECONDS);
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

    /** Lets the next one go on, whoever of those that have the turn calls it last. */
    void end() {
        lock.lock();
        try {
            if (writes != Thread.currentThread()) {
                throw new IllegalMonitorStateException("the turn is another thread's");
            }
            depth--;
            if (depth == 0) {
                Waiter next = next();
                writes = next == null ? null : next.thread();
                if (next != null) {
                    depth = 1;
                    next.called().signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether who has the turn for somebody outside may do one thing more in it: as often as many would have it who came one by one, and not while another of them waits. */
    boolean mayGoOn() {
        lock.lock();
        try {
            boolean goesOn = ahead.isEmpty() && (others.isEmpty() || aheadInARow < AHEAD_IN_A_ROW);
            if (goesOn) {
                aheadInARow++;
            }
            return goesOn;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Waiter next() {
        if (!ahead.isEmpty() && (others.isEmpty() || aheadInARow < AHEAD_IN_A_ROW)) {
            aheadInARow++;
            return ahead.poll();
        }
        aheadInARow = 0;
        return others.poll();
    }
}
