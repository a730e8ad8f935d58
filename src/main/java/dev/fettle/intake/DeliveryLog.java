package dev.fettle.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The durable inbox. A delivery that {@link #accept} returned {@link Acceptance#STORED} for is never lost. */
public interface DeliveryLog {
    /** Stores and fsyncs, with its TRIAGE work item in the same transaction, before it returns. Duplicate by id, or by content within 30 days. */
    Acceptance accept(Delivery delivery);

    /**
     * As {@link #accept}, for somebody who has other things to do meanwhile. Not for a thread that is in a transaction.
     *
     * @return done once it is on the disk, or with the exception of {@link #accept}. What hangs on it must not take long: others wait behind it
     */
    CompletableFuture<Acceptance> acceptSoon(Delivery delivery);

    Optional<Delivery> find(String id);

    /** Notes what became of a delivery. {@code outcome} is a name ({@code TICKET}, {@code IGNORED}, …), {@code detail} a redacted sentence. */
    void settle(String id, String outcome, String detail);

    /** Forgets what became of a delivery, so that it is handled once more when its work is queued. */
    void reopen(String id);

    /** Whether it was noted what became of a delivery: then it must not be handled again. */
    boolean settled(String id);

    /** The newest entries first, without bodies. */
    List<Entry> recent(int most);

    /** When the last verified delivery came in. */
    Optional<Instant> lastAccepted();

    /** What became of an offer. */
    enum Acceptance {
        STORED,
        DUPLICATE,
        /** Not kept: so many wait already that the sender is to try again later. Never said of what Fettle found by looking. */
        FULL
    }

    /** One row for people: no body. */
    record Entry(String id, String source, String event, Instant receivedAt, String outcome, String detail) {}
}
