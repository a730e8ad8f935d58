package dev.fettle.improve;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.work.WorkItem;
import java.time.InstantSource;

/** The work item of a repository's next cycle: one waits at most, and a repository's work runs one at a time. */
final class CycleItems {
    private static final int PRIORITY = 50;
    private static final int OUTBOX_PRIORITY = 70;

    private CycleItems() {}

    /** Sends what the outbox holds for a repository. */
    static WorkItem outbox(RepositoryRef repository, InstantSource clock) {
        return new WorkItem(WorkItem.Kind.OUTBOX, repository.key(), "", OUTBOX_PRIORITY, clock.instant());
    }

    /** Looks whether a ticket's pull request is to be merged. */
    static WorkItem merge(Ticket ticket, InstantSource clock) {
        return new WorkItem(WorkItem.Kind.MERGE, ticket.id(), "", OUTBOX_PRIORITY, clock.instant());
    }

    static WorkItem of(RepositoryRef repository, InstantSource clock) {
        return new WorkItem(WorkItem.Kind.CYCLE, repository.key(), repository.key(), PRIORITY, clock.instant());
    }
}
