package dev.fettle.app.bench;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Written;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.store.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold when everything has ended, read from the database and from the forge. */
final class NodesEnd {
    private static final int PAGE = 1_000;
    private static final Set<Status> IN_WORK = EnumSet.of(Status.IN_PROGRESS, Status.TESTING);

    private static final Logger LOG = LoggerFactory.getLogger(NodesEnd.class);

    private final Stores stores;
    private final LocalForgeWorld world;
    private final List<Repository> repositories;
    private final NodesPlan plan;

    NodesEnd(Stores stores, LocalForgeWorld world, List<Repository> repositories, NodesPlan plan) {
        this.stores = stores;
        this.world = world;
        this.repositories = repositories;
        this.plan = plan;
    }

    /** Waits until nothing waits any more, or patience ends. */
    void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && seemsToWait()) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** A database that is away for a moment is asked again; {@link #result} no longer bears with it. */
    private boolean seemsToWait() {
        try {
            return waits();
        } catch (RuntimeException away) {
            LOG.info("the database did not answer: {}", away.getMessage());
            return true;
        }
    }

    /** What is cheap to ask is asked first: for most of the time that is enough, and the machine has other things to do. */
    private boolean waits() {
        return stores.deliveryRows().byOutcome().getOrDefault("", 0) > 0
                || IN_WORK.stream()
                        .anyMatch(status ->
                                stores.backlog().count(new TicketFilter(status, null, null, null, null, 1, 0)) > 0)
                || stores.queued().getOrDefault("outbox", 0) > 0
                || anyWaits();
    }

    private boolean anyWaits() {
        return stores.deliveries().recent(plan.deliveries()).stream()
                        .anyMatch(entry -> entry.outcome().isEmpty())
                || tickets().stream().anyMatch(ticket -> !ended(ticket))
                || repositories.stream()
                        .anyMatch(repository ->
                                !stores.outbox().waiting(repository.ref().key()).isEmpty());
    }

    NodesResult result(NodesLoad load, int kills, int serverKills, double seconds) {
        List<String> wrong = new ArrayList<>();
        Set<String> settled = stores.deliveries().recent(plan.deliveries() + PAGE).stream()
                .filter(entry -> !entry.outcome().isEmpty())
                .map(DeliveryLog.Entry::id)
                .collect(Collectors.toSet());
        List<Ticket> tickets = tickets();
        Map<String, Long> comments = world.written().stream()
                .filter(written -> written.kind() == Written.Kind.COMMENT_MADE)
                .collect(Collectors.groupingBy(
                        written -> written.repository() + "#" + written.number(), Collectors.counting()));
        must(
                wrong,
                load.accepted().size() == plan.deliveries(),
                "deliveries of %d that a server took: %d",
                plan.deliveries(),
                load.accepted().size());
        int kept = (int) load.accepted().stream().filter(settled::contains).count();
        int ended = (int) tickets.stream().filter(NodesEnd::ended).count();
        int tooMany = (int) comments.values().stream().mapToLong(n -> n - 1).sum();
        int parked = stores.parked().list().size();
        must(
                wrong,
                kept == load.accepted().size(),
                "accepted deliveries without an outcome: %d",
                load.accepted().size() - kept);
        must(wrong, tickets.size() == plan.tickets(), "tickets of %d issues: %d", plan.tickets(), tickets.size());
        must(wrong, ended == tickets.size(), "tickets that did not end: %d", tickets.size() - ended);
        must(
                wrong,
                comments.size() == plan.tickets(),
                "issues with a comment: %d of %d",
                comments.size(),
                plan.tickets());
        must(wrong, tooMany == 0, "comments that were made twice: %d", tooMany);
        must(wrong, parked == 0, "items of work that were given up: %d", parked);
        return new NodesResult(
                load.accepted().size(),
                load.again(),
                kept,
                tickets.size(),
                ended,
                comments.size(),
                tooMany,
                parked,
                kills,
                serverKills,
                seconds,
                load.answered(),
                wrong);
    }

    private static void must(List<String> wrong, boolean holds, String otherwise, Object... values) {
        if (!holds) {
            wrong.add(otherwise.formatted(values));
        }
    }

    private static boolean ended(Ticket ticket) {
        return !IN_WORK.contains(ticket.status()) && (ticket.status() != Status.OPEN || ticket.waiting() != null);
    }

    private List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>();
        List<Ticket> page;
        do {
            page = stores.backlog().list(new TicketFilter(null, null, null, null, null, PAGE, all.size()));
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
