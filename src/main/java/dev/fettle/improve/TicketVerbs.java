package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.propose.Story;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.List;

/** What an operator does to a ticket outside the forge: the same effects as the comment commands. */
public final class TicketVerbs {
    private final Backlog backlog;
    private final WorkQueue queue;
    private final Decisions decisions;
    private final Teller teller;
    private final Transactions transactions;
    private final InstantSource clock;

    public TicketVerbs(
            Backlog backlog,
            Audit audit,
            WorkQueue queue,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.backlog = backlog;
        this.queue = queue;
        this.decisions = new Decisions(backlog, audit, outbox, clock);
        this.teller = new Teller(outbox, clock);
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds a ticket by hand, and a cycle for it.
     *
     * @return whether it is new; false when there is one of the same fingerprint already, which is left as it is
     */
    public boolean add(Ticket ticket) {
        return transactions.inOne(() -> {
            boolean added = backlog.add(ticket, same -> same, "added by hand").isNew();
            if (added) {
                queue.enqueue(CycleItems.of(ticket.repository(), clock));
            }
            return added;
        });
    }

    /** Lets a ticket go on whose risk is above the limit. */
    public void approve(Ticket ticket, String by) {
        transactions.inOne(() -> {
            Ticket approved = decisions.approve(ticket, by);
            if (approved.status() == Status.OPEN) {
                open(ticket, "approved by " + by);
            }
        });
    }

    /** Says no, and closes what is open of it. */
    public void reject(Ticket ticket, String by, String reason) {
        transactions.inOne(() -> decisions.reject(ticket.id(), by, "rejected: " + reason));
    }

    /** Lets a ticket that failed or waits be tried once more. One in work, or with a pull request, is left as it is. */
    public void retry(Ticket ticket) {
        transactions.inOne(() -> backlog.find(ticket.id())
                .filter(now -> now.status() == Status.FAILED || now.status() == Status.OPEN)
                .ifPresent(now -> open(now, "retried by the operator")));
    }

    private void open(Ticket ticket, String cause) {
        if (ticket.waiting() != null && ticket.waiting().forPeopleOnly()) {
            return;
        }
        String attempts = Integer.toString(backlog.attempts(ticket.id()).size());
        Ticket open = backlog.update(
                ticket.id(),
                t -> Tickets.moved(
                        Metadata.without(Metadata.with(t, Metadata.RETRIED_AFTER, attempts), Metadata.REQUESTED_BY),
                        Status.OPEN,
                        null),
                cause);
        queue.enqueue(CycleItems.of(ticket.repository(), clock));
        teller.tell(new Story(open, open.title(), List.of(), new Story.Outcome.Queued()));
    }
}
