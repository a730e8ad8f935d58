package dev.fettle.store.sql;

import dev.fettle.store.sql.WriteTurn.Place;
import dev.fettle.work.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes, each write in a transaction. Calls from inside a transaction join it. Writes go one after the other, in all processes that share the database, so that what
 * a transaction has read stays true until it ends; only those that ask for it run beside others. After an error that the connection does not survive, the next call has a new one.
 */
public final class Database implements Transactions, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of transactions that got into each other's way; each is another pair, so few are ever needed. */
    private static final int TRIES = 5;

    private final ConnectionSource connections;
    private final WriteTurn turn = new WriteTurn();
    private final Lending lending;
    private final ThreadLocal<@Nullable Unit> open = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Fence> fence = new ThreadLocal<>();
    private final Jdbi writer;
    private final Jdbi readers;

    public Database(ConnectionSource connections) {
        this.connections = connections;
        this.lending = new Lending(connections, turn);
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
        Unit outer = open.get();
        return outer == null ? outermost(true, PATIENCE, Place.IN_LINE, work) : joined(outer, work);
    }

    /**
     * As {@link #write(Function)}, for somebody outside who waits for the answer: ahead of those for whom nobody does, and waits for its turn no longer than that.
     *
     * @throws StoreException when others wrote for so long, or the database failed
     */
    public <T> T write(Duration patience, Function<Handle, T> work) {
        Unit outer = open.get();
        return outer == null ? outermost(true, patience, Place.AHEAD, work) : joined(outer, work);
    }

    /**
     * As {@link #write(Function)}, but many at once where the database can. The work must hold by constraints, by single statements and by {@link #rowLock() locked rows}
     * alone; and it may be run again, when it and another got into each other's way.
     */
    public <T> T writeBeside(Function<Handle, T> work) {
        return writeBeside(PATIENCE, Place.IN_LINE, work);
    }

    /** As {@link #writeBeside(Function)}, for somebody outside who waits for the answer: waits for rows, or where it cannot be beside others for its turn, no longer than that. */
    public <T> T writeBeside(Duration patience, Function<Handle, T> work) {
        return writeBeside(patience, Place.AHEAD, work);
    }

    private <T> T writeBeside(Duration patience, Place place, Function<Handle, T> work) {
        Unit outer = open.get();
        if (outer != null) {
            return joined(outer, work);
        }
        for (int tries = 1; true; tries++) {
            try {
                return outermost(false, patience, place, work);
            } catch (RuntimeException e) {
                if (tries == TRIES || !any(e, connections::collided)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes one commit after the other for those outside who wait for their answers. Between two of them whoever else writes here has no turn, until it is theirs: one thread that commits for
     * many would otherwise meet somebody before it each time.
     *
     * @param commit returns whether there is more to commit at once
     * @throws StoreException when others wrote for so long; then nothing was called
     */
    public void oneAfterTheOther(Duration patience, BooleanSupplier commit) {
        if (!connections.oneWriter()) {
            boolean unused = commit.getAsBoolean(); // they are asked again
            return;
        }
        turn.take(patience, Place.AHEAD);
        try {
            while (commit.getAsBoolean() && turn.mayGoOn()) {
                // until there is nothing more, or it is somebody else's turn
            }
        } finally {
            turn.end();
        }
    }

    /** What ends a select whose rows nobody else may change before this thread's transaction ends. */
    public String rowLock() {
        return connections.rowLock();
    }

    /** What follows a table's name in a statement that must use that index. */
    public String indexed(String index) {
        return connections.indexed(index);
    }

    /** Runs work on this thread that may write only as long as the fence lets it: it is asked at the start of each transaction. */
    public <T> T fenced(Fence guard, Supplier<T> work) {
        fence.set(guard);
        try {
            return work.get();
        } finally {
            fence.remove();
        }
    }

    @Override
    public void stillOurs() {
        Fence guard = fence.get();
        if (guard != null) {
            read(handle -> {
                guard.check(handle, "");
                return Boolean.TRUE;
            });
        }
    }

    private <T> T outermost(boolean alone, Duration patience, Place place, Function<Handle, T> work) {
        boolean inTurn = alone || connections.oneWriter();
        if (inTurn) {
            turn.take(patience, place);
        }
        Unit unit;
        T result;
        try {
            try (Handle handle = openWriter()) {
                unit = new Unit(handle);
                result = transaction(unit, connections.begin(alone, patience), work);
            }
        } finally {
            if (inTurn) {
                turn.end();
            }
        }
        unit.afterCommit.forEach(Runnable::run);
        return result;
    }

    /** As {@link #write(Function)}, without a result. */
    public void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return Boolean.TRUE;
        });
    }

    /** As {@link #writeBeside(Function)}, without a result. */
    public void changeBeside(Consumer<Handle> work) {
        writeBeside(handle -> {
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
            if (any(e, connections::breaksConnection)) {
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
        return unit == null ? lending.lend(PATIENCE) : BorrowedConnection.of(unit.handle.getConnection(), () -> {});
    }

    @Override
    public void close() {
        turn.take(PATIENCE, Place.IN_LINE);
        try {
            connections.close();
        } finally {
            turn.end();
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

    private <T> T transaction(Unit unit, String begin, Function<Handle, T> work) {
        boolean begun = false;
        boolean committed = false;
        open.set(unit);
        try {
            execute(unit, begin);
            begun = true;
            Fence guard = fence.get();
            if (guard != null) {
                guard.check(unit.handle, connections.rowLock());
            }
            T result = work.apply(unit.handle);
            if (unit.doomed) {
                throw new StoreException("A part of this transaction failed, so none of it is kept.");
            }
            execute(unit, "COMMIT");
            committed = true;
            return result;
        } catch (RuntimeException e) {
            if (any(e, connections::breaksConnection)) {
                unit.broken = true;
            }
            throw e;
        } finally {
            open.remove();
            // Where starting is several statements, the first may have started it.
            if (!committed && (begun || !connections.oneWriter())) {
                rollBack(unit);
            }
            if (unit.broken) {
                connections.broken(unit.handle.getConnection());
            }
        }
    }

    private void rollBack(Unit unit) {
        try {
            execute(unit, "ROLLBACK");
        } catch (StoreException e) {
            // The database has rolled back by itself (disk full), or the connection is dead. Either way a new one is
            // clean.
            unit.broken = true;
        }
    }

    private Handle openWriter() {
        try {
            return writer.open();
        } catch (RuntimeException e) {
            connections.readersBroken();
            throw e;
        }
    }

    private void execute(Unit unit, String sql) {
        try (Statement statement = unit.handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (connections.breaksConnection(e)) {
                unit.broken = true;
            }
            throw new StoreException("The database refused " + sql + ": " + e.getMessage(), e);
        }
    }

    private static boolean any(Throwable thrown, Predicate<SQLException> holds) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && holds.test(e)) {
                return true;
            }
        }
        return false;
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

    /** Hands JDBI a connection that writes, and gives it back when JDBI is done with it. */
    private final class Writer implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            return connections.writer();
        }

        @Override
        public void closeConnection(Connection connection) {
            connections.release(connection);
        }
    }
}
