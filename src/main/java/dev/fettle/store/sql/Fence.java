package dev.fettle.store.sql;

import org.jdbi.v3.core.Handle;

/** Keeps somebody whose turn is over from writing. */
public interface Fence {
    /**
     * Called at the start of each transaction, and what it has read stays so until the transaction ends.
     *
     * @param rowLock ends its select
     * @throws LostLeaseException when it is another's turn
     */
    void check(Handle handle, String rowLock);
}
