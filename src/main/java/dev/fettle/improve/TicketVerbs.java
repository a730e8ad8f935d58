package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;

/** What an operator does to a ticket outside the forge: the same effects as the comment commands. */
public final class TicketVerbs {
    private final Backlog backlog;
    private final WorkQueue queue;
    private final Outbox outbox;
    private final Writes writes;
    private final Transactions transactions;
    private final InstantSource clock;

    public TicketVerbs(
            Backlog backlog, WorkQueue queue, Outbox outbox, Transactions transactions, InstantSource clock) {
        this.backlog = backlog;
        this.queue = queue;
        this.outbox = outbox;
        this.writes = new Writes(clock);
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Lets a ticket go on whose risk is above the limit. */
    public void approve(Ticket ticket, String by) {
        transactions.inOne(() -> {
            backlog.update(ticket.id(), t -> Metadata.with(t, Metadata.APPROVED_BY, by), "approved by " + by);
            if (ticket.status() == Status.OPEN) {
                open(ticket, "approved by " + by);
            }
        });
    }

    /** Says no, and closes what is open of it. */
    public void reject(Ticket ticket, String reason) {
        transactions.inOne(() -> {
            backlog.update(ticket.id(), t -> Tickets.moved(t, Status.REJECTED, null), "rejected: " + reason);
            String number = ticket.metadata().get(Metadata.PULL_REQUEST);
            if (number != null) {
                outbox.put(writes.close(ticket.repository(), ticket.id(), Long.parseLong(number)));
            }
        });
    }

    /** Lets a ticket that failed or waits be tried once more. */
    public void retry(Ticket ticket) {
        transactions.inOne(() -> open(ticket, "retried by the operator"));
    }

    private void open(Ticket ticket, String cause) {
        String attempts = Integer.toString(backlog.attempts(ticket.id()).size());
        backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.RETRIED_AFTER, attempts), Status.OPEN, null),
                cause);
        queue.enqueue(CycleItems.of(ticket.repository(), clock));
    }
}
