package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import java.util.List;

/** What owners do to a repository as a whole. */
final class RepositoryWorld {
    private final Shelf shelf;
    private final Payloads payloads;

    RepositoryWorld(Shelf shelf, Payloads payloads) {
        this.shelf = shelf;
        this.payloads = payloads;
    }

    /** Gives it another name, or another owner. */
    Act move(RepositoryRef from, RepositoryRef to, String user) {
        boolean transfers = !from.owner().equals(to.owner());
        shelf.change(from, (book, git) -> {
            book.owner = to.owner();
            book.name = to.name();
            return book;
        });
        shelf.move(from, to);
        return told(to, transfers ? "transferred" : "renamed", user);
    }

    Act delete(RepositoryRef repository, String user) {
        Act told = told(repository, "deleted", user);
        shelf.remove(repository);
        return told;
    }

    /** The webhook of what was done to it. */
    Act told(RepositoryRef repository, String action, String user) {
        return shelf.look(repository, (book, git) -> {
            ObjectNode payload = Payloads.node().put("action", action);
            return new Act(0, "", List.of(payloads.webhook("repository", payload, book, user)));
        });
    }
}
