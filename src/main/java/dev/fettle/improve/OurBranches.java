package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.TicketBranch;
import java.util.Optional;

/** Which ticket a branch of ours stands for. */
final class OurBranches {
    private OurBranches() {}

    /** Of that repository: a ticket of the same id in another one has nothing to do with the branch. */
    static Optional<Ticket> ticket(Backlog backlog, RepositoryRef repository, String branch) {
        return TicketBranch.ticketId(branch)
                .flatMap(backlog::find)
                .filter(ticket -> ticket.repository().key().equals(repository.key()));
    }
}
