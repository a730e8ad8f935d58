package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.propose.Story;
import dev.fettle.work.Transactions;
import dev.fettle.workspace.OpenBranch;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Leaves a ticket alone whose failure somebody's open pull request or branch speaks of, whichever source told of it: looked at when its cycle starts, since until then days may have passed. A person who
 * lets it go on all the same is obeyed.
 */
final class HandsOff {
    private static final int MOST_NOTED = 3;

    private final PeoplesWork people;
    private final PeoplesBranches branches;
    private final Lookup lookup;
    private final Backlog backlog;
    private final Teller teller;
    private final WithoutPatch withoutPatch;
    private final Transactions transactions;

    HandsOff(
            Forge forge,
            PeoplesBranches branches,
            Backlog backlog,
            Teller teller,
            WithoutPatch withoutPatch,
            Transactions transactions) {
        this.branches = branches;
        this.lookup = new Lookup(backlog);
        this.people = new PeoplesWork(forge, backlog);
        this.backlog = backlog;
        this.teller = teller;
        this.withoutPatch = withoutPatch;
        this.transactions = transactions;
    }

    /** How a cycle ends because of it; empty where it goes on. Asks the forge. */
    Optional<CycleResult> of(Ticket ticket, Repository repository) {
        if (ticket.metadata().containsKey(Metadata.SUGGEST_ON)) {
            return Optional.empty(); // the pull request is what is to be mended
        }
        Optional<String> pullRequest = people.about(ticket)
                .map(theirs -> Long.toString(theirs.number()))
                .filter(theirs -> !despite(ticket, theirs));
        if (pullRequest.isPresent()) {
            return pullRequest.map(theirs -> transactions.inOne(() -> left(ticket, theirs)));
        }
        List<OpenBranch> open = branches.of(repository);
        Optional<String> branch = people.about(ticket, open)
                .map(theirs -> InHands.branch(theirs.name()))
                .filter(theirs -> !despite(ticket, theirs));
        if (branch.isEmpty()) {
            nearby(ticket, open);
        }
        return branch.map(theirs -> transactions.inOne(() -> left(ticket, theirs)));
    }

    /** Lets go on what waits for a branch that says no more that it is about the same: it is gone, or merged, or nobody works on it any more. Asks the forge, if anything waits for one. */
    void release(Repository repository) {
        List<Ticket> waiting =
                lookup
                        .standing(repository.ref(), Condition.equal(Facet.WAITING, WaitingReason.IN_HANDS.name()))
                        .stream()
                        .filter(ticket -> ticket.status() == Status.OPEN)
                        .filter(ticket -> InHands.isBranch(ticket.metadata().get(Metadata.IN_HANDS)))
                        .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<OpenBranch> open = branches.of(repository);
        waiting.stream()
                .filter(ticket -> people.about(ticket, open).isEmpty())
                .forEach(ticket -> transactions.inOne(() -> backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(Metadata.freed(t, false), Status.OPEN, null),
                        "nobody works on it on a branch any more")));
    }

    private static boolean despite(Ticket ticket, String theirs) {
        return theirs.equals(ticket.metadata().get(Metadata.DESPITE_HANDS));
    }

    /** Who changes the same files may be about something else: that is noted for people, and not waited for. */
    private void nearby(Ticket ticket, List<OpenBranch> open) {
        String note = open.stream()
                .filter(branch -> branch.files().stream().anyMatch(file -> modifies(ticket, file)))
                .limit(MOST_NOTED)
                .map(branch -> branch.name() + " changes "
                        + String.join(
                                ", ",
                                branch.files().stream()
                                        .filter(file -> modifies(ticket, file))
                                        .limit(MOST_NOTED)
                                        .toList())
                        + ", last on "
                        + branch.changedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .collect(Collectors.joining("; "));
        if (!note.equals(ticket.metadata().getOrDefault(Metadata.NEARBY, ""))) {
            transactions.inOne(() -> backlog.update(
                    ticket.id(),
                    t -> Metadata.with(t, Metadata.NEARBY, note),
                    note.isEmpty() ? "no branch of a person changes its files any more" : note));
        }
    }

    /** Before its first cycle a ticket may know only the names of its files, as the trace has them. */
    private static boolean modifies(Ticket ticket, String file) {
        return ticket.filesToModify().stream().anyMatch(named -> file.equals(named) || file.endsWith("/" + named));
    }

    private CycleResult left(Ticket ticket, String hands) {
        if (!withoutPatch.stillOurs(ticket)) {
            return WithoutPatch.stopped(ticket);
        }
        String why = InHands.sentence(hands);
        Ticket waiting = backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.IN_HANDS, hands), Status.OPEN, WaitingReason.IN_HANDS),
                InHands.words(hands) + " speaks of the same");
        teller.tell(
                new Story(waiting, waiting.title(), List.of(), new Story.Outcome.Waiting(WaitingReason.IN_HANDS, why)));
        return new CycleResult(State.DEFERRED, ticket.id(), "", false, WaitingReason.IN_HANDS, why);
    }
}
