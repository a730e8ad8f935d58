package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.propose.Story;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives its reason to what waits though it is its turn, and lets it go on when that is over: nothing waits "for its turn" that never comes. Of a long queue the first ones are named; the others
 * do wait for their turn. Runs inside a transaction.
 */
final class Deferral {
    /** So many of a repository are named at a time. */
    private static final int MOST = 100;

    private static final int ANY_RISK = 10;

    /** Those that end by themselves. */
    private static final Set<WaitingReason> PASSING = EnumSet.of(WaitingReason.DEFERRED, WaitingReason.EVENT_STORM);

    private final Backlog backlog;
    private final Lookup lookup;
    private final Teller teller;
    private final Queueing queueing;

    Deferral(Backlog backlog, Teller teller, Queueing queueing) {
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.teller = teller;
        this.queueing = queueing;
    }

    /**
     * What keeps a repository's work waiting.
     *
     * @param why one sentence, the same for as long as nothing changes
     * @param until what lets it go on, one sentence
     * @param silent whether nothing may be written to the forge about it
     */
    record Hold(WaitingReason reason, String why, String until, boolean silent) {
        String words() {
            return why + " " + until;
        }
    }

    /** Names it on the tickets that would be next. Those of which it was said already are left as they are. */
    void hold(RepositoryRef repository, Hold hold) {
        Stream.concat(backlog.queue(repository.key(), ANY_RISK, MOST).stream(), held(repository).stream())
                .filter(ticket -> !hold.words().equals(ticket.metadata().get(Metadata.HELD)))
                .limit(MOST)
                .forEach(ticket -> hold(ticket, hold));
    }

    private void hold(Ticket ticket, Hold hold) {
        Ticket waiting = backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.HELD, hold.words()), Status.OPEN, hold.reason()),
                hold.words());
        if (!hold.silent()) {
            teller.tell(new Story(
                    waiting, waiting.title(), List.of(), new Story.Outcome.Waiting(hold.reason(), hold.words())));
        }
    }

    /** Nothing keeps them waiting any more. */
    void release(RepositoryRef repository) {
        List<Ticket> released = held(repository).stream()
                .map(ticket -> backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(Metadata.without(t, Metadata.HELD), Status.OPEN, null),
                        "nothing keeps it waiting any more"))
                .toList();
        released.forEach(ticket -> teller.tell(new Story(ticket, ticket.title(), List.of(), queueing.turn(ticket))));
    }

    private List<Ticket> held(RepositoryRef repository) {
        return PASSING.stream()
                .flatMap(reason -> lookup.standing(repository, Condition.equal(Facet.WAITING, reason.name())).stream())
                .filter(ticket -> ticket.status() == Status.OPEN)
                .toList();
    }
}
