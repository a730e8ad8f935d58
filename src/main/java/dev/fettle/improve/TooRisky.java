package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;

/** Gives their reason to tickets that no cycle takes because of their risk: one that was added by hand, or whose repository has lowered its limit since, would wait without a word. */
final class TooRisky {
    private static final int MOST = 1000;

    private final Backlog backlog;

    TooRisky(Backlog backlog) {
        this.backlog = backlog;
    }

    void name(RepositoryRef repository, RepositorySettings settings) {
        backlog.list(new TicketFilter(Status.OPEN, null, null, repository.key(), null, MOST, 0)).stream()
                .filter(ticket -> waitsUnnamed(ticket, settings))
                .forEach(ticket -> {
                    Ticket unused = backlog.update(
                            ticket.id(),
                            now -> waitsUnnamed(now, settings)
                                    ? Tickets.moved(now, Status.OPEN, WaitingReason.NEEDS_APPROVAL)
                                    : now,
                            "its risk " + ticket.riskLevel() + " is above the limit " + settings.maxRiskLevel());
                });
    }

    private static boolean waitsUnnamed(Ticket ticket, RepositorySettings settings) {
        return ticket.status() == Status.OPEN && ticket.waiting() == null && Tickets.tooRisky(ticket, settings);
    }
}
