package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.Redactor;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.intake.Signal;
import dev.fettle.propose.Story;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** From a signal to a ticket in the backlog, its first answer to people, and a cycle in the queue. Runs inside a transaction. */
public final class Intaking {
    private final Backlog backlog;
    private final TicketDrafts drafts;
    private final WorkQueue queue;
    private final Teller teller;
    private final Redactor redactor;
    private final InstantSource clock;

    public Intaking(
            Backlog backlog,
            TicketDrafts drafts,
            WorkQueue queue,
            Outbox outbox,
            Redactor redactor,
            InstantSource clock) {
        this.redactor = redactor;
        this.backlog = backlog;
        this.drafts = drafts;
        this.queue = queue;
        this.teller = new Teller(outbox, clock);
        this.clock = clock;
    }

    /** Foreign text without secrets and private data: what a signal is made of. */
    String clean(String foreign) {
        return redactor.redact(foreign);
    }

    /**
     * Takes a signal in.
     *
     * @param extras for the ticket's metadata: the issue, who asked, the branch to mend
     * @param mayStart whether somebody who may start a repair is behind it; else the ticket waits for such a person
     */
    public Ticket take(
            Signal signal, Map<String, String> extras, RepositorySettings settings, boolean mayStart, String cause) {
        Ticket draft = drafts.draft(signal);
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            draft = Metadata.with(draft, extra.getKey(), extra.getValue());
        }
        boolean tooRisky = draft.riskLevel() > settings.maxRiskLevel();
        if (!mayStart || tooRisky) {
            draft = Tickets.moved(draft, Status.OPEN, WaitingReason.NEEDS_APPROVAL);
        }
        Backlog.Added added = backlog.add(draft, old -> again(old, signal, extras), cause);
        Ticket ticket = added.ticket();
        if (added.isNew() || !ticket.status().ended()) {
            announce(ticket);
        }
        if (ticket.status() == Status.OPEN && ticket.waiting() == null) {
            queue.enqueue(CycleItems.of(ticket.repository(), clock));
        }
        return ticket;
    }

    private Ticket again(Ticket old, Signal signal, Map<String, String> extras) {
        Ticket again = drafts.seenAgain(old, signal);
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            if (!again.metadata().containsKey(extra.getKey())) {
                again = Metadata.with(again, extra.getKey(), extra.getValue());
            }
        }
        return again;
    }

    /** Lets people see that a ticket stands and how. */
    void announce(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        Story.Outcome outcome = waiting == null
                ? ticket.status() == Status.OPEN ? new Story.Outcome.Queued() : new Story.Outcome.Working()
                : new Story.Outcome.Waiting(waiting, "");
        if (ticket.status() == Status.OPEN) {
            teller.tell(new Story(ticket, ticket.title(), List.of(), outcome));
        }
    }

    /** Lets a waiting or ended ticket be tried again. */
    Ticket reopen(Ticket ticket, String cause) {
        String attempts = Integer.toString(backlog.attempts(ticket.id()).size());
        Ticket open = backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.RETRIED_AFTER, attempts), Status.OPEN, null),
                cause);
        queue.enqueue(CycleItems.of(ticket.repository(), clock));
        announce(open);
        return open;
    }
}
