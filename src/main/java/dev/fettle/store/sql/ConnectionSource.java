package dev.fettle.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Where a {@link Database} gets its connections from: what differs between one kind of database and the next. */
public interface ConnectionSource extends AutoCloseable {
    /**
     * A connection that writes. Where {@link #oneWriter()} holds, it is always the same one, and one thread at a time asks for it.
     *
     * @throws StoreException when the database is not the one that was opened, such as a file that was removed
     */
    Connection writer() throws SQLException;

    /** Takes back what {@link #writer()} gave. */
    void release(Connection writer);

    /** That connection is of no use any more: it must not be handed out again. It is released all the same. */
    void broken(Connection writer);

    /** A connection for reading, to be closed after use. */
    Connection reader() throws SQLException;

    /** Readers may be of no use any more. */
    void readersBroken();

    /** Whether at most one transaction can write at a time, in whichever process. */
    boolean oneWriter();

    /**
     * The statement that starts a transaction which will write.
     *
     * @param alone no other transaction that was started so runs beside it, in this process or another
     * @param patience how long to wait for that, and for rows that somebody has locked
     */
    String begin(boolean alone, Duration patience);

    /** What ends a select whose rows nobody may change until the transaction ends; "" where nobody can anyway. */
    String rowLock();

    /** What follows a table's name where a statement must use that index, for a database that guesses without knowing the table; "" for one that counts its rows itself. */
    String indexed(String index);

    /** Whether the connection that threw this must be given up. */
    boolean breaksConnection(SQLException e);

    /** Whether two transactions got into each other's way, so that this one may well succeed when it is run again. */
    boolean collided(SQLException e);

    @Override
    void close();
}
