package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.forge.Forge;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.propose.Story;
import dev.fettle.work.Transactions;
import java.util.List;
import java.util.Optional;

/**
 * Leaves a ticket alone whose failure somebody's open pull request speaks of, whichever source told of it: looked at when its cycle starts, since until then days may have passed. A person who
 * lets it go on all the same is obeyed.
 */
final class HandsOff {
    private final PeoplesWork people;
    private final Backlog backlog;
    private final Teller teller;
    private final WithoutPatch withoutPatch;
    private final Transactions transactions;

    HandsOff(Forge forge, Backlog backlog, Teller teller, WithoutPatch withoutPatch, Transactions transactions) {
        this.people = new PeoplesWork(forge, backlog);
        this.backlog = backlog;
        this.teller = teller;
        this.withoutPatch = withoutPatch;
        this.transactions = transactions;
    }

    /** How a cycle ends because of it; empty where it goes on. Asks the forge. */
    Optional<CycleResult> of(Ticket ticket) {
        if (ticket.metadata().containsKey(Metadata.SUGGEST_ON)) {
            return Optional.empty(); // the pull request is what is to be mended
        }
        return people.about(ticket)
                .map(pullRequest -> Long.toString(pullRequest.number()))
                .filter(number -> !number.equals(ticket.metadata().get(Metadata.DESPITE_HANDS)))
                .map(number -> transactions.inOne(() -> left(ticket, number)));
    }

    private CycleResult left(Ticket ticket, String number) {
        if (!withoutPatch.stillOurs(ticket)) {
            return WithoutPatch.stopped(ticket);
        }
        String why = "It is pull request number " + number + ".";
        Ticket waiting = backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.IN_HANDS, number), Status.OPEN, WaitingReason.IN_HANDS),
                "pull request #" + number + " speaks of the same");
        teller.tell(
                new Story(waiting, waiting.title(), List.of(), new Story.Outcome.Waiting(WaitingReason.IN_HANDS, why)));
        return new CycleResult(State.DEFERRED, ticket.id(), "", false, WaitingReason.IN_HANDS, why);
    }
}
