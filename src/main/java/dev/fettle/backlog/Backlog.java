package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where tickets are kept. Calls join the transaction that is open in this thread. */
public interface Backlog extends TicketRows {
    /**
     * Adds a ticket, unless one of the same repository and fingerprint is there already; then {@code seenAgain} is applied to that one
     * (a rejected one is left as it is). Writes history with the cause.
     */
    Added add(Ticket ticket, UnaryOperator<Ticket> seenAgain, String cause);

    /** Those tickets alone that somebody may see; another one is as one that is not there. */
    TicketRows seenBy(Sight sight);

    Optional<Ticket> findByFingerprint(String repositoryKey, String fingerprint);

    /** Changes a ticket under a lock; history gets a row when its status or waiting reason changed. Returns the new one. */
    Ticket update(String id, UnaryOperator<Ticket> change, String cause);

    /**
     * Takes the next open ticket by score, then age, whose repository has none in progress or testing, and moves it to IN_PROGRESS.
     *
     * @param repositoryKey of one repository, or "" for any
     * @param maxRisk tickets above it are left, unless approved ({@code approved_by} in their metadata)
     */
    Optional<Ticket> takeNext(String repositoryKey, int maxRisk, String cause);

    /** What {@link #takeNext} would take now, left where it is. */
    Optional<Ticket> next(String repositoryKey, int maxRisk);

    /** Those of one repository that {@link #takeNext} takes if nothing comes between, in that order. */
    List<Ticket> queue(String repositoryKey, int maxRisk, int most);

    /**
     * Lets a repository have the tickets that were added under its name alone, before its id was known. One of the same fingerprint as a ticket that it has already stays
     * where it is.
     *
     * @return how many it got
     */
    int adopt(RepositoryRef repository);

    /** Lets a repository's tickets have the owner and the name that it has now; which it is, its id says. */
    void renamed(RepositoryRef repository);

    /** Stores an attempt; returns it with its id. */
    Attempt addAttempt(Attempt attempt);

    /** What became of an {@link #add}. */
    record Added(Ticket ticket, boolean isNew) {}

    /** One change of a ticket. {@code waiting} is a name or "". */
    record HistoryEntry(String ticketId, Status status, String waiting, String cause, Instant at) {}
}
