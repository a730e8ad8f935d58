package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.propose.Story;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands outside the workers and sees to it that every accepted trigger ends: a ticket whose work stopped moving gets an outcome, and one that is next and is not begun is said to be kept
 * waiting. Remembers what it saw; for one thread at a time.
 */
public final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int ANY_RISK = 10;

    /** The ticket of a repository that was next at the last look, and since when. */
    private record First(String ticket, Instant since) {}

    private final Map<RepositoryRef, First> firsts = new HashMap<>();
    private final Backlog backlog;
    private final Lookup lookup;
    private final Deferral deferral;
    private final WorkQueue queue;
    private final Teller teller;
    private final Transactions transactions;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * A watchdog.
     *
     * @param patience after which a ticket in work that did not change is given up, and one that is next is said to wait; well above the time budget of a ticket
     */
    public Watchdog(
            Backlog backlog,
            WorkQueue queue,
            Outbox outbox,
            Queueing queueing,
            Transactions transactions,
            Duration patience,
            InstantSource clock) {
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.queue = queue;
        this.teller = new Teller(outbox, clock);
        this.deferral = new Deferral(backlog, teller, queueing);
        this.transactions = transactions;
        this.patience = patience;
        this.clock = clock;
    }

    /** Looks once at the deadlines. To be called about once a minute. */
    public synchronized void look() {
        Instant overdue = clock.instant().minus(patience);
        for (Status status : List.of(Status.IN_PROGRESS, Status.TESTING)) {
            lookup.all(filter(status)).stream()
                    .filter(ticket -> ticket.updatedAt().isBefore(overdue))
                    .forEach(this::giveUp);
        }
        List<RepositoryRef> repositories = backlog.repositories();
        firsts.keySet().retainAll(repositories);
        repositories.forEach(this::queueMoves);
    }

    /** What is next and is not begun, while nothing else of its repository is worked on, waits for something that nobody has named. */
    private void queueMoves(RepositoryRef repository) {
        List<Ticket> next = backlog.queue(repository.key(), ANY_RISK, 1);
        if (next.isEmpty() || busy(repository)) {
            firsts.remove(repository);
            return;
        }
        String id = next.get(0).id();
        First first = firsts.get(repository);
        if (first == null || !first.ticket().equals(id)) {
            firsts.put(repository, new First(id, clock.instant()));
        } else if (first.since().isBefore(clock.instant().minus(patience))) {
            LOG.warn("ticket {} of {} is next since {}, and is not begun", id, repository.slug(), first.since());
            transactions.inOne(() -> deferral.hold(repository, Holds.stuck(patience)));
            queue.enqueue(CycleItems.of(repository, clock));
            firsts.remove(repository);
        }
    }

    private boolean busy(RepositoryRef repository) {
        return Stream.of(Status.IN_PROGRESS, Status.TESTING)
                .anyMatch(status ->
                        backlog.count(new TicketFilter(status, null, null, repository.key(), null, 1, 0)) > 0);
    }

    /** Puts work into the queue that should be there, for what was lost on the way to it. To be called once a scan interval. */
    public void nudge() {
        for (RepositoryRef repository : backlog.repositories()) {
            boolean held = Stream.of(WaitingReason.DEFERRED, WaitingReason.IN_HANDS)
                    .anyMatch(reason -> !lookup.standing(repository, Condition.equal(Facet.WAITING, reason.name()))
                            .isEmpty());
            if (held || !backlog.queue(repository.key(), ANY_RISK, 1).isEmpty()) {
                queue.enqueue(CycleItems.of(repository, clock));
            }
        }
        lookup.all(filter(Status.READY)).stream()
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
