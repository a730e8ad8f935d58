package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;

/** A repository that got another owner or name stays the same one: its tickets and what waits to be written follow it there. */
public final class RepositoryNames {
    private final Backlog backlog;
    private final Outbox outbox;

    public RepositoryNames(Backlog backlog, Outbox outbox) {
        this.backlog = backlog;
        this.outbox = outbox;
    }

    /** Runs inside a transaction. One without an id is known by its name alone, and so is another one under another. */
    void follow(RepositoryRef now) {
        if (now.id() != 0) {
            backlog.renamed(now);
            outbox.renamed(now);
        }
    }
}
