package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.Issue;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.intake.Signal;
import dev.fettle.propose.AnswerText;
import dev.fettle.repair.ReportedCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What labels on issues start, let go on, and stop. */
final class IssueTriage {
    /** Within which a second word of the same label is the same news. */
    private static final Duration TWICE = Duration.ofMinutes(1);

    private final Backlog backlog;
    private final Endings endings;
    private final Decisions decisions;
    private final Forge forge;
    private final Intaking intaking;
    private final PeoplesWork people;
    private final Outbox outbox;
    private final Writes writes;
    private final InstantSource clock;

    IssueTriage(
            Backlog backlog, Decisions decisions, Forge forge, Intaking intaking, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.endings = new Endings(backlog, outbox, clock);
        this.decisions = decisions;
        this.forge = forge;
        this.intaking = intaking;
        this.people = new PeoplesWork(forge, backlog);
        this.outbox = outbox;
        this.writes = new Writes(clock);
        this.clock = clock;
    }

    /** @param polled whether a look found the label, and not its delivery: then who put it there is not known */
    Handled labeled(Event.IssueLabeled event, RepositorySettings settings, boolean polled) {
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
        boolean mayWrite = forge.permission(repository, login).mayWrite();
        if (!mayWrite && !polled) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, login);
        }
        if (off) {
            return stop(
                    repository,
                    event.number(),
                    "label " + RepositorySettings.OFF_LABEL + (polled ? "" : " by " + login));
        }
        if (approval) {
            return approve(repository, event.number(), login);
        }
        if (event.labels().contains(RepositorySettings.OFF_LABEL)) {
            return Handled.ignored(IgnoreReason.DISABLED, "label " + RepositorySettings.OFF_LABEL);
        }
        if (!opened && justTaken(repository, event.number())) {
            return Handled.noted("SAME_NEWS", "the issue was opened with this label");
        }
        if (forge.issue(repository, event.number()).filter(Issue::open).isEmpty()) {
            return Handled.ignored(IgnoreReason.CLOSED_ISSUE, "issue #" + event.number());
        }
        Optional<String> hands = people.about(repository, event.number()).map(String::valueOf);
        String author = codeBy(repository, event.number(), event.body());
        return new Handled("TICKET", "issue #" + event.number(), () -> {
            Asked asked = new Asked(
                    event.number(), event.title(), event.body(), login, mayWrite, settings.triggerLabel(), author);
            take(repository, asked, settings, hands, polled ? "found by looking" : "labelled by " + login);
        });
    }

    /** GitHub tells of an issue that is opened with a label twice. */
    private boolean justTaken(RepositoryRef repository, long number) {
        return of(repository, number)
                .filter(ticket -> ticket.waiting() != WaitingReason.SWITCHED_OFF
                        // A look found the label and did not know whose it is; now somebody says so.
                        && ticket.waiting() != WaitingReason.NEEDS_APPROVAL)
                .filter(ticket -> ticket.createdAt().plus(TWICE).isAfter(clock.instant()))
                .isPresent();
    }

    /**
     * An issue that somebody asks for.
     *
     * @param mayStart whether they have write access
     * @param label by which they ask, "" when they do so in words
     * @param codeBy see {@link #codeBy}
     */
    record Asked(long number, String title, String body, String login, boolean mayStart, String label, String codeBy) {}

    /** Login of an issue's author where they have write access and its text shows code, else "". The forge is asked, so not within a transaction. */
    String codeBy(RepositoryRef repository, long number, String body) {
        if (ReportedCode.of(number, body, false).isEmpty()) {
            return "";
        }
        return forge.issue(repository, number)
                .map(Issue::author)
                .filter(author -> forge.permission(repository, author).mayWrite())
                .orElse("");
    }

    /** Takes an issue up. */
    void take(RepositoryRef repository, Asked asked, RepositorySettings settings, String cause) {
        take(repository, asked, settings, Optional.empty(), cause);
    }

    /** @param hands number of a person's pull request that says that it closes the issue */
    private void take(
            RepositoryRef repository, Asked asked, RepositorySettings settings, Optional<String> hands, String cause) {
        String text = intaking.clean(asked.body());
        Signal signal = new Signal.IssueRequested(
                repository,
                clock.instant(),
                asked.number(),
                intaking.clean(asked.title()),
                text,
                asked.login(),
                StackTraceParser.parseClean(UntrustedText.clean(asked.body()), intaking::clean)
                        .orElse(null));
        outbox.put(writes.reaction(repository, asked.number(), 0, Reaction.EYES));
        String number = Long.toString(asked.number());
        Map<String, String> extras =
                new HashMap<>(Map.of(Metadata.ISSUE, number, Metadata.REQUESTED_BY, asked.login()));
        hands.ifPresent(theirs -> extras.put(Metadata.IN_HANDS, theirs));
        if (!asked.codeBy().isEmpty()) {
            extras.put(Metadata.CODE_BY, asked.codeBy());
        }
        if (!asked.label().isEmpty()) {
            extras.put(Metadata.LABEL, asked.label());
        }
        boolean first = of(repository, asked.number()).isEmpty();
        Ticket ticket = intaking.take(signal, extras, settings, asked.mayStart(), cause);
        boolean elsewhere = !number.equals(ticket.metadata().get(Metadata.ISSUE));
        // Another source told of it before, and nothing more will be said of a pull request that is open.
        boolean proposed = first && ticket.status() == Status.READY;
        if (elsewhere || proposed || ticket.status().ended()) {
            outbox.put(writes.comment(
                    repository,
                    "known:" + repository.key() + ":" + number,
                    asked.number(),
                    AnswerText.knownMarker(ticket.id()),
                    AnswerText.known(proposed ? Metadata.without(ticket, Metadata.ISSUE) : ticket)));
        }
    }

    /** @param polled whether a look found it gone: then who took it off is not known, and forges let only those who may do more than read */
    Handled unlabeled(Event.IssueUnlabeled event, RepositorySettings settings, boolean polled) {
        if (!event.removed().equals(settings.triggerLabel())) {
            return Handled.ignored(IgnoreReason.OTHER_LABEL, event.removed());
        }
        RepositoryRef repository = event.origin().repository();
        String login = event.origin().sender().login();
        if (!polled && !forge.permission(repository, login).mayWrite()) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, login);
        }
        return stop(repository, event.number(), "the label was taken off" + (polled ? "" : " by " + login));
    }

    Handled closed(Event.IssueClosed event) {
        Optional<Ticket> ticket = of(event.origin().repository(), event.number())
                .filter(found -> !found.status().ended() && found.status() != Status.READY);
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "no ticket of this issue waits or is worked on");
        }
        return new Handled("CLOSED", ticket.get().id(), () -> {
            boolean ready = backlog.find(ticket.get().id())
                    .filter(now -> now.status() == Status.READY)
                    .isPresent();
            if (!ready) {
                endings.stop(ticket.get().id(), WaitingReason.OBSOLETE, "the issue was closed");
            }
        });
    }

    Handled edited(Event.IssueEdited event, RepositorySettings settings) {
        RepositoryRef repository = event.origin().repository();
        Optional<Ticket> ticket = of(repository, event.number());
        if (ticket.isEmpty() || ticket.get().waiting() != WaitingReason.NEEDS_INFO) {
            return Handled.noted("NOTHING", "no ticket of this issue waits for information");
        }
        String login = event.origin().sender().login();
        if (!forge.permission(repository, login).mayWrite()) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, login);
        }
        String author = codeBy(repository, event.number(), event.body());
        return new Handled("TICKET", ticket.get().id(), () -> {
            // What it now says may be another failure with a ticket of its own.
            endings.stop(ticket.get().id(), WaitingReason.OBSOLETE, "the issue was edited");
            String label = ticket.get().metadata().getOrDefault(Metadata.LABEL, "");
            Asked asked = new Asked(event.number(), event.title(), event.body(), login, true, label, author);
            take(repository, asked, settings, "the issue was edited by " + login);
        });
    }

    private Handled approve(RepositoryRef repository, long number, String login) {
        Optional<Ticket> ticket = of(repository, number);
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "there is no ticket of issue #" + number + " to approve");
        }
        return new Handled("APPROVED", ticket.get().id(), () -> approve(ticket.get(), login));
    }

    /** Lets a ticket go on whose risk is above the limit. One that is worked on goes on as it is. */
    void approve(Ticket ticket, String login) {
        Ticket approved = decisions.approve(ticket, login);
        if (approved.status() == Status.OPEN) {
            intaking.reopen(approved, login, "approved by " + login);
        }
    }

    private Handled stop(RepositoryRef repository, long number, String cause) {
        Optional<Ticket> ticket = of(repository, number);
        if (ticket.isEmpty() || ticket.get().status().ended()) {
            return Handled.noted("NOTHING", "there is no ticket of issue #" + number + " to stop");
        }
        return new Handled("STOPPED", ticket.get().id(), () -> stop(ticket.get(), cause));
    }

    /** Ends what waits and marks what is running, so that its result goes nowhere. */
    void stop(Ticket ticket, String cause) {
        endings.stop(ticket.id(), WaitingReason.SWITCHED_OFF, cause);
    }

    /** The newest ticket of an issue or pull request. */
    Optional<Ticket> of(RepositoryRef repository, long number) {
        String wanted = Long.toString(number);
        return backlog.list(new TicketFilter(null, null, null, repository.key(), null, 1000, 0)).stream()
                .filter(ticket -> wanted.equals(ticket.metadata().get(Metadata.ISSUE))
                        || wanted.equals(ticket.metadata().get(Metadata.PULL_REQUEST))
                        || wanted.equals(ticket.metadata().get(Metadata.SUGGEST_ON)))
                .findFirst();
    }
}
