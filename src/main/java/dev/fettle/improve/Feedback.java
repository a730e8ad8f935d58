package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Event;
import dev.fettle.propose.Story;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What people did with our pull requests: merged is applied, closed is no, a commit of theirs on our branch is theirs from then on. */
final class Feedback {
    private final Backlog backlog;
    private final Lookup lookup;
    private final Decisions decisions;
    private final Reverts reverts;
    private final Teller teller;

    Feedback(Backlog backlog, Decisions decisions, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.decisions = decisions;
        this.reverts = new Reverts(backlog);
        this.teller = new Teller(outbox, clock);
    }

    /** @param by who did it, in words */
    Handled closed(Event.PullRequestClosed event, String by) {
        RepositoryRef repository = event.origin().repository();
        Optional<Ticket> reverted =
                event.merged() ? reverts.byBranch(repository, event.headBranch()) : Optional.empty();
        if (reverted.isPresent()) {
            String how = "by " + by + " with pull request #" + event.number();
            return new Handled("REVERTED", reverted.get().id(), () -> reverts.note(reverted.get(), how));
        }
        Optional<Ticket> ticket = OurBranches.ticket(backlog, repository, event.headBranch());
        if (ticket.isEmpty()) {
            return suggestedOn(repository, event.number());
        }
        Status status = ticket.get().status();
        boolean another = !Long.toString(event.number())
                .equals(ticket.get().metadata().getOrDefault(Metadata.PULL_REQUEST, Long.toString(event.number())));
        if (status == Status.APPLIED || status == Status.REJECTED || another) {
            return Handled.noted("NOTHING", "not a pull request that Fettle follows");
        }
        String id = ticket.get().id();
        return event.merged()
                ? new Handled("APPLIED", id, () -> {
                    Ticket applied = backlog.update(id, t -> Tickets.moved(t, Status.APPLIED, null), "merged by " + by);
                    teller.tell(new Story(applied, applied.title(), List.of(), new Story.Outcome.Applied()));
                })
                : new Handled("REJECTED", id, () -> decisions.closed(id, by));
    }

    /** A person's pull request is closed: what was wrong with it is no matter of ours any more. */
    private Handled suggestedOn(RepositoryRef repository, long number) {
        List<Ticket> tickets = lookup.standing(repository, Condition.equal(Facet.SUGGEST_ON, Long.toString(number)));
        if (tickets.isEmpty()) {
            return Handled.noted("NOTHING", "not a pull request that Fettle follows");
        }
        return new Handled(
                "OBSOLETE",
                tickets.size() + " ticket(s)",
                () -> tickets.forEach(ticket -> backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(t, Status.FAILED, WaitingReason.OBSOLETE),
                        "pull request #" + number + " was closed")));
    }

    /** @param by who did it, in words */
    Handled updated(Event.PullRequestUpdated event, String by) {
        return moved(event.origin(), event.headBranch(), event.headSha(), by);
    }

    Handled pushed(Event.Pushed event) {
        return moved(
                event.origin(),
                event.branch(),
                event.after(),
                event.origin().sender().login());
    }

    /** Commits on the default branch may take back what was merged. */
    void reverting(Event.Pushed event) {
        String how = "by " + event.origin().sender().login() + " with a push up to " + event.after();
        reverts.byMessages(event.origin().repository(), event.messages()).forEach(ticket -> reverts.note(ticket, how));
    }

    private Handled moved(Event.Origin origin, String branch, String head, String by) {
        Optional<Ticket> ticket = OurBranches.ticket(backlog, origin.repository(), branch);
        if (ticket.isEmpty() || ticket.get().status() != Status.READY) {
            return Handled.noted("NOTHING", "not a branch that Fettle follows");
        }
        boolean deleted = head.chars().allMatch(c -> c == '0');
        if (deleted || head.equals(ticket.get().metadata().get(Metadata.HEAD))) {
            return Handled.noted("NOTHING", deleted ? "the branch was deleted" : "this is what Fettle pushed");
        }
        return new Handled("TAKEN_OVER", ticket.get().id(), () -> {
            Ticket taken = backlog.update(
                    ticket.get().id(),
                    t -> Tickets.moved(t, Status.READY, WaitingReason.TAKEN_OVER),
                    by + " pushed to the branch");
            teller.tell(
                    new Story(taken, taken.title(), List.of(), new Story.Outcome.Stopped(WaitingReason.TAKEN_OVER)));
        });
    }

    Handled reviewed(Event.Reviewed event) {
        Optional<Ticket> ticket = OurBranches.ticket(backlog, event.origin().repository(), event.headBranch());
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "not a pull request that Fettle follows");
        }
        String state = event.state();
        return new Handled(
                "REVIEWED",
                ticket.get().id(),
                () -> backlog.update(
                        ticket.get().id(),
                        t -> Metadata.with(
                                t,
                                Metadata.REVIEW,
                                state + " by " + event.origin().sender().login()),
                        "review: " + state));
    }
}
