package dev.fettle.store;

import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Many callers, one commit. One thread writes what all have brought meanwhile; nobody hears of their item before the commit that holds it has reached the disk. Whoever waits for it may do so
 * without a thread: a thread for each would be woken up and sent to sleep at each commit, which costs more than the commit.
 *
 * @param <I> what is written
 * @param <O> what its caller gets
 */
final class GroupCommit<I, O> {
    /** Few enough that a batch of big ones does not hold up the rest. */
    private static final int MOST = 128;

    /** For whoever must have an answer within ten seconds, as forges want one: with SQLite's own five it comes within eight. */
    static final Duration SHORT = Duration.ofSeconds(3);

    /** Classes of SQL states that say something of what was written. */
    private static final List<String> ITEMS = List.of("22", "23", "54");

    private final Database database;
    private final Duration patience;
    private final Function<List<I>, List<O>> write;
    /** Whether somebody commits, or has been told to. */
    private final AtomicBoolean committing = new AtomicBoolean();

    private final Executor committer = committer();
    private final Queue<Pending<I, O>> waiting = new ConcurrentLinkedQueue<>();

    private GroupCommit(Database database, Duration patience, Function<List<I>, List<O>> write) {
        this.database = database;
        this.patience = patience;
        this.write = write;
    }

    /** One thread, which ends by itself when nothing has come for a while. */
    private static Executor committer() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "commits");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** Writes the items of one commit together, beside others who write: see {@link Database#writeBeside}. The results stand in their order. */
    static <I, O> GroupCommit<I, O> beside(Database database, BiFunction<Handle, List<I>, List<O>> write) {
        return new GroupCommit<>(
                database, SHORT, items -> database.writeBeside(SHORT, handle -> write.apply(handle, items)));
    }

    /**
     * The same, with nobody beside.
     *
     * @param patience that a commit has with others who write; then all who wait for it hear that the database is busy
     */
    static <I, O> GroupCommit<I, O> together(
            Database database, Duration patience, BiFunction<Handle, List<I>, List<O>> write) {
        return new GroupCommit<>(
                database, patience, items -> database.write(patience, handle -> write.apply(handle, items)));
    }

    /** Writes one item, in this thread's transaction where it is in one. Throws what went wrong with it, or with the database. */
    O write(I item) {
        return database.inTransaction() ? write.apply(List.of(item)).get(0) : awaited(soon(item));
    }

    /**
     * Writes one item in a commit of its own or with others. Not for a thread that is in a transaction.
     *
     * @return done once it is on the disk; fails with what went wrong with it, or with the database. What hangs on it must not take long: it runs on the thread that commits
     */
    CompletableFuture<O> soon(I item) {
        Pending<I, O> mine = new Pending<>(item);
        waiting.add(mine);
        commitSoon();
        return mine.outcome;
    }

    private void commitSoon() {
        if (committing.compareAndSet(false, true)) {
            try {
                committer.execute(this::commitAll);
            } catch (OutOfMemoryError noThread) {
                // Where the system gives no further thread, whoever comes does it for all.
                commitAll();
            }
        }
    }

    private void commitAll() {
        try {
            while (!waiting.isEmpty()) {
                inTurn();
            }
        } finally {
            committing.set(false);
            // Whoever came between the last look and this found that somebody commits.
            if (!waiting.isEmpty()) {
                commitSoon();
            }
        }
    }

    /** Only once it is our turn is looked who waits: whoever came meanwhile is in the same commit. */
    private void inTurn() {
        try {
            database.oneAfterTheOther(patience, () -> {
                commit(next());
                return !waiting.isEmpty();
            });
        } catch (StoreException e) {
            allFail(new ArrayList<>(), e);
        }
    }

    /** Waits also when this thread is interrupted, as the item may be written already. */
    private static <O> O awaited(CompletableFuture<O> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
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
                batch.get(i).outcome.complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (troubleOfTheDatabase(e)) {
                allFail(batch, e);
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

    /** Whoever has waited meanwhile has waited long enough: it would only fail once more for them. Whoever comes after somebody has heard of it has not. */
    private void allFail(List<Pending<I, O>> batch, RuntimeException e) {
        List<Pending<I, O>> all = new ArrayList<>(batch);
        for (Pending<I, O> one = waiting.poll(); one != null; one = waiting.poll()) {
            all.add(one);
        }
        all.forEach(one -> one.fail(e));
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
        boolean trouble = false;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException refused && ofTheItem(refused)) {
                return false;
            }
            trouble |= t instanceof SQLException || t instanceof StoreException;
        }
        return trouble;
    }

    /** Data that no text or index holds, a constraint, more than is allowed: the database is well, and takes the others. */
    private static boolean ofTheItem(SQLException refused) {
        String state = refused.getSQLState();
        return state != null && ITEMS.stream().anyMatch(state::startsWith);
    }

    private static final class Pending<I, O> {
        final I item;
        final CompletableFuture<O> outcome = new CompletableFuture<>();

        Pending(I item) {
            this.item = item;
        }

        void fail(RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }
}
