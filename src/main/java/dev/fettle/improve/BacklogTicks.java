package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Issue;
import dev.fettle.improve.BacklogIssues.Kept;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.propose.BacklogIssueText;
import dev.fettle.propose.BacklogTick;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The boxes on the issue that mirrors the backlog. What an edit ticked is a command of whoever made the edit, if they have write access at that moment; of anybody else it counts for nothing, and
 * goes on counting for nothing when a person with write access edits something else later. Each box acts once, until it was seen unticked.
 */
final class BacklogTicks {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Backlog backlog;
    private final Forge forge;
    private final IssueTriage issues;
    private final Decisions decisions;
    private final Intaking intaking;
    private final BacklogIssues kept;

    BacklogTicks(
            Backlog backlog,
            Forge forge,
            IssueTriage issues,
            Decisions decisions,
            Intaking intaking,
            BacklogIssues kept) {
        this.backlog = backlog;
        this.forge = forge;
        this.issues = issues;
        this.decisions = decisions;
        this.intaking = intaking;
        this.kept = kept;
    }

    /** Whether that is the issue that mirrors the backlog. */
    boolean mirrors(RepositoryRef repository, long number) {
        return kept.kept(repository).number() == number;
    }

    /** @param polled whether a look found a tick: then the forge is asked who edited last */
    Handled edited(Event.IssueEdited event, RepositorySettings settings, boolean polled) {
        RepositoryRef repository = event.origin().repository();
        Optional<Issue> standing = forge.issue(repository, event.number())
                .filter(Issue::open)
                .filter(issue -> issue.author().equalsIgnoreCase(forge.self().login()));
        if (standing.isEmpty() || !settings.backlogIssue()) {
            return Handled.noted("NOTHING", "not an issue that Fettle keeps");
        }
        // What stands there counts, not what the payload says; but who made which tick only the payload knows.
        Set<BacklogTick> ticked = BacklogIssueText.ticked(standing.get().body());
        Set<BacklogTick> theirs = new LinkedHashSet<>(ticked);
        if (!polled) {
            theirs.retainAll(BacklogIssueText.ticked(event.body()));
            theirs.removeAll(BacklogIssueText.ticked(event.before()));
        }
        Set<String> heard = kept.kept(repository).heard();
        theirs.removeIf(tick -> heard.contains(BacklogIssues.name(tick)));
        if (theirs.isEmpty()) {
            return new Handled("NOTHING", "no box was ticked", () -> hear(repository, ticked, Set.of(), false));
        }
        String login = polled
                ? forge.lastEditor(repository, event.number()).orElse("")
                : event.origin().sender().login();
        if (!mayTick(repository, login, settings)) {
            return new Handled("IGNORED " + IgnoreReason.NO_WRITE_ACCESS.name(), login, () -> {
                hear(repository, ticked, theirs, false);
                kept.ask(repository, SOON);
            });
        }
        String names = theirs.stream().map(BacklogIssues::name).collect(Collectors.joining(", "));
        return new Handled("TICKED", names + " by " + login, () -> {
            Set<String> before = kept.kept(repository).heard();
            hear(repository, ticked, theirs, true);
            theirs.stream()
                    .filter(tick -> !before.contains(BacklogIssues.name(tick)))
                    .forEach(tick -> carryOut(tick, repository, login, settings));
            kept.ask(repository, SOON);
        });
    }

    private boolean mayTick(RepositoryRef repository, String login, RepositorySettings settings) {
        boolean foreignBot = login.endsWith("[bot]") && !settings.allowedBots().contains(login);
        boolean us = login.equalsIgnoreCase(forge.self().login());
        return !login.isEmpty()
                && !foreignBot
                && !us
                && forge.permission(repository, login).mayWrite();
    }

    /** From now on these are known, as long as they stay ticked. */
    private void hear(RepositoryRef repository, Set<BacklogTick> ticked, Set<BacklogTick> theirs, boolean asks) {
        Kept now = kept.kept(repository);
        Set<String> heard = new TreeSet<>(now.heard());
        heard.retainAll(BacklogIssues.names(ticked));
        heard.addAll(BacklogIssues.names(theirs));
        if (asks || !heard.equals(now.heard())) {
            kept.keep(repository, now.heard(heard, asks));
        }
    }

    private void carryOut(BacklogTick tick, RepositoryRef repository, String login, RepositorySettings settings) {
        // An id is what somebody may have written: a ticket of another repository is none of theirs.
        Optional<Ticket> found = backlog.find(tick.ticketId())
                .filter(ticket -> ticket.repository().key().equals(repository.key()));
        if (found.isEmpty()) {
            return;
        }
        Ticket ticket = found.get();
        String cause = tick.verb().usage() + " by " + login + ", ticked on the backlog issue";
        switch (tick.verb()) {
            case APPROVE -> issues.approve(ticket, login);
            case RETRY -> {
                if (Tickets.mayRetry(ticket, settings)) {
                    Ticket unused = intaking.reopen(ticket, login, cause);
                }
            }
            case STOP -> issues.stop(ticket, cause);
            case REJECT -> decisions.reject(ticket.id(), login, "rejected by " + login + " on the backlog issue");
            default -> throw new IllegalStateException("no box stands for " + tick.verb());
        }
    }
}
