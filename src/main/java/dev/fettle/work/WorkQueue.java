package dev.fettle.work;

/** The durable queue. Enqueueing joins the transaction that is open in this thread, if there is one. */
public interface WorkQueue {
    /** Queues the item, unless one of the same kind and key waits already. Returns whether it was added. */
    boolean enqueue(WorkItem item);
}
