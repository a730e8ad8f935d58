package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.Issue;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.intake.Signal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What labels on issues start, let go on, and stop. */
final class IssueTriage {
    private final Backlog backlog;
    private final Forge forge;
    private final Intaking intaking;
    private final Outbox outbox;
    private final Writes writes;
    private final InstantSource clock;

    IssueTriage(Backlog backlog, Forge forge, Intaking intaking, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.intaking = intaking;
        this.outbox = outbox;
        this.writes = new Writes(clock);
        this.clock = clock;
    }

    Handled labeled(Event.IssueLabeled event, RepositorySettings settings) {
        RepositoryRef repository = event.origin().repository();
        boolean opened = event.added().isEmpty();
        boolean trigger = opened
                ? event.labels().contains(settings.triggerLabel())
                : event.added().equals(settings.triggerLabel());
        boolean approval = !opened && event.added().equals(settings.approvalLabel());
        boolean off = !opened && event.added().equals(RepositorySettings.OFF_LABEL);
        if (!trigger && !approval && !off) {
            return Handled.ignored(IgnoreReason.OTHER_LABEL, event.added());
        }
        String login = event.origin().sender().login();
        if (!forge.permission(repository, login).mayWrite()) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, login);
        }
        if (off) {
            return stop(repository, event.number(), "label " + RepositorySettings.OFF_LABEL + " by " + login);
        }
        if (approval) {
            return approve(repository, event.number(), login);
        }
        if (event.labels().contains(RepositorySettings.OFF_LABEL)) {
            return Handled.ignored(IgnoreReason.DISABLED, "label " + RepositorySettings.OFF_LABEL);
        }
        return new Handled(
                "TICKET",
                "issue #" + event.number(),
                () -> take(
                        repository,
                        event.number(),
                        event.title(),
                        event.body(),
                        login,
                        settings,
                        "labelled by " + login));
    }

    /** Takes an issue up for a person who was found to have write access. */
    Ticket take(
            RepositoryRef repository,
            long number,
            String title,
            String body,
            String login,
            RepositorySettings settings,
            String cause) {
        String text = intaking.clean(body);
        Signal signal = new Signal.IssueRequested(
                repository,
                clock.instant(),
                number,
                intaking.clean(title),
                text,
                login,
                StackTraceParser.parse(text).orElse(null));
        outbox.put(writes.reaction(repository, number, 0, Reaction.EYES));
        Map<String, String> extras = Map.of(Metadata.ISSUE, Long.toString(number), Metadata.REQUESTED_BY, login);
        return intaking.take(signal, extras, settings, true, cause);
    }

    Handled unlabeled(Event.IssueUnlabeled event, RepositorySettings settings) {
        if (!event.removed().equals(settings.triggerLabel())) {
            return Handled.ignored(IgnoreReason.OTHER_LABEL, event.removed());
        }
        return stop(event.origin().repository(), event.number(), "the label was taken off");
    }

    Handled closed(Event.IssueClosed event) {
        Optional<Ticket> ticket = of(event.origin().repository(), event.number());
        if (ticket.isEmpty() || ticket.get().status() != Status.OPEN) {
            return Handled.noted("NOTHING", "no ticket of this issue waits");
        }
        return new Handled(
                "CLOSED",
                ticket.get().id(),
                () -> backlog.update(
                        ticket.get().id(),
                        t -> Tickets.moved(t, Status.FAILED, WaitingReason.OBSOLETE),
                        "the issue was closed"));
    }

    Handled edited(Event.IssueEdited event, RepositorySettings settings) {
        RepositoryRef repository = event.origin().repository();
        Optional<Ticket> ticket = of(repository, event.number());
        if (ticket.isEmpty() || ticket.get().waiting() != WaitingReason.NEEDS_INFO) {
            return Handled.noted("NOTHING", "no ticket of this issue waits for information");
        }
        String login = event.origin().sender().login();
        return new Handled("TICKET", ticket.get().id(), () -> {
            Ticket open = intaking.reopen(ticket.get(), "the issue was edited");
            take(repository, event.number(), event.title(), event.body(), login, settings, open.id());
        });
    }

    private Handled approve(RepositoryRef repository, long number, String login) {
        Optional<Ticket> ticket = of(repository, number);
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "there is no ticket of issue #" + number + " to approve");
        }
        return new Handled("APPROVED", ticket.get().id(), () -> approve(ticket.get(), login));
    }

    /** Lets a ticket go on whose risk is above the limit. */
    void approve(Ticket ticket, String login) {
        backlog.update(ticket.id(), t -> Metadata.with(t, Metadata.APPROVED_BY, login), "approved by " + login);
        if (!ticket.status().ended() && ticket.status() != Status.READY) {
            intaking.reopen(ticket, "approved by " + login);
        }
    }

    /** Ends what waits and marks what is running, so that its result goes nowhere. */
    Handled stop(RepositoryRef repository, long number, String cause) {
        Optional<Ticket> ticket = of(repository, number);
        if (ticket.isEmpty() || ticket.get().status().ended()) {
            return Handled.noted("NOTHING", "there is no ticket of issue #" + number + " to stop");
        }
        return new Handled("STOPPED", ticket.get().id(), () -> stop(ticket.get(), cause));
    }

    void stop(Ticket ticket, String cause) {
        backlog.update(ticket.id(), t -> Tickets.moved(t, Status.FAILED, WaitingReason.SWITCHED_OFF), cause);
    }

    /** The newest ticket of an issue. */
    Optional<Ticket> of(RepositoryRef repository, long number) {
        return backlog.list(new TicketFilter(null, null, null, repository.key(), null, 1000, 0)).stream()
                .filter(ticket -> Long.toString(number).equals(ticket.metadata().get(Metadata.ISSUE))
                        || Long.toString(number).equals(ticket.metadata().get(Metadata.PULL_REQUEST)))
                .findFirst();
    }

    /** The issue as it is now, read again. */
    Optional<Issue> read(RepositoryRef repository, long number) {
        return forge.issue(repository, number);
    }
}
