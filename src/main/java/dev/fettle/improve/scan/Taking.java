package dev.fettle.improve.scan;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.improve.Intaking;
import dev.fettle.work.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes what a scan found into the backlog, by the door that every signal goes through, and ends the tickets whose finding is gone. */
public final class Taking {
    /** Metadata of a ticket: the source that found it. */
    static final String FOUND_BY = "found_by";

    private static final int MOST = 1_000;

    private final Intaking intaking;
    private final Backlog backlog;
    private final Transactions transactions;
    private final Set<String> delivered;

    /** @param sources those that found it; what a delivery will tell as well is left to the delivery */
    public Taking(Intaking intaking, Backlog backlog, Transactions transactions, List<ScanSource> sources) {
        this.intaking = intaking;
        this.backlog = backlog;
        this.transactions = transactions;
        this.delivered = sources.stream()
                .filter(ScanSource::delivered)
                .map(ScanSource::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What became of a report.
     *
     * @param made tickets that are new, or open again
     * @param ended tickets whose finding is gone
     * @param delivered what was left to deliveries, which the server works on
     */
    public record Taken(List<Ticket> made, List<Ticket> ended, int delivered) {
        public Taken {
            made = List.copyOf(made);
            ended = List.copyOf(ended);
        }
    }

    /** Takes all in, at once. */
    public Taken take(ScanReport report, Place place) {
        return transactions.inOne(() -> {
            List<Found> fresh = report.found().stream().filter(Found::isNew).toList();
            List<Ticket> made = fresh.stream()
                    .filter(found -> !delivered.contains(found.source()))
                    .map(found -> take(found, place))
                    .toList();
            return new Taken(made, gone(report, place), fresh.size() - made.size());
        });
    }

    private Ticket take(Found found, Place place) {
        return intaking.take(
                found.sighting().signal(),
                Map.of(FOUND_BY, found.source()),
                place.settings(),
                found.sighting().mayStart(),
                "found by a scan of " + found.source() + ", " + place.description());
    }

    /** A folder may be any state: only what the default branch no longer has is gone. */
    private List<Ticket> gone(ScanReport report, Place place) {
        if (place.onForge().isEmpty()) {
            return List.of();
        }
        Set<String> seen = report.found().stream()
                .map(found -> found.ticket().fingerprint())
                .collect(Collectors.toSet());
        List<Ticket> gone =
                backlog
                        .list(new TicketFilter(
                                Status.OPEN, null, null, place.repository().key(), null, MOST, 0))
                        .stream()
                        .filter(ticket ->
                                report.whole().contains(ticket.metadata().getOrDefault(FOUND_BY, "")))
                        .filter(ticket -> !seen.contains(ticket.fingerprint()))
                        .toList();
        gone.forEach(ticket -> intaking.gone(ticket, "no longer found at " + place.commit()));
        return gone;
    }
}
