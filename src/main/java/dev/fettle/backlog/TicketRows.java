package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import java.util.List;
import java.util.Optional;

/** Tickets to look at. */
public interface TicketRows {
    Optional<Ticket> find(String id);

    /** Newest first. */
    List<Ticket> list(TicketFilter filter);

    int count(TicketFilter filter);

    List<Backlog.HistoryEntry> history(String ticketId);

    List<Attempt> attempts(String ticketId);

    /** The repositories that have tickets, by name. One whose id was not known at first can be there twice, once without it. */
    List<RepositoryRef> repositories();
}
