package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Command;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.propose.AnswerText;
import java.time.InstantSource;
import java.util.Optional;

/** Carries out commands given in new comments by people with write access. Others get no answer at all. */
final class CommandTriage {
    private final Backlog backlog;
    private final Decisions decisions;
    private final Forge forge;
    private final Intaking intaking;
    private final IssueTriage issues;
    private final Outbox outbox;
    private final Writes writes;
    private final Waiving waiving;

    CommandTriage(
            Backlog backlog,
            Audit audit,
            Decisions decisions,
            Forge forge,
            Intaking intaking,
            IssueTriage issues,
            Outbox outbox,
            InstantSource clock) {
        this.waiving = new Waiving(backlog, audit, forge, intaking, outbox, clock);
        this.backlog = backlog;
        this.decisions = decisions;
        this.forge = forge;
        this.intaking = intaking;
        this.issues = issues;
        this.outbox = outbox;
        this.writes = new Writes(clock);
    }

    Handled comment(Event.CommentAdded event, Repository repository, RepositorySettings settings) {
        Optional<Command> command = Command.find(event.body());
        if (command.isEmpty()) {
            return issues.commented(event, settings);
        }
        RepositoryRef ref = repository.ref();
        String login = event.origin().sender().login();
        if (!forge.permission(ref, login).mayWrite()) {
            return Handled.ignored(IgnoreReason.NO_WRITE_ACCESS, login);
        }
        // Some servers send "created" for another comment than the one that changed: what stands there counts, not what
        // the payload says.
        Optional<Comment> standing = forge.comment(ref, event.issueNumber(), event.commentId());
        boolean same = standing.isPresent()
                && standing.get().author().equalsIgnoreCase(login)
                && Command.find(standing.get().body()).equals(command);
        if (!same) {
            return Handled.ignored(IgnoreReason.NO_COMMAND, "the comment does not stand as the delivery says");
        }
        Command given = command.get();
        Optional<Issue> issue =
                wantsIssue(given, event, ref) ? forge.issue(ref, event.issueNumber()) : Optional.empty();
        Optional<IssueWords.Said> said = issue.map(asked -> issues.said(ref, asked));
        Optional<PullRequest> pullRequest = given.verb() == Command.Verb.WAIVE
                ? waiving.standing(ref, issues.of(ref, event.issueNumber()))
                : Optional.empty();
        return new Handled("COMMAND", given.verb().usage() + " by " + login, () -> {
            outbox.put(writes.reaction(ref, event.issueNumber(), event.commentId(), Reaction.EYES));
            carryOut(given, event, ref, settings, login, issue, said, pullRequest);
        });
    }

    private void carryOut(
            Command command,
            Event.CommentAdded event,
            RepositoryRef repository,
            RepositorySettings settings,
            String login,
            Optional<Issue> issue,
            Optional<IssueWords.Said> said,
            Optional<PullRequest> pullRequest) {
        Optional<Ticket> ticket = issues.of(repository, event.issueNumber());
        String cause = command.verb().usage() + " by " + login;
        switch (command.verb()) {
            case FIX, RETRY -> fix(cause, event, repository, settings, login, ticket, issue, said);
            case APPROVE ->
                ticket.ifPresentOrElse(
                        t -> issues.approve(t, login), () -> answer(event, repository, AnswerText.noTicket()));
            case STOP, IGNORE ->
                ticket.ifPresentOrElse(
                        t -> stop(t, command.verb(), login, cause),
                        () -> answer(event, repository, AnswerText.noTicket()));
            case REJECT ->
                ticket.ifPresentOrElse(
                        t -> decisions.reject(t.id(), login, reason(login, command.argument())),
                        () -> answer(event, repository, AnswerText.noTicket()));
            case NOT_USEFUL ->
                ticket.ifPresentOrElse(
                        t -> notUseful(t, login, command.argument()),
                        () -> answer(event, repository, AnswerText.noTicket()));
            case STATUS ->
                answer(event, repository, ticket.map(AnswerText::status).orElseGet(AnswerText::noTicket));
            case EXPLAIN ->
                answer(
                        event,
                        repository,
                        ticket.map(t -> AnswerText.explain(t, backlog.attempts(t.id())))
                                .orElseGet(AnswerText::noTicket));
            case REBASE ->
                ticket.ifPresentOrElse(
                        t -> rebase(t, event, login, cause), () -> answer(event, repository, AnswerText.noTicket()));
            case WAIVE ->
                answer(
                        event,
                        repository,
                        ticket.map(t -> waiving.waive(t, command.argument(), login, pullRequest))
                                .orElseGet(AnswerText::noTicket));
            case HELP -> answer(event, repository, AnswerText.help());
        }
    }

