package dev.fettle.store.sql;

import java.nio.file.Path;
import java.time.InstantSource;

/** A database that is open, with tables of this version. */
public interface OpenDatabase extends AutoCloseable {
    Database database();

    /** Whether other processes may work on it at the same time: then what one has in hand is not free when another starts. */
    boolean shared();

    /** The clock that all who share it go by, for what they compare, such as leases; given the one of this process. */
    InstantSource clock(InstantSource own);

    /**
     * Writes a copy that is whole, while work goes on. The target must not exist yet.
     *
     * @throws StoreException with what to do instead, where the database is backed up by its own means
     */
    void backup(Path target);

    @Override
    void close();
}
