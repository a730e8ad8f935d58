package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.propose.Objection;
import dev.fettle.propose.PullRequestText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The boxes at the foot of our pull requests. One that a person with write access ticks is a no, with its reason; one that anybody else ticks counts for nothing,
 * and goes on counting for nothing when a person with write access edits something else later.
 */
final class TickTriage {
    private final Backlog backlog;
    private final Forge forge;
    private final Decisions decisions;

    TickTriage(Backlog backlog, Forge forge, Decisions decisions) {
        this.backlog = backlog;
        this.forge = forge;
        this.decisions = decisions;
    }

    /** @param polled whether a look found it: forges let only people with write access edit what others wrote, so it is one of them */
    Handled edited(Event.PullRequestEdited event, boolean polled) {
        RepositoryRef repository = event.origin().repository();
        Optional<Ticket> found = OurBranches.ticket(backlog, repository, event.headBranch())
                .filter(ticket -> follows(ticket, event.number()));
        // What stands there counts, not what the payload says.
        Optional<PullRequest> standing =
                found.isEmpty() ? Optional.empty() : forge.pullRequest(repository, event.number());
        if (standing.isEmpty() || standing.get().state() != PullRequest.State.OPEN) {
            return Handled.noted("NOTHING", "not a pull request that Fettle follows");
        }
        Ticket ticket = found.orElseThrow();
        Set<Objection> ticked = PullRequestText.ticked(standing.get().body(), ticket.id());
        Set<Objection> counting = counting(ticket, ticked);
        Event.Actor sender = event.origin().sender();
        if (counting.isEmpty()) {
            return new Handled("NOTHING", "no box is ticked that counts", () -> ignoring(ticket, ticked));
        }
        boolean person = polled
                || !sender.bot() && forge.permission(repository, sender.login()).mayWrite();
        if (!person) {
            return new Handled(
                    "IGNORED " + IgnoreReason.NO_WRITE_ACCESS.name(), sender.login(), () -> ignoring(ticket, ticked));
        }
        String by = polled ? Decisions.SOMEBODY : sender.login();
        String words = counting.stream().map(Objection::words).collect(Collectors.joining(", "));
        return new Handled("REJECTED", ticket.id() + ": " + words, () -> {
            backlog.update(
                    ticket.id(), t -> Metadata.with(t, Metadata.OBJECTION, words), "box ticked on the pull request");
            decisions.reject(ticket.id(), by, "not useful, says " + by + ": " + words);
        });
    }

    /** Those of the ticked boxes that nobody without a say ticked. */
    static Set<Objection> counting(Ticket ticket, Set<Objection> ticked) {
        Set<Objection> counting = EnumSet.noneOf(Objection.class);
        counting.addAll(ticked);
        Stream.of(ticket.metadata().getOrDefault(Metadata.TICKS_IGNORED, "").split(","))
                .filter(name -> !name.isEmpty())
                .map(Objection::valueOf)
                .forEach(counting::remove);
        return counting;
    }

    private static boolean follows(Ticket ticket, long number) {
        return ticket.status() == Status.READY
                && Long.toString(number).equals(ticket.metadata().get(Metadata.PULL_REQUEST));
    }

    /** From now on these do not count, until they are taken off. */
    private void ignoring(Ticket ticket, Set<Objection> ticked) {
        String names = ticked.stream().map(Enum::name).collect(Collectors.joining(","));
        if (!names.equals(ticket.metadata().getOrDefault(Metadata.TICKS_IGNORED, ""))) {
            backlog.update(
                    ticket.id(),
                    t -> Metadata.with(t, Metadata.TICKS_IGNORED, names),
                    "boxes ticked by somebody without write access: " + (names.isEmpty() ? "none" : names));
        }
    }
}