    /** For a ticket that is to be made, or one that waits for what people say. The forge is asked before the transaction: nobody else could write while it thinks. */
    private boolean wantsIssue(Command command, Event.CommentAdded event, RepositoryRef repository) {
        boolean takes = command.verb() == Command.Verb.FIX || command.verb() == Command.Verb.RETRY;
        return takes
                && !event.onPullRequest()
                && issues.of(repository, event.issueNumber())
                        .filter(ticket -> ticket.waiting() != WaitingReason.NEEDS_INFO)
                        .isEmpty();
    }

    private void fix(
            String cause,
            Event.CommentAdded event,
            RepositoryRef repository,
            RepositorySettings settings,
            String login,
            Optional<Ticket> ticket,
            Optional<Issue> issue,
            Optional<IssueWords.Said> said) {
        boolean asking = ticket.isPresent() && ticket.get().waiting() == WaitingReason.NEEDS_INFO;
        if (asking && issue.isPresent() && said.filter(IssueWords.Said::shows).isPresent()) {
            issues.answer(ticket.get().id(), issue.get(), said.get(), settings, login, cause);
        } else if (ticket.isPresent()) {
            retry(ticket.get(), event, login, settings, cause);
        } else if (issue.isPresent() && said.isPresent()) {
            Issue asked = issue.get();
            issues.take(
                    repository,
                    new IssueTriage.Asked(
                            asked.number(),
                            asked.title(),
                            said.get().text(),
                            login,
                            true,
                            "",
                            said.get().codeBy(),
                            event.origin().delivery()),
                    settings,
                    cause);
        } else {
            answer(event, repository, AnswerText.noTicket());
        }
    }

    private void retry(
            Ticket ticket, Event.CommentAdded event, String login, RepositorySettings settings, String cause) {
        if (Tickets.mayRetry(ticket, settings)) {
            intaking.reopen(ticket, login, cause);
        } else {
            answer(event, ticket.repository(), AnswerText.status(ticket));
        }
    }

    private void rebase(Ticket ticket, Event.CommentAdded event, String login, String cause) {
        if (ticket.status() == Status.READY && ticket.waiting() == null) {
            intaking.reopen(ticket, login, cause);
        } else {
            answer(event, ticket.repository(), AnswerText.status(ticket));
        }
    }

    private void stop(Ticket ticket, Command.Verb verb, String login, String cause) {
        if (verb == Command.Verb.IGNORE) {
            decisions.reject(ticket.id(), login, reason(login, "to be ignored"));
        } else {
            issues.stop(ticket, cause);
        }
    }

    private void notUseful(Ticket ticket, String login, String why) {
        String words = why.isBlank() ? "no reason given" : intaking.clean(why.strip());
        Ticket unused = backlog.update(
                ticket.id(), t -> Metadata.with(t, Metadata.OBJECTION, words), "marked as not useful by " + login);
        decisions.reject(ticket.id(), login, "not useful, says " + login + ": " + words);
    }

    private static String reason(String login, String reason) {
        return "rejected by " + login + (reason.isBlank() ? "" : ": " + reason.strip());
    }

    private void answer(Event.CommentAdded event, RepositoryRef repository, String body) {
        String key = "answer:" + repository.key() + ":" + event.issueNumber() + ":" + event.commentId();
        outbox.put(writes.comment(repository, key, event.issueNumber(), AnswerText.marker(event.commentId()), body));
    }
}
