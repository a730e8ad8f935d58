package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Event.RepositoryChanged;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.intake.Installations;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What becomes of a repository as a whole. A payload only says that something did; how it stands now is asked of the forge, by the repository's id. */
final class RepositoryChanges {
    private static final int LISTING_PRIORITY = 10;

    private final Backlog backlog;
    private final Lookup lookup;
    private final RepositoryNames names;
    private final Forge forge;
    private final Installations installations;
    private final WorkQueue queue;
    private final InstantSource clock;

    RepositoryChanges(
            Backlog backlog,
            Outbox outbox,
            Forge forge,
            Installations installations,
            WorkQueue queue,
            InstantSource clock) {
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.names = new RepositoryNames(backlog, outbox);
        this.forge = forge;
        this.installations = installations;
        this.queue = queue;
        this.clock = clock;
    }

    Handled changed(RepositoryChanged event) {
        RepositoryRef told = event.origin().repository();
        if (told.id() == 0) {
            return Handled.ignored(IgnoreReason.MALFORMED, "a repository without an id");
        }
        return switch (event.kind()) {
            case RENAMED -> renamed(told);
            // Another owner is another installation, which the forge must be asked for; it may be none.
            case TRANSFERRED -> new Handled("REPOSITORY", "transferred to " + told.owner(), this::listAgain);
            case DELETED -> deleted(told);
            case ARCHIVED, UNARCHIVED ->
                new Handled(
                        "REPOSITORY",
                        "can be " + (event.kind() == RepositoryChanged.Doing.ARCHIVED ? "only read" : "written")
                                + " now",
                        () -> lookAgain(told));
            case PRIVATIZED, PUBLICIZED ->
                Handled.noted("REPOSITORY", "who may read it is asked of the forge each time that somebody signs in");
        };
    }

    private Handled renamed(RepositoryRef told) {
        Optional<Repository> now = forge.repository(told);
        if (now.isEmpty() || now.get().ref().id() != told.id()) {
            return new Handled("REPOSITORY", "not under the name that was told", this::listAgain);
        }
        RepositoryRef ref = now.get().ref();
        return new Handled("REPOSITORY", "is " + ref.slug() + " now", () -> {
            installations.of(ref).ifPresent(id -> installations.add(id, List.of(ref)));
            names.follow(ref);
            lookAgain(ref);
            // What was told under the old name and is handled only now found nobody there.
            queue.enqueue(Polling.newcomer(ref, clock.instant()));
        });
    }

    private Handled deleted(RepositoryRef told) {
        if (forge.repository(told).isPresent()) {
            return Handled.noted("REPOSITORY", "is told to be deleted, and is there");
        }
        return new Handled("REPOSITORY", "is deleted", () -> {
            for (Ticket ticket : lookup.standing(told)) {
                Ticket unused = backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(t, Status.FAILED, WaitingReason.OBSOLETE),
                        "the repository was deleted");
            }
            installations.of(told).ifPresent(id -> installations.remove(id, List.of(told)));
        });
    }

    /** What waits says why, or goes on. */
    private void lookAgain(RepositoryRef repository) {
        if (!lookup.standing(repository).isEmpty()) {
            queue.enqueue(CycleItems.of(repository, clock));
        }
    }

    private void listAgain() {
        queue.enqueue(new WorkItem(WorkItem.Kind.RECONCILE, "all", "", LISTING_PRIORITY, clock.instant()));
    }
}
