package dev.fettle.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a {@link Database} gets its connections from: what differs between one kind of database and the next. */
public interface ConnectionSource extends AutoCloseable {
    /**
     * The connection that writes, the same one until {@link #writerBroken()}. Called by one thread at a time.
     *
     * @throws StoreException when the database is not the one that was opened, such as a file that was removed
     */
    Connection writer() throws SQLException;

    /** The writer's connection is of no use any more; the next call opens another. */
    void writerBroken();

    /** A connection for reading, to be closed after use. */
    Connection reader() throws SQLException;

    /** Readers may be of no use any more. */
    void readersBroken();

    /** The statement that starts a transaction which will write. */
    String begin();

    /** Whether the connection that threw this must be given up. */
    boolean breaksConnection(SQLException e);

    @Override
    void close();
}
