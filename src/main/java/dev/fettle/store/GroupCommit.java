package dev.fettle.store;

import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Many waiting callers, one commit. Whoever comes first writes what all have brought; the others find it done. Nobody returns before
 * the commit that holds their item has reached the disk.
 *
 * @param <I> what is written
 * @param <O> what its caller gets
 */
final class GroupCommit<I, O> {
    /** Enough for every thread of a busy server; few enough that a batch of big ones does not hold up the rest. */
    private static final int MOST = 128;

    /** With SQLite's own five seconds a caller has its answer within eight. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final Function<List<I>, List<O>> write;
    /** Whether somebody commits, or has been told to. */
    private final AtomicBoolean led = new AtomicBoolean();

    private final Queue<Pending<I, O>> waiting = new ConcurrentLinkedQueue<>();

    private GroupCommit(Database database, Function<List<I>, List<O>> write) {
        this.database = database;
        this.write = write;
    }

    /** Writes the items of one commit together, beside others who write: see {@link Database#writeBeside}. The results stand in their order. */
    static <I, O> GroupCommit<I, O> beside(Database database, BiFunction<Handle, List<I>, List<O>> write) {
        return new GroupCommit<>(
                database, items -> database.writeBeside(PATIENCE, handle -> write.apply(handle, items)));
    }

    /** The same, with nobody beside. */
    static <I, O> GroupCommit<I, O> together(Database database, BiFunction<Handle, List<I>, List<O>> write) {
        return new GroupCommit<>(database, items -> database.write(PATIENCE, handle -> write.apply(handle, items)));
    }

    /** Writes one item. Throws what went wrong with it, or with the database. */
    O write(I item) {
        if (database.inTransaction()) {
            return write.apply(List.of(item)).get(0);
        }
        Pending<I, O> mine = new Pending<>(item);
        waiting.add(mine);
        if (led.compareAndSet(false, true)) {
            lead(mine);
        } else if (mine.awaitDoneOrLead()) {
            lead(mine);
        }
        return mine.outcome();
    }

    /** Commits until one's own item is done; then whoever waits longest leads. */
    private void lead(Pending<I, O> mine) {
        try {
            while (!mine.done) {
                commit(next());
            }
        } finally {
            passOn();
        }
    }

    private void passOn() {
        do {
            Pending<I, O> next = waiting.peek();
            if (next != null) {
                next.lead();
                return;
            }
            led.set(false);
            // Whoever came between the look and this found it led, and waits to be told.
        } while (!waiting.isEmpty() && led.compareAndSet(false, true));
    }

    private List<Pending<I, O>> next() {
        List<Pending<I, O>> batch = new ArrayList<>();
        Pending<I, O> one;
        while (batch.size() < MOST && (one = waiting.poll()) != null) {
            batch.add(one);
        }
        return batch;
    }

    private void commit(List<Pending<I, O>> batch) {
        try {
            List<O> results = write.apply(batch.stream().map(one -> one.item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).succeed(results.get(i));
            }
        } catch (RuntimeException e) {
            if (troubleOfTheDatabase(e)) {
                // Whoever has waited meanwhile has waited long enough: it would only fail once more for them.
                batch.forEach(one -> one.fail(e));
                for (Pending<I, O> one = waiting.poll(); one != null; one = waiting.poll()) {
                    one.fail(e);
                }
            } else if (batch.size() == 1) {
                batch.get(0).fail(e);
            } else {
                halves(batch);
            }
        } catch (Error e) {
            broken(batch, e);
            throw e;
        }
    }

    /** One bad item must not take the others with it. */
    private void halves(List<Pending<I, O>> batch) {
        List<Pending<I, O>> second = batch.subList(batch.size() / 2, batch.size());
        try {
            commit(batch.subList(0, batch.size() / 2));
        } catch (Error e) {
            broken(second, e);
            throw e;
        }
        commit(second);
    }

    private static <I, O> void broken(List<Pending<I, O>> batch, Error e) {
        batch.forEach(one -> one.fail(new IllegalStateException("the write ended in " + e, e)));
    }

    private static boolean troubleOfTheDatabase(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException || t instanceof StoreException) {
                return true;
            }
        }
        return false;
    }

    private static final class Pending<I, O> {
        final I item;
        private final Thread caller = Thread.currentThread();
        volatile boolean done;
        private volatile boolean leads;

        @Nullable
        O result;

        @Nullable
        RuntimeException failure;

        Pending(I item) {
            this.item = item;
        }

        void succeed(O value) {
            result = value;
            end();
        }

        void fail(RuntimeException e) {
            failure = e;
            end();
        }

        private void end() {
            done = true;
            // All at once: one after the other, as a lock would let them go, their ways to a processor would add up.
            LockSupport.unpark(caller);
        }

        void lead() {
            leads = true;
            LockSupport.unpark(caller);
        }

        /** Waits, also when interrupted, as the item may be written already. Whether it is this thread's turn to commit. */
        boolean awaitDoneOrLead() {
            boolean interrupted = false;
            while (!done && !leads) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return leads;
        }

        O outcome() {
            RuntimeException e = failure;
            if (e != null) {
                throw e;
            }
            O value = result;
            if (value == null) {
                throw new IllegalStateException("a write without a result");
            }
            return value;
        }
    }
}
