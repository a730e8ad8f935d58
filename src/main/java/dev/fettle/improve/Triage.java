package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.TicketBranch;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Command;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.Event;
import dev.fettle.intake.EventReader;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.intake.Installations;
import dev.fettle.propose.AnswerText;
import dev.fettle.work.Memory;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a stored delivery to what it changes: a ticket, a command carried out, feedback noted, or a named reason why nothing is done. */
public final class Triage implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Triage.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int RENAMED_PRIORITY = 10;
    private final DeliveryLog deliveries;
    private final EventReader reader;
    private final Forge forge;
    private final Installations installations;
    private final SettingsSource settingsSource;
    private final IssueTriage issues;
    private final CommandTriage commands;
    private final CiTriage ci;
    private final Feedback feedback;
    private final TickTriage ticks;
    private final BacklogTicks backlogTicks;
    private final BacklogIssues backlogIssues;
    private final Newcomers newcomers;
    private final Dislikes dislikes;
    private final WorkQueue queue;
    private final Transactions transactions;
    private final Intaking intaking;
    private final Outbox outbox;
    private final Breaker breaker;
    private final DefaultBranchPushes pushes;
    private final RepositoryChanges repositoryChanges;
    private final InstantSource clock;

    public Triage(
            DeliveryLog deliveries,
            EventReader reader,
            Forge forge,
            Installations installations,
            SettingsSource settingsSource,
            Intaking intaking,
            Backlog backlog,
            Audit audit,
            WorkQueue queue,
            Outbox outbox,
            Breaker breaker,
            BacklogIssues backlogIssues,
            Newcomers newcomers,
            Transactions transactions,
            Memory memory,
            InstantSource clock) {
        this.pushes = new DefaultBranchPushes(memory);
        this.repositoryChanges = new RepositoryChanges(backlog, outbox, forge, installations, queue, clock);
        this.deliveries = deliveries;
        this.reader = reader;
        this.forge = forge;
        this.installations = installations;
        this.settingsSource = settingsSource;
        Decisions decisions = new Decisions(backlog, audit, outbox, clock);
        this.issues = new IssueTriage(backlog, decisions, forge, intaking, outbox, clock);
        this.commands = new CommandTriage(backlog, audit, decisions, forge, intaking, issues, outbox, clock);
        this.ci = new CiTriage(backlog, forge, intaking, new Endings(backlog, outbox, clock), pushes, clock);
        this.feedback = new Feedback(backlog, decisions, outbox, clock);
        this.ticks = new TickTriage(backlog, forge, decisions);
        this.backlogTicks = new BacklogTicks(backlog, forge, issues, decisions, intaking, backlogIssues);
        this.backlogIssues = backlogIssues;
        this.newcomers = newcomers;
        this.dislikes = new Dislikes(backlog, forge, clock);
        this.queue = queue;
        this.transactions = transactions;
        this.intaking = intaking;
        this.outbox = outbox;
        this.breaker = breaker;
        this.clock = clock;
    }

    @Override
    public Result work(WorkItem item) {
        Optional<Delivery> delivery = deliveries.find(item.key());
        if (delivery.isEmpty() || deliveries.settled(item.key())) {
            // Settled: the process died after it was handled, and before the queue knew.
            return new Result.Done();
        }
        try {
            Event event = reader.read(delivery.get());
            Handled handled = handle(event, delivery.get().source().equals(Reconciler.SOURCE));
            if (handled.isIgnored()) {
                // Beside all others who write: these are many, and nothing else hangs on them.
                deliveries.settle(item.key(), handled.outcome(), handled.detail());
                return told(item, delivery.get(), handled);
            }
            transactions.inOne(() -> {
                if (event instanceof Event.OfRepository ofRepository
                        && mayStartWork(ofRepository)
                        && !handled.outcome().startsWith("IGNORED")) {
                    RepositoryRef repository = ofRepository.origin().repository();
                    breaker.note(
                            repository,
                            settingsSource.lastRead(repository.key()).budgets().eventsPerHour());
                }
                handled.effect().run();
                deliveries.settle(item.key(), handled.outcome(), handled.detail());
            });
            return told(item, delivery.get(), handled);
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                deliveries.settle(item.key(), "REFUSED", e.kind() + ": " + e.getMessage());
                return new Result.Done();
            });
        }
    }

    private static Result told(WorkItem item, Delivery delivery, Handled handled) {
        LOG.info("delivery {} ({}): {} {}", item.key(), delivery.event(), handled.outcome(), handled.detail());
        return new Result.Done();
    }

    private Handled handle(Event event, boolean polled) {
        if (event instanceof Event.Ignored ignored) {
            return Handled.ignored(ignored.reason(), ignored.detail());
        } else if (event instanceof Event.Ping) {
            return Handled.noted("PONG", "the forge reaches us");
        } else if (event instanceof Event.InstallationChanged changed) {
            return installation(changed);
        } else if (event instanceof Event.RepositoryChanged changed) {
            return repositoryChanges.changed(changed);
        }
        if (!(event instanceof Event.OfRepository ofRepository)) {
            throw new IllegalStateException(
                    "an event that nobody handles: " + event.getClass().getSimpleName());
        }
        Event.Origin origin = ofRepository.origin();
        if (!installed(origin)) {
            LOG.warn(
                    "security: a delivery for {} names installation {}, which it does not belong to",
                    origin.repository().slug(),
                    origin.installationId());
            return Handled.ignored(
                    IgnoreReason.NOT_INSTALLED, origin.repository().slug());
        }
        Optional<Repository> repository = forge.repository(origin.repository());
        if (repository.isEmpty()) {
            return Handled.ignored(
                    IgnoreReason.NOT_INSTALLED, origin.repository().slug());
        }
        RepositorySettings settings;
        try {
            settings = settingsSource.of(repository.get());
        } catch (SettingsException e) {
            return withItsSettingsRead(
                    mistaken(event, origin, String.valueOf(e.getMessage())), ofRepository, List.of());
        }
        if (event instanceof Event.PullRequestClosed closed && newcomers.proposes(closed)) {
            return newcomers.closed(closed, by(closed, polled));
        }
        if (!settings.enabled() && settingsSource.awaitsFile(repository.get().ref())) {
            Handled nothing = Handled.ignored(
                    IgnoreReason.NOT_ONBOARDED, origin.repository().slug());
            // Who brings the file wants to know whether it can be read.
            return withItsSettingsRead(nothing, ofRepository, settings.allowedBots());
        }
        if (!settings.enabled()) {
            return Handled.ignored(IgnoreReason.DISABLED, origin.repository().slug());
        }
        if (event instanceof Event.CiFailed
                || event instanceof Event.IssueLabeled
                || event instanceof Event.CommentAdded) {
            intaking.look(repository.get());
        }
        return withItsSettingsRead(
                handle(ofRepository, repository.get(), settings, polled), ofRepository, settings.allowedBots());
    }

    /** A head of a person's pull request may change the settings file, for better or worse. */
    private Handled withItsSettingsRead(Handled handled, Event.OfRepository event, List<String> allowedBots) {
        WorkItem reading;
        if (event instanceof Event.PullRequestOpened opened && !TicketBranch.named(opened.headBranch())) {
            reading = ConfigurationReview.item(event.origin().repository(), opened.number(), opened.headSha(), clock);
        } else if (event instanceof Event.PullRequestUpdated updated && !TicketBranch.named(updated.headBranch())) {
            reading = ConfigurationReview.item(event.origin().repository(), updated.number(), updated.headSha(), clock);
        } else {
            return handled;
        }
        Event.Actor sender = event.origin().sender();
        if (sender.bot() && !allowedBots.contains(sender.login())) {
            return handled;
        }
        return new Handled(handled.outcome(), handled.detail(), () -> {
            handled.effect().run();
            queue.enqueue(reading);
        });
    }

    /** What a storm is made of. What people without write access do was ignored by now: they cannot make one. */
    private static boolean mayStartWork(Event.OfRepository event) {
        return event instanceof Event.IssueLabeled
                || event instanceof Event.IssueEdited
                || event instanceof Event.CiFailed
                || event instanceof Event.DeploymentEnded deployed && !deployed.good()
                || event instanceof Event.CommentAdded;
    }

    /** Nothing is done; who asked for something is told why. */
    private Handled mistaken(Event event, Event.Origin origin, String mistakes) {
        long number = event instanceof Event.IssueLabeled labeled
                ? labeled.number()
                : event instanceof Event.CommentAdded comment
                                && Command.find(comment.body()).isPresent()
                        ? comment.issueNumber()
                        : 0;
        String detail = "its settings have mistakes:\n" + mistakes;
        if (number == 0
                || !forge.permission(origin.repository(), origin.sender().login())
                        .mayWrite()) {
            return Handled.noted("SETTINGS", detail);
        }
        return new Handled(
                "SETTINGS",
                detail,
                () -> outbox.put(new Writes(clock)
                        .comment(
                                origin.repository(),
                                "settings:" + origin.repository().key() + ":" + number,
                                number,
                                AnswerText.settingsMarker(),
                                AnswerText.settings(RepositorySettings.PATH, mistakes))));
    }

    private Handled handle(
            Event.OfRepository event, Repository repository, RepositorySettings settings, boolean polled) {
        if (event instanceof Event.IssueLabeled labeled) {
            return issues.labeled(labeled, settings, polled);
        } else if (event instanceof Event.IssueUnlabeled unlabeled) {
            return issues.unlabeled(unlabeled, settings, polled);
        } else if (event instanceof Event.IssueClosed closed) {
            return issues.closed(closed);
        } else if (event instanceof Event.IssueEdited edited) {
            return backlogTicks.mirrors(repository.ref(), edited.number())
                    ? backlogTicks.edited(edited, settings, polled)
                    : issues.edited(edited, settings, polled);
        } else if (event instanceof Event.CommentAdded comment) {
            return commands.comment(comment, repository, settings);
        } else if (event instanceof Event.CiFailed failed) {
            return ci.failed(failed, repository, settings);
        } else if (event instanceof Event.CiPassed passed) {
            return ci.passed(passed);
        } else if (event instanceof Event.DeploymentEnded ended) {
            return ci.deployed(ended, repository, settings);
        } else if (event instanceof Event.PullRequestClosed closed) {
            Handled handled = feedback.closed(closed, by(closed, polled));
            return new Handled(handled.outcome(), handled.detail(), () -> {
                handled.effect().run();
                intaking.released(closed.origin().repository(), closed.number());
            });
        } else if (event instanceof Event.PullRequestUpdated updated) {
            return reviewed(
                    feedback.updated(updated, by(updated, polled)),
                    updated,
                    updated.number(),
                    updated.headBranch(),
                    updated.headSha(),
                    settings);
        } else if (event instanceof Event.PullRequestOpened opened) {
            Handled nothing = Handled.noted("NOTHING", "a pull request that Fettle does not follow");
            return reviewed(nothing, opened, opened.number(), opened.headBranch(), opened.headSha(), settings);
        } else if (event instanceof Event.PullRequestEdited edited) {
            return edited(edited, polled);
        } else if (event instanceof Event.Reviewed reviewed) {
            return feedback.reviewed(reviewed);
        } else if (event instanceof Event.Pushed pushed) {
            return pushed.defaultBranch() ? pushed(pushed, repository, settings) : feedback.pushed(pushed);
        }
        throw new IllegalStateException(
                "an event that nobody handles: " + event.getClass().getSimpleName());
    }

    /** What stands on a pull request of ours: boxes that are ticked, and thumbs. */
    private Handled edited(Event.PullRequestEdited edited, boolean polled) {
        Handled boxes = ticks.edited(edited, polled);
        if (!boxes.outcome().equals("NOTHING")) {
            return boxes;
        }
        Handled thumbs = dislikes.edited(edited);
        return new Handled(thumbs.outcome(), thumbs.detail(), () -> {
            boxes.effect().run();
            thumbs.effect().run();
        });
    }

    /** A head of a person's pull request is also looked at, where the repository asks for that. */
    private Handled reviewed(
            Handled handled,
            Event.OfRepository event,
            long number,
            String branch,
            String head,
            RepositorySettings settings) {
        Event.Actor sender = event.origin().sender();
        boolean foreignBot = sender.bot() && !settings.allowedBots().contains(sender.login());
        if (!settings.reviewsPullRequests() || foreignBot || TicketBranch.named(branch)) {
            return handled;
        }
        return new Handled("REVIEW", "#" + number + " at " + head, () -> {
            handled.effect().run();
            queue.enqueue(PullReviewing.item(event.origin().repository(), number, head, clock));
        });
    }

    /** Who did it, in words. */
    private static String by(Event.OfRepository event, boolean polled) {
        return polled ? Decisions.SOMEBODY : event.origin().sender().login();
    }

    /** The settings may say otherwise by now, and the push may have brought a secret. */
    private Handled pushed(Event.Pushed pushed, Repository repository, RepositorySettings settings) {
        boolean scan = settings.qualityGates().secretScan() && !pushed.deletes();
        return new Handled("PUSH", scan ? "settings read again, secrets looked for" : "settings read again", () -> {
            int unused = intaking.resume(repository.ref(), settings);
            pushes.note(pushed);
            feedback.reverting(pushed);
            backlogIssues.settingsRead(repository.ref());
            if (scan) {
                queue.enqueue(PushScan.item(pushed, clock));
            }
        });
    }

    private Handled installation(Event.InstallationChanged changed) {
        return new Handled("INSTALLATION", changed.kind().name(), () -> {
            switch (changed.kind()) {
                case CREATED, REPOSITORIES -> {
                    installations.add(changed.installationId(), changed.added());
                    changed.added().forEach(newcomers::ask);
                    // What is red or labelled there already was told to nobody.
                    changed.added().forEach(added -> queue.enqueue(Polling.newcomer(added, clock.instant())));
                    installations.remove(changed.installationId(), changed.removed());
                }
                case DELETED -> installations.delete(changed.installationId());
                case SUSPENDED -> installations.suspend(changed.installationId(), true);
                case UNSUSPENDED -> installations.suspend(changed.installationId(), false);
                case RENAMED ->
                    queue.enqueue(new WorkItem(WorkItem.Kind.RECONCILE, "all", "", RENAMED_PRIORITY, clock.instant()));
            }
        });
    }

    /** A payload's installation counts for nothing but to be compared with the stored one. Token mode has no installations. */
    private boolean installed(Event.Origin origin) {
        if (forge.self().appId() == 0) {
            return true;
        }
        RepositoryRef repository = origin.repository();
        return installations
                .of(repository)
                .map(stored -> origin.installationId() == 0 || stored == origin.installationId())
                .orElse(false);
    }
}
