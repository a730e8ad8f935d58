package dev.fettle.store.sql;

import dev.fettle.work.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes, each write in a transaction. There is one writer; calls from inside a transaction join it. After an error that the
 * connection does not survive, the next call has a new one.
 */
public final class Database implements Transactions, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectionSource connections;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ThreadLocal<@Nullable Unit> open = new ThreadLocal<>();
    private final Jdbi writer;
    private final Jdbi readers;

    public Database(ConnectionSource connections) {
        this.connections = connections;
        this.writer = Jdbi.create(new Writer());
        this.readers = Jdbi.create(connections::reader);
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        return write(handle -> work.get());
    }

    /** Whether this thread is in a transaction. */
    public boolean inTransaction() {
        return open.get() != null;
    }

    /** Runs the work in this thread's transaction, or in one of its own. */
    public <T> T write(Function<Handle, T> work) {
        return write(PATIENCE, work);
    }

    /**
     * As {@link #write(Function)}, but waits for the writer no longer than that.
     *
     * @throws StoreException when the writer was busy for so long, or the database failed
     */
    public <T> T write(Duration patience, Function<Handle, T> work) {
        Unit outer = open.get();
        if (outer != null) {
            return joined(outer, work);
        }
        lockWithin(patience);
        Unit unit;
        T result;
        try {
            try (Handle handle = openWriter()) {
                unit = new Unit(handle);
                result = transaction(unit, work);
            }
        } finally {
            writing.unlock();
        }
        unit.afterCommit.forEach(Runnable::run);
        return result;
    }

    /** As {@link #write(Function)}, without a result. */
    public void change(java.util.function.Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return Boolean.TRUE;
        });
    }

    /** Reads, inside this thread's transaction when there is one. */
    public <T> T read(Function<Handle, T> work) {
        Unit unit = open.get();
        if (unit != null) {
            return work.apply(unit.handle);
        }
        try (Handle handle = readers.open()) {
            return work.apply(handle);
        } catch (RuntimeException e) {
            if (breaks(e)) {
                connections.readersBroken();
            }
            throw e;
        }
    }

    /** Runs it once this thread's transaction is committed; at once when there is none. Not run after a rollback. */
    public void afterCommit(Runnable action) {
        Unit unit = open.get();
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit.add(action);
        }
    }

    /** For libraries that want a data source: inside a transaction its connections are that transaction's, and cannot end it. */
    public DataSource joining() {
        return new JoiningDataSource(this);
    }

    /** A connection as {@link #joining()} hands it out. */
    Connection connection() throws SQLException {
        Unit unit = open.get();
        if (unit != null) {
            return BorrowedConnection.of(unit.handle.getConnection(), () -> {});
        }
        lockWithin(PATIENCE);
        boolean handedOut = false;
        try {
            Connection borrowed = BorrowedConnection.of(connections.writer(), new Release(), e -> {
                if (connections.breaksConnection(e)) {
                    connections.writerBroken();
                }
            });
            handedOut = true;
            return borrowed;
        } finally {
            if (!handedOut) {
                writing.unlock();
            }
        }
    }

    @Override
    public void close() {
        lockWithin(PATIENCE);
        try {
            connections.close();
        } finally {
            writing.unlock();
        }
    }

    private static <T> T joined(Unit outer, Function<Handle, T> work) {
        boolean done = false;
        try {
            T result = work.apply(outer.handle);
            done = true;
            return result;
        } finally {
            if (!done) {
                outer.doomed = true;
            }
        }
    }

    private <T> T transaction(Unit unit, Function<Handle, T> work) {
        boolean committed = false;
        execute(unit.handle, connections.begin());
        open.set(unit);
        try {
            T result = work.apply(unit.handle);
            if (unit.doomed) {
                throw new StoreException("A part of this transaction failed, so none of it is kept.");
            }
            execute(unit.handle, "COMMIT");
            committed = true;
            return result;
        } catch (RuntimeException e) {
            if (breaks(e)) {
                unit.broken = true;
            }
            throw e;
        } finally {
            open.remove();
            if (!committed) {
                rollBack(unit);
            }
        }
    }

    private void rollBack(Unit unit) {
        try {
            execute(unit.handle, "ROLLBACK");
        } catch (StoreException e) {
            // The database has rolled back by itself (disk full), or the connection is dead. Either way a new one is
            // clean.
            unit.broken = true;
        }
        if (unit.broken) {
            connections.writerBroken();
        }
    }

    private Handle openWriter() {
        try {
            return writer.open();
        } catch (RuntimeException e) {
            connections.writerBroken();
            throw e;
        }
    }

    private void execute(Handle handle, String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (connections.breaksConnection(e)) {
                connections.writerBroken();
            }
            throw new StoreException("The database refused " + sql + ": " + e.getMessage(), e);
        }
    }

    private boolean breaks(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && connections.breaksConnection(e)) {
                return true;
            }
        }
        return false;
    }

    private void lockWithin(Duration patience) {
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
                    // A worker that is told to stop must still note how far it came.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The transaction of one thread. */
    private static final class Unit {
        final Handle handle;
        final List<Runnable> afterCommit = new ArrayList<>();
        boolean doomed;
        boolean broken;

        Unit(Handle handle) {
            this.handle = handle;
        }
    }

    /** Hands JDBI the writer's connection, and keeps it when JDBI is done with it. */
    private final class Writer implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            return connections.writer();
        }

        @Override
        public void closeConnection(Connection connection) {
            // It stays open for the next transaction.
        }
    }

    /** Gives the writer back, once. */
    private final class Release implements Runnable {
        private boolean released;

        @Override
        public void run() {
            if (!released) {
                released = true;
                writing.unlock();
            }
        }
    }
}
