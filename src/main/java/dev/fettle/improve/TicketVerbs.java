package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.propose.Story;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an operator, or a program with a key, does to a ticket outside the forge: the same effects as the comment commands, each with its row in the audit. */
public final class TicketVerbs {
    private final Backlog backlog;
    private final Audit audit;
    private final WorkQueue queue;
    private final Endings endings;
    private final Decisions decisions;
    private final Teller teller;
    private final Queueing queueing;
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
        this.audit = audit;
        this.queue = queue;
        this.endings = new Endings(backlog, outbox, clock);
        this.decisions = new Decisions(backlog, audit, outbox, clock);
        this.teller = new Teller(outbox, clock);
        this.queueing = new Queueing(backlog);
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds a ticket by hand, and a cycle for it.
     *
     * @return whether it is new; false when there is one of the same fingerprint already, which is left as it is
     */
    public boolean add(Ticket ticket, String by) {
        return transactions.inOne(() -> {
            boolean added = backlog.add(ticket, same -> same, "added by " + by).isNew();
            if (added) {
                audit.record(by, "add", ticket.id(), ticket.repository().slug());
                queue.enqueue(CycleItems.of(ticket.repository(), clock));
            }
            return added;
        });
    }

    /** What a person can do to a ticket that is there. */
    public enum Verb {
        APPROVE("approved", Set.of(Status.APPLIED, Status.REJECTED, Status.FAILED)),
        REJECT("rejected", Set.of(Status.APPLIED, Status.REJECTED)),
        RETRY(
                "tried once more",
                Set.of(Status.APPLIED, Status.REJECTED, Status.READY, Status.IN_PROGRESS, Status.TESTING));

        private final String done;
        private final Set<Status> not;

        Verb(String done, Set<Status> not) {
            this.done = done;
            this.not = not;
        }

        /** A sentence on why this would change nothing; empty where it can be done. */
        public Optional<String> obstacle(Ticket ticket) {
            WaitingReason waiting = ticket.waiting();
            if (not.contains(ticket.status())) {
                return Optional.of("Ticket " + ticket.id() + " is "
                        + ticket.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " and cannot be " + done
                        + ".");
            }
            return Optional.ofNullable(waiting)
                    .filter(reason -> reason.forPeopleOnly() && this != REJECT)
                    .map(WaitingReason::sentence);
        }
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
    public void retry(Ticket ticket, String by) {
        transactions.inOne(() -> backlog.find(ticket.id())
                .filter(now -> now.status() == Status.FAILED || now.status() == Status.OPEN)
                .ifPresent(now -> {
                    audit.record(by, "retry", now.id(), "");
                    open(now, "retried by " + by);
                }));
    }

    /** Leaves a ticket alone from now on, as the comment command does: what is running goes nowhere, and an open pull request stays for people. */
    public void stop(Ticket ticket, String by) {
        transactions.inOne(() -> {
            audit.record(by, "stop", ticket.id(), "");
            endings.stop(ticket.id(), WaitingReason.SWITCHED_OFF, "stopped by " + by);
        });
    }

    /**
     * Lets the workers look for the next ticket of a repository.
     *
     * @return whether a cycle was queued; false when one waits already
     */
    public boolean cycle(RepositoryRef repository, String by) {
        return transactions.inOne(() -> {
            audit.record(by, "cycle", repository.slug(), "");
            return queue.enqueue(CycleItems.of(repository, clock));
        });
    }

    private void open(Ticket ticket, String cause) {
        if (ticket.waiting() != null && ticket.waiting().forPeopleOnly()) {
            return;
        }
        int attempts = backlog.attempts(ticket.id()).size();
        Ticket open = backlog.update(
                ticket.id(),
                t -> Tickets.moved(
                        Metadata.without(Metadata.anew(t, attempts), Metadata.REQUESTED_BY), Status.OPEN, null),
                cause);
        queue.enqueue(CycleItems.of(ticket.repository(), clock));
        teller.tell(new Story(open, open.title(), List.of(), queueing.turn(open)));
    }
}
