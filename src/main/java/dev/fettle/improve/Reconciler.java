package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.TicketBranch;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Check;
import dev.fettle.forge.CommentOn;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Command;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.propose.Objection;
import dev.fettle.propose.PullRequestText;
import dev.fettle.propose.Questions;
import dev.fettle.work.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no webhook told: labelled issues without a ticket, issues that were closed or lost their label, the label that switches an issue off, red checks on the head of a default branch and of pull requests, pull requests of ours that
 * were merged, closed or pushed to, and boxes ticked on them; and, where no webhooks come at all, commands in comments and heads of people's pull requests. It changes nothing itself but makes the deliveries that
 * were missed, which then go the way of all others.
 */
public final class Reconciler {
    /** The source of its deliveries: who caused what it found is not known, except for a comment. */
    public static final String SOURCE = "poll";

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final String SCOPE = "poll";

    /** Of a repository in a look; each is a question or two. */
    private static final int MOST_PULLS = 50;

    /** Clocks differ, and lists lag behind: what was found before is told by its id. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Lookup lookup;
    private final FoundDeliveries found;
    private final Forge forge;
    private final Watched watched;
    private final SettingsSource settingsSource;
    private final Memory memory;
    private final boolean alone;
    private final InstantSource clock;

    /**
     * A reconciler.
     *
     * @param alone whether no webhooks can come: then comments are read too. Where they come, one would be obeyed twice
     */
    public Reconciler(
            Backlog backlog,
            DeliveryLog deliveries,
            Forge forge,
            Watched watched,
            SettingsSource settingsSource,
            Memory memory,
            boolean alone,
            InstantSource clock) {
        this.lookup = new Lookup(backlog);
        this.found = new FoundDeliveries(deliveries, clock);
        this.forge = forge;
        this.watched = watched;
        this.settingsSource = settingsSource;
        this.memory = memory;
        this.alone = alone;
        this.clock = clock;
    }

    /** Looks once at every repository. One that cannot be read is left for the next time. */
    public void look() {
        look(watched.repositories());
    }

    /** Looks once at each of these. One that cannot be read is left for the next time. */
    void look(List<Repository> repositories) {
        for (Repository repository : repositories) {
            try {
                Optional<Instant> later = forge.pollsYieldUntil(repository.ref());
                if (later.isPresent()) {
                    LOG.info(
                            "{} is looked at later: what the forge still takes until {} is for work in progress",
                            repository.ref().slug(),
                            later.get());
                    continue;
                }
                look(repository);
            } catch (ForgeException e) {
                LOG.info("{} is looked at later: {}", repository.ref().slug(), e.getMessage());
            }
        }
    }

    /**
     * Looks once at one, as its settings have it.
     *
     * @throws ForgeException when it cannot be read
     */
    void look(Repository repository) {
        RepositorySettings settings;
        try {
            settings = settingsSource.of(repository);
        } catch (SettingsException e) {
            LOG.warn("the settings of {} have mistakes: {}", repository.ref().slug(), e.getMessage());
            return;
        }
        look(repository, settings);
    }

    /** Looks once at one. */
    public void look(Repository repository, RepositorySettings settings) {
        if (!settings.enabled() || repository.archived()) {
            return;
        }
        List<Ticket> ofIssues = lookup.standing(repository.ref(), Condition.not(Facet.ISSUE, ""));
        labels(repository, settings, ofIssues);
        answers(repository, ofIssues);
        List<Ticket> ofRuns = lookup.standing(repository.ref(), Condition.not(Facet.RED_RUN, ""));
        head(repository, ofRuns);
        pulls(repository, settings, ofRuns);
        if (alone) {
            comments(repository);
        }
        lookup.standing(repository.ref(), Condition.not(Facet.PULL_REQUEST, "")).stream()
                .filter(ticket -> ticket.status() == Status.READY)
                .forEach(ticket -> followed(repository, ticket));
    }

    /** @param tickets those of issues that have not ended */
    private void labels(Repository repository, RepositorySettings settings, List<Ticket> tickets) {
        List<Issue> labelled = forge.issuesLabeled(repository.ref(), settings.triggerLabel());
        tickets.stream()
                .filter(Reconciler::mayBeTakenBack)
                .filter(ticket -> labelled.stream()
                        .noneMatch(issue -> Long.toString(issue.number())
                                .equals(ticket.metadata().get(Metadata.ISSUE))))
                .forEach(ticket -> takenBack(repository, ticket));
        labelled.stream()
                .filter(issue -> !lookup.known(repository.ref(), issue.number()))
                .forEach(issue -> found.labeled(repository, issue, settings.triggerLabel(), "labeled"));
        List<Ticket> stoppable = tickets.stream()
                .filter(ticket -> ticket.waiting() != WaitingReason.SWITCHED_OFF)
                .toList();
        if (stoppable.isEmpty()) {
            return;
        }
        forge.issuesLabeled(repository.ref(), RepositorySettings.OFF_LABEL)
                .forEach(issue -> stoppable.stream()
                        .filter(ticket -> Long.toString(issue.number())
                                .equals(ticket.metadata().get(Metadata.ISSUE)))
                        .forEach(ticket -> found.labeled(
                                repository,
                                issue,
                                RepositorySettings.OFF_LABEL,
                                "off:" + ticket.updatedAt().toEpochMilli())));
    }

    private static boolean mayBeTakenBack(Ticket ticket) {
        return ticket.status() != Status.READY
                && ticket.waiting() != WaitingReason.OBSOLETE
                && ticket.waiting() != WaitingReason.SWITCHED_OFF;
    }

