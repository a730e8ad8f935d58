package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.propose.QueuePart;
import dev.fettle.propose.QueuePart.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A repository's backlog as people ask for it, part by part, each as far as it is shown. */
final class RepositoryQueue {
    private static final int MANY = 20;
    private static final int FEW = 10;
    /** Of open tickets so many are put into the order in which they are taken. */
    private static final int ORDERED = 1_000;

    private final Backlog backlog;

    RepositoryQueue(Backlog backlog) {
        this.backlog = backlog;
    }

    List<QueuePart> parts(RepositoryRef repository) {
        TicketFilter all = new TicketFilter(null, null, null, repository.key(), null, ORDERED, 0);
        Condition person = Condition.equal(Facet.NEEDS_PERSON, "1");
        Condition nobody = Condition.equal(Facet.NEEDS_PERSON, "0");
        Condition free = Condition.equal(Facet.WAITING, "");
        Condition held = Condition.not(Facet.WAITING, "");
        return List.of(
                part(Kind.NEEDS_YOU, MANY, all.and(person)),
                part(
                        Kind.IN_PROGRESS,
                        FEW,
                        all.and(status(Status.IN_PROGRESS), nobody),
                        all.and(status(Status.TESTING), nobody)),
                part(
                        Kind.WAITING,
                        MANY,
                        all.and(status(Status.OPEN), nobody, held),
                        all.and(status(Status.READY), nobody)),
                open(all.and(status(Status.OPEN), nobody, free)),
                part(
                        Kind.GIVEN_UP,
                        FEW,
                        all.and(status(Status.FAILED), Condition.not(Facet.WAITING, WaitingReason.OBSOLETE.name()))),
                part(Kind.REJECTED, FEW, all.and(status(Status.REJECTED))));
    }

    private static Condition status(Status status) {
        return Condition.equal(Facet.STATUS, status.name().toLowerCase(Locale.ROOT));
    }

    private QueuePart part(Kind kind, int most, TicketFilter... filters) {
        List<QueuePart.Row> rows = new ArrayList<>();
        int all = 0;
        for (TicketFilter filter : filters) {
            all += backlog.count(filter);
            backlog.list(filter.page(most, 0)).forEach(ticket -> rows.add(row(kind, ticket)));
        }
        return new QueuePart(kind, rows.subList(0, Math.min(most, rows.size())), all);
    }

    private QueuePart open(TicketFilter filter) {
        List<QueuePart.Row> rows = backlog.list(filter).stream()
                .sorted(Comparator.comparingDouble(Ticket::score).thenComparing(Ticket::createdAt))
                .limit(MANY)
                .map(ticket -> row(Kind.OPEN, ticket))
                .toList();
        return new QueuePart(Kind.OPEN, rows, backlog.count(filter));
    }

    /** How a ticket ended is in its history; of the others their state says all. */
    private QueuePart.Row row(Kind kind, Ticket ticket) {
        boolean ended = kind == Kind.GIVEN_UP || kind == Kind.REJECTED;
        String why = ended
                ? backlog.history(ticket.id()).stream()
                        .reduce((first, last) -> last)
                        .map(Backlog.HistoryEntry::cause)
                        .orElse("")
                : "";
        return new QueuePart.Row(ticket, why);
    }
}
