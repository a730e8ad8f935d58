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
    private final Forge forge;
    private final Intaking intaking;
    private final IssueTriage issues;
    private final Outbox outbox;
    private final Writes writes;

    CommandTriage(
            Backlog backlog, Forge forge, Intaking intaking, IssueTriage issues, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.intaking = intaking;
        this.issues = issues;
        this.outbox = outbox;
        this.writes = new Writes(clock);
    }

    Handled comment(Event.CommentAdded event, Repository repository, RepositorySettings settings) {
        Optional<Command> command = Command.find(event.body());
        if (command.isEmpty()) {
            return Handled.ignored(IgnoreReason.NO_COMMAND, "");
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
        return new Handled("COMMAND", given.verb().usage() + " by " + login, () -> {
            outbox.put(writes.reaction(ref, event.issueNumber(), event.commentId(), Reaction.EYES));
            carryOut(given, event, ref, settings, login);
        });
    }

    private void carryOut(
            Command command,
            Event.CommentAdded event,
            RepositoryRef repository,
            RepositorySettings settings,
            String login) {
        Optional<Ticket> ticket = issues.of(repository, event.issueNumber());
        String cause = command.verb().usage() + " by " + login;
        switch (command.verb()) {
            case FIX -> fix(event, repository, settings, login, ticket);
            case RETRY ->
                ticket.ifPresentOrElse(t -> retry(t, cause), () -> fix(event, repository, settings, login, ticket));
            case APPROVE ->
                ticket.ifPresentOrElse(
                        t -> issues.approve(t, login), () -> answer(event, repository, AnswerText.noTicket()));
            case STOP, IGNORE ->
                ticket.ifPresentOrElse(
                        t -> stop(t, command.verb(), cause), () -> answer(event, repository, AnswerText.noTicket()));
            case REJECT ->
                ticket.ifPresentOrElse(
                        t -> reject(t, cause + ": " + command.argument()),
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
                ticket.ifPresentOrElse(t -> rebase(t, cause), () -> answer(event, repository, AnswerText.noTicket()));
            case WAIVE -> answer(event, repository, AnswerText.notYet(command.verb()));
            case HELP -> answer(event, repository, AnswerText.help());
        }
    }

    private void fix(
            Event.CommentAdded event,
            RepositoryRef repository,
            RepositorySettings settings,
            String login,
            Optional<Ticket> ticket) {
        if (ticket.isPresent()) {
            retry(ticket.get(), "/fettle fix by " + login);
            return;
        }
        issues.read(repository, event.issueNumber())
                .ifPresent(issue -> issues.take(
                        repository,
                        issue.number(),
                        issue.title(),
                        issue.body(),
                        login,
                        settings,
                        "/fettle fix by " + login));
    }

    private void retry(Ticket ticket, String cause) {
        boolean ended = ticket.status() == Status.FAILED || ticket.status() == Status.OPEN;
        if (ended) {
            intaking.reopen(ticket, cause);
        } else {
            intaking.announce(ticket);
        }
    }

    private void rebase(Ticket ticket, String cause) {
        if (ticket.status() == Status.READY && ticket.waiting() != WaitingReason.TAKEN_OVER) {
            intaking.reopen(ticket, cause);
        }
    }

    private void stop(Ticket ticket, Command.Verb verb, String cause) {
        if (verb == Command.Verb.IGNORE) {
            backlog.update(ticket.id(), t -> Tickets.moved(t, Status.REJECTED, WaitingReason.SWITCHED_OFF), cause);
        } else if (!ticket.status().ended()) {
            issues.stop(ticket, cause);
        }
    }

    private void reject(Ticket ticket, String cause) {
        backlog.update(ticket.id(), t -> Tickets.moved(t, Status.REJECTED, null), cause);
        String number = ticket.metadata().get(Metadata.PULL_REQUEST);
        if (number != null) {
            outbox.put(writes.close(ticket.repository(), ticket.id(), Long.parseLong(number)));
        }
    }

    private void answer(Event.CommentAdded event, RepositoryRef repository, String body) {
        String key = "answer:" + repository.key() + ":" + event.issueNumber() + ":" + event.commentId();
        outbox.put(writes.comment(repository, key, event.issueNumber(), AnswerText.marker(event.commentId()), body));
    }
}
