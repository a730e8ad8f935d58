package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;

/** Gives their reason to tickets that no cycle takes because of their risk: one that was added by hand, or whose repository has lowered its limit since, would wait without a word. */
final class TooRisky {
    private final Backlog backlog;
    private final Lookup lookup;

    TooRisky(Backlog backlog) {
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
    }

    void name(RepositoryRef repository, RepositorySettings settings) {
        lookup
                .standing(
                        repository, Condition.equal(Facet.WAITING, ""), Condition.atLeast(Facet.RISK, lowest(settings)))
                .stream()
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

    private static String lowest(RepositorySettings settings) {
        return Integer.toString(settings.maxRiskLevel() + 1);
    }

    private static boolean waitsUnnamed(Ticket ticket, RepositorySettings settings) {
        return ticket.status() == Status.OPEN && ticket.waiting() == null && Tickets.tooRisky(ticket, settings);
    }
}
