package dev.fettle.improve;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Has a delivery that was recorded handled once more, as it came: after a repair of Fettle or of the settings, or to see what it would do. What it did before stands, and is found
 * by the same fingerprints and keys: tickets are not made twice, though a signal is counted again, and a command in a comment is obeyed again.
 */
public final class Replay {
    private static final int PRIORITY = 60;

    private final DeliveryLog deliveries;
    private final WorkQueue queue;
    private final Audit audit;
    private final Transactions transactions;
    private final InstantSource clock;

    public Replay(
            DeliveryLog deliveries, WorkQueue queue, Audit audit, Transactions transactions, InstantSource clock) {
        this.deliveries = deliveries;
        this.queue = queue;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of the wish. */
    public enum Result {
        /** The workers find it at once. */
        QUEUED,
        /** It waits to be handled already. */
        WAITS,
        /** No delivery has that id. */
        UNKNOWN,
        /** Its body is not kept any more. */
        FORGOTTEN
    }

    /** Queues it. */
    public Result again(String id, String by) {
        return transactions.inOne(() -> {
            Optional<Delivery> delivery = deliveries.find(id);
            if (delivery.isEmpty()) {
                return Result.UNKNOWN;
            }
            if (!deliveries.settled(id)) {
                return Result.WAITS;
            }
            if (delivery.get().body().length == 0) {
                return Result.FORGOTTEN;
            }
            deliveries.reopen(id);
            boolean unused = queue.enqueue(new WorkItem(WorkItem.Kind.TRIAGE, id, "", PRIORITY, clock.instant()));
            audit.record(by, "replay", id, delivery.get().event());
            return Result.QUEUED;
        });
    }
}
