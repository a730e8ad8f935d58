package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import java.util.Optional;

/** Which ticket a branch of ours stands for. */
final class OurBranches {
    private static final String OURS = "improvement/";

    private OurBranches() {}

    /** Whether a branch's name is one of ours. */
    static boolean named(String branch) {
        return branch.startsWith(OURS);
    }

    static Optional<Ticket> ticket(Backlog backlog, RepositoryRef repository, String branch) {
        if (!named(branch)) {
            return Optional.empty();
        }
        return backlog.find(branch.substring(OURS.length()))
                .filter(ticket -> ticket.repository().key().equals(repository.key()));
    }
}
