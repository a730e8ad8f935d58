package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
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
import dev.fettle.propose.Questions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What labels on issues start, let go on, and stop. */
final class IssueTriage {
    /** Within which a second word of the same label is the same news. */
    private static final Duration TWICE = Duration.ofMinutes(1);

    private final Backlog backlog;
    private final Endings endings;
    private final Decisions decisions;
    private final Forge forge;
    private final IssueWords words;
    private final Lookup lookup;
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
        this.words = new IssueWords(forge);
        this.lookup = new Lookup(backlog);
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
        Optional<Issue> issue = forge.issue(repository, event.number()).filter(Issue::open);
        if (issue.isEmpty()) {
            return Handled.ignored(IgnoreReason.CLOSED_ISSUE, "issue #" + event.number());
        }
        Optional<String> hands = people.about(repository, event.number()).map(String::valueOf);
        IssueWords.Said said = words.on(repository, withBody(issue.get(), event.body()));
        return new Handled("TICKET", "issue #" + event.number(), () -> {
            Asked asked = new Asked(
                    event.number(),
                    event.title(),
                    said.text(),
                    login,
                    mayWrite,
                    settings.triggerLabel(),
                    said.codeBy(),
                    event.origin().delivery());
            take(repository, asked, settings, hands, polled ? "found by looking" : "labelled by " + login);
        });
    }

    private static Issue withBody(Issue issue, String body) {
        return new Issue(
                issue.number(), issue.title(), body, issue.author(), issue.open(), issue.labels(), issue.url());
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
     * @param body what is said there that may show the failure
     * @param codeBy see {@link IssueWords.Said}
     * @param delivery by which they ask, "" where it is another one's
     */
    record Asked(
            long number,
            String title,
            String body,
            String login,
            boolean mayStart,
            String label,
            String codeBy,
            String delivery) {}

    /** Takes an issue up. */
    void take(RepositoryRef repository, Asked asked, RepositorySettings settings, String cause) {
        take(repository, asked, settings, Optional.empty(), cause);
    }

    /** @param hands number of a person's pull request that says that it closes the issue */
    private void take(
            RepositoryRef repository, Asked asked, RepositorySettings settings, Optional<String> hands, String cause) {
        Signal signal = signal(repository, asked.number(), asked.title(), asked.body(), asked.login());
        outbox.put(writes.reaction(repository, asked.number(), 0, Reaction.EYES));
        String number = Long.toString(asked.number());
        Map<String, String> extras =
                new HashMap<>(Map.of(Metadata.ISSUE, number, Metadata.REQUESTED_BY, asked.login()));
        hands.ifPresent(theirs -> extras.put(Metadata.IN_HANDS, theirs));
        if (!asked.codeBy().isEmpty()) {
            extras.put(Metadata.CODE_BY, asked.codeBy());
        }
        if (!asked.delivery().isEmpty()) {
            extras.put(Metadata.DELIVERIES, asked.delivery());
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

    /**
     * What Fettle asked for may stand in the issue's text now.
     *
     * @param polled whether a look found it: forges let only the author, and who may do more than read, change a text
     */
    Handled edited(Event.IssueEdited event, RepositorySettings settings, boolean polled) {
        String login = event.origin().sender().login();
        return answered(
                event.origin().repository(),
                event.number(),
                settings,
                issue -> polled || words.mayAnswer(event.origin().repository(), issue, login),
                polled ? "the issue was edited" : "the issue was edited by " + login,
                0);
    }

    /** What Fettle asked for may be in a comment. */
    Handled commented(Event.CommentAdded event, RepositorySettings settings) {
        RepositoryRef repository = event.origin().repository();
        if (event.onPullRequest()
                || !Questions.shows(event.body())
                || asking(repository, event.issueNumber()).isEmpty()) {
            return Handled.ignored(IgnoreReason.NO_COMMAND, "");
        }
        String login = event.origin().sender().login();
        // What stands there counts, not what the payload says.
        boolean stands = forge.comment(repository, event.issueNumber(), event.commentId())
                .filter(comment -> comment.author().equalsIgnoreCase(login) && Questions.shows(comment.body()))
                .isPresent();
        if (!stands) {
            return Handled.ignored(IgnoreReason.NO_COMMAND, "the comment does not stand as the delivery says");
        }
        return answered(
                repository,
                event.issueNumber(),
                settings,
                issue -> words.mayAnswer(repository, issue, login),
                "answered by " + login,
                event.commentId());
    }

    /** @param comment that answers, 0 for the issue's own text */
    private Handled answered(
            RepositoryRef repository,
            long number,
            RepositorySettings settings,
            Predicate<Issue> mayAnswer,
            String cause,
            long comment) {
        Optional<Ticket> ticket = asking(repository, number);
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "no ticket of this issue waits for information");
        }
        Optional<Issue> issue = forge.issue(repository, number).filter(Issue::open);
        if (issue.isEmpty()) {
            return Handled.ignored(IgnoreReason.CLOSED_ISSUE, "issue #" + number);
        }
        if (!mayAnswer.test(issue.get())) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, cause);
        }
        IssueWords.Said said = words.on(repository, issue.get());
        if (!said.shows()) {
            return Handled.noted("NOTHING", "what was asked for is still missing");
        }
        return new Handled("TICKET", ticket.get().id(), () -> {
            outbox.put(writes.reaction(repository, number, comment, Reaction.EYES));
            answer(ticket.get().id(), issue.get(), said, settings, "", cause);
        });
    }

    /** The ticket of an issue, where it waits for an answer. */
    Optional<Ticket> asking(RepositoryRef repository, long number) {
        return of(repository, number).filter(ticket -> ticket.waiting() == WaitingReason.NEEDS_INFO);
    }

    /** What people say on an issue, read anew. */
    IssueWords.Said said(RepositoryRef repository, Issue issue) {
        return words.on(repository, issue);
    }

    /**
     * Lets a ticket go on with what people said since.
     *
     * @param by login of the person with write access who asks for it, "" where only a question was answered: then whoever asked first stays answerable
     */
    void answer(String id, Issue issue, IssueWords.Said said, RepositorySettings settings, String by, String cause) {
        Optional<Ticket> asking = backlog.find(id).filter(now -> now.waiting() == WaitingReason.NEEDS_INFO);
        if (asking.isEmpty()) {
            return;
        }
        Ticket ticket = asking.get();
        RepositoryRef repository = ticket.repository();
        String asker = by.isEmpty() ? ticket.metadata().getOrDefault(Metadata.REQUESTED_BY, "") : by;
        Map<String, String> extras = new HashMap<>();
        if (!asker.isEmpty()) {
            extras.put(Metadata.REQUESTED_BY, asker);
        }
        if (!said.codeBy().isEmpty()) {
            extras.put(Metadata.CODE_BY, said.codeBy());
        }
        Signal signal = signal(repository, issue.number(), issue.title(), said.text(), asker);
        if (intaking.answered(ticket, signal, extras, settings, cause).isEmpty()) {
            // It is another failure, which has a ticket of its own.
            endings.stop(id, WaitingReason.OBSOLETE, cause);
            String label = ticket.metadata().getOrDefault(Metadata.LABEL, "");
            Asked asked = new Asked(issue.number(), issue.title(), said.text(), asker, true, label, said.codeBy(), "");
            take(repository, asked, settings, cause);
        }
    }

    private Signal signal(RepositoryRef repository, long number, String title, String body, String login) {
        return new Signal.IssueRequested(
                repository,
                clock.instant(),
                number,
                intaking.clean(title),
                intaking.clean(body),
                login,
                StackTraceParser.parseClean(UntrustedText.clean(body), intaking::clean)
                        .orElse(null));
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
        return lookup.about(repository, number);
    }
}
