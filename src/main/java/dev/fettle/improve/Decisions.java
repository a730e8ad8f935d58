package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.propose.Story;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people decide about tickets, each decision with its row in the audit. Runs inside a transaction. */
final class Decisions {
    /** Who did what a look found: the forge does not tell. */
    static final String SOMEBODY = "somebody";

    private final Backlog backlog;
    private final Audit audit;
    private final Outbox outbox;
    private final Writes writes;
    private final Teller teller;

    Decisions(Backlog backlog, Audit audit, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.audit = audit;
        this.outbox = outbox;
        this.writes = new Writes(clock);
        this.teller = new Teller(outbox, clock);
    }

    /** Notes that a ticket may go on whose risk is above the limit. Returns it as it now is; to let it go on is the caller's. */
    Ticket approve(Ticket ticket, String by) {
        audit.record(by, "approve", ticket.id(), "risk " + ticket.riskLevel());
        return backlog.update(ticket.id(), t -> Metadata.with(t, Metadata.APPROVED_BY, by), "approved by " + by);
    }

    /**
     * A person said no: remembered for good, and what is open of it is closed. A ticket that ended so or was merged is left as it is.
     *
     * @param cause in words for the ticket's history and for people
     */
    void reject(String id, String by, String cause) {
        Ticket now = backlog.find(id).orElseThrow(() -> new IllegalStateException("there is no ticket " + id));
        if (now.status() == Status.APPLIED || now.status() == Status.REJECTED) {
            return;
        }
        rejected(id, by, cause, t -> t);
        String number = now.metadata().get(Metadata.PULL_REQUEST);
        if (number != null) {
            outbox.put(writes.close(now.repository(), id, Long.parseLong(number)));
        }
    }

    /** As {@link #reject}, where the person closed the pull request already. */
    void closed(String id, String by) {
        rejected(id, by, "closed by " + by, t -> Metadata.with(t, Proposed.CLOSED, by));
    }

    private void rejected(String id, String by, String cause, UnaryOperator<Ticket> noting) {
        audit.record(by, "reject", id, cause);
        Ticket rejected = backlog.update(id, t -> Tickets.moved(noting.apply(t), Status.REJECTED, null), cause);
        teller.tell(new Story(rejected, rejected.title(), List.of(), new Story.Outcome.Rejected(cause)));
    }
}
