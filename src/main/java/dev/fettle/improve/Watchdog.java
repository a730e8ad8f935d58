package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.propose.Story;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands outside the workers and sees to it that every accepted trigger ends: a ticket whose work stopped moving gets an outcome, and one that waits for its turn has
 * a cycle in the queue.
 */
public final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private final Backlog backlog;
    private final WorkQueue queue;
    private final Teller teller;
    private final Transactions transactions;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * A watchdog.
     *
     * @param patience after which a ticket in work that did not change is given up; well above the time budget of a ticket
     */
    public Watchdog(
            Backlog backlog,
            WorkQueue queue,
            Outbox outbox,
            Transactions transactions,
            Duration patience,
            InstantSource clock) {
        this.backlog = backlog;
        this.queue = queue;
        this.teller = new Teller(outbox, clock);
        this.transactions = transactions;
        this.patience = patience;
        this.clock = clock;
    }

    /** Looks once. */
    public void look() {
        Instant overdue = clock.instant().minus(patience);
        for (Status status : List.of(Status.IN_PROGRESS, Status.TESTING)) {
            backlog.list(filter(status)).stream()
                    .filter(ticket -> ticket.updatedAt().isBefore(overdue))
                    .forEach(this::giveUp);
        }
        backlog.list(filter(Status.OPEN)).stream()
                .filter(ticket -> ticket.waiting() == null)
                .forEach(ticket -> queue.enqueue(CycleItems.of(ticket.repository(), clock)));
        backlog.list(filter(Status.READY)).stream()
                .filter(Metadata::proposes)
                .forEach(ticket -> queue.enqueue(
                        ticket.metadata().containsKey(Metadata.PULL_REQUEST)
                                ? CycleItems.merge(ticket, clock)
                                : CycleItems.outbox(ticket.repository(), clock)));
    }

    private static TicketFilter filter(Status status) {
        return new TicketFilter(status, null, null, null, null, 1000, 0);
    }

    private void giveUp(Ticket ticket) {
        LOG.warn("ticket {} did not move since {}; giving it up", ticket.id(), ticket.updatedAt());
        String why = "Nothing moved for " + patience.toMinutes() + " minutes.";
        transactions.inOne(() -> {
            Ticket now = backlog.find(ticket.id()).orElse(ticket);
            if (!now.status().equals(ticket.status()) || !now.updatedAt().equals(ticket.updatedAt())) {
                return;
            }
            Ticket failed =
                    backlog.update(ticket.id(), t -> Tickets.moved(t, Status.FAILED, WaitingReason.FAILED), why);
            teller.tell(new Story(
                    failed,
                    failed.title(),
                    List.of(),
                    new Story.Outcome.Failed(RepairReason.TIME_BUDGET, Stage.PATCH, why)));
        });
    }
}