    /** Issues whose text says by now what was asked for. */
    private void answers(Repository repository, List<Ticket> tickets) {
        tickets.stream()
                .filter(ticket -> ticket.waiting() == WaitingReason.NEEDS_INFO)
                .forEach(ticket -> forge.issue(repository.ref(), issueOf(ticket))
                        .filter(issue -> issue.open() && Questions.shows(issue.body()))
                        .ifPresent(issue -> found.answered(
                                repository,
                                issue,
                                "answered:" + ticket.updatedAt().toEpochMilli())));
    }

    private static long issueOf(Ticket ticket) {
        return Long.parseLong(ticket.metadata().getOrDefault(Metadata.ISSUE, "0"));
    }

    /** An issue that was closed, or lost the label that asked for it, before the work was done. */
    private void takenBack(Repository repository, Ticket ticket) {
        String occasion = ":" + ticket.updatedAt().toEpochMilli();
        forge.issue(repository.ref(), issueOf(ticket)).ifPresent(issue -> {
            String label = ticket.metadata().getOrDefault(Metadata.LABEL, "");
            if (!issue.open()) {
                found.closed(repository, issue, "closed" + occasion);
            } else if (!label.isEmpty() && !issue.labels().contains(label)) {
                found.unlabeled(repository, issue, label, "unlabeled" + occasion);
            }
        });
    }

    private void head(Repository repository, List<Ticket> ofRuns) {
        String branch = repository.defaultBranch();
        forge.branch(repository.ref(), branch).ifPresent(head -> standing(repository, ofRuns, head, branch));
    }

    /**
     * Pull requests of people: what is red on their heads and, where no webhook tells of them, that there is a head to be looked at. Whose code may be run is asked where the deliveries are handled; a head of another
     * repository is not asked about.
     */
    private void pulls(Repository repository, RepositorySettings settings, List<Ticket> ofRuns) {
        List<PullRequest> open = forge.openPullRequests(repository.ref()).stream()
                .filter(pull -> !TicketBranch.named(pull.headBranch()))
                .sorted(Comparator.comparingLong(PullRequest::number).reversed())
                .toList();
        if (alone && settings.reviewsPullRequests()) {
            open.forEach(pull -> found.opened(repository, pull));
        }
        if (open.size() > MOST_PULLS) {
            LOG.info(
                    "of {} open pull requests of {} the checks of the newest {} are looked at",
                    open.size(),
                    repository.ref().slug(),
                    MOST_PULLS);
        }
        open.stream()
                .filter(pull ->
                        pull.headRepository().equalsIgnoreCase(repository.ref().slug()))
                .limit(MOST_PULLS)
                .forEach(pull -> standing(repository, ofRuns, pull.headSha(), pull.headBranch()));
    }

    /** What is red on the head of a branch, and what is green there again that a ticket was made for. */
    private void standing(Repository repository, List<Ticket> ofRuns, String head, String branch) {
        Set<String> waitedFor = ofRuns.stream()
                .filter(ticket -> ticket.status() == Status.OPEN)
                .flatMap(ticket -> ticket.evidence().stream())
                .filter(Evidence.CiFailure.class::isInstance)
                .map(evidence -> ((Evidence.CiFailure) evidence).run())
                .collect(Collectors.toSet());
        // A delivery may have told of that commit under another name, and with a log that a check does not have: one
        // failure, one ticket.
        boolean told = lookup.toldOf(repository.ref(), head);
        forge.checks(repository.ref(), head).stream()
                .filter(check -> !check.ours())
                .filter(check -> check.state() == Check.State.RED && !told
                        || check.state() == Check.State.GREEN
                                && waitedFor.contains(check.run().name()))
                .forEach(check -> found.ended(repository, check, branch));
    }

    /** Commands, and answers to what Fettle asked; what was said before the first look is not obeyed. */
    private void comments(Repository repository) {
        Instant now = clock.instant();
        String key = repository.ref().key();
        Optional<Instant> last = memory.get(SCOPE, key).map(Instant::parse);
        if (last.isPresent()) {
            forge.commentsSince(repository.ref(), last.get().minus(OVERLAP)).stream()
                    .filter(comment ->
                            Command.find(comment.comment().body()).isPresent() || answers(repository, comment))
                    .forEach(comment -> found.commented(repository, comment));
        }
        memory.put(SCOPE, key, now.toString());
    }

    private boolean answers(Repository repository, CommentOn comment) {
        return !comment.onPullRequest()
                && Questions.shows(comment.comment().body())
                && lookup.about(repository.ref(), comment.number())
                        .filter(ticket -> ticket.waiting() == WaitingReason.NEEDS_INFO)
                        .isPresent();
    }

    private void followed(Repository repository, Ticket ticket) {
        String number = ticket.metadata().get(Metadata.PULL_REQUEST);
        if (number == null) {
            return;
        }
        forge.pullRequest(repository.ref(), Long.parseLong(number)).ifPresent(pull -> {
            if (pull.state() != PullRequest.State.OPEN) {
                found.closed(repository, pull);
                return;
            }
            if (ticket.waiting() == null
                    && !pull.headSha().equals(ticket.metadata().getOrDefault(Metadata.HEAD, pull.headSha()))) {
                found.moved(repository, pull);
            }
            Set<Objection> ticked = TickTriage.counting(ticket, PullRequestText.ticked(pull.body(), ticket.id()));
            if (!ticked.isEmpty()) {
                found.ticked(repository, pull, ticked);
            }
            String thumbs = Dislikes.standing(forge, repository.ref(), pull.number());
            if (!Dislikes.known(ticket, thumbs)) {
                found.disliked(
                        repository, pull, thumbs + ":" + ticket.updatedAt().toEpochMilli());
            }
        });
    }
}
