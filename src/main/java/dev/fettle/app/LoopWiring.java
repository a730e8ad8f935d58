package dev.fettle.app;

import dev.fettle.app.telemetry.Traces;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.Checkpoint;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.RepositorySettingsReader;
import dev.fettle.base.settings.ServerSettings.Retention;
import dev.fettle.forge.Forge;
import dev.fettle.improve.Autopatch;
import dev.fettle.improve.BacklogIssues;
import dev.fettle.improve.BacklogMirror;
import dev.fettle.improve.BestFirst;
import dev.fettle.improve.Breaker;
import dev.fettle.improve.ConfigurationReview;
import dev.fettle.improve.CopiedTrees;
import dev.fettle.improve.CycleWorker;
import dev.fettle.improve.InstalledRepositories;
import dev.fettle.improve.Intaking;
import dev.fettle.improve.Listening;
import dev.fettle.improve.Merging;
import dev.fettle.improve.MissedDeliveries;
import dev.fettle.improve.Newcomers;
import dev.fettle.improve.Onboarder;
import dev.fettle.improve.OutboxSender;
import dev.fettle.improve.Polling;
import dev.fettle.improve.ProposalListener;
import dev.fettle.improve.PullReviewing;
import dev.fettle.improve.PushScan;
import dev.fettle.improve.Queueing;
import dev.fettle.improve.Reconciler;
import dev.fettle.improve.ReportTriage;
import dev.fettle.improve.RepositoryNames;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.TicketPages;
import dev.fettle.improve.Triage;
import dev.fettle.improve.Watchdog;
import dev.fettle.improve.Watched;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Scanner;
import dev.fettle.improve.scan.Scanning;
import dev.fettle.improve.scan.Taking;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.github.GitHubEvents;
import dev.fettle.repair.Progress;
import dev.fettle.store.Stores;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The loop: what the queue's workers do. */
final class LoopWiring {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    /** Of what a scan by schedule runs in the sandbox. */
    private static final Duration SCAN_LIMIT = Duration.ofMinutes(15);

    private final SettingsSource settings;
    private final BestFirst bestFirst;
    private final Autopatch autopatch;
    private final OutboxSender sender;
    private final Breaker breaker;
    private final Watchdog watchdog;
    private final Listening listening;
    private final InstantSource clock;
    private final Map<Kind, Worker> workers;

    /**
     * What is looked at without being told.
     *
     * @param alone whether no webhooks can come
     * @param every how often it is looked at then
     */
    record Watch(Watched watched, boolean alone, Duration every) {}

    /**
     * Builds the loop.
     *
     * @param watch what is looked at without being told
     * @param listeners hear the progress of a repository's cycles
     * @param traces of the way from delivery to proposal, where somebody collects them
     * @param newTicketsPerDay of one repository, from what programs report
     * @param onboarding what happens in a repository without a file of its own
     * @param pages where people find those of tickets
     * @param kept how long what came from outside is kept
     */
    LoopWiring(
            Stores stores,
            Forge forge,
            Workspaces workspaces,
            EngineWiring engine,
            RepositorySettings server,
            RepositorySettingsReader reader,
            Redactor redactor,
            Checkpoint checkpoint,
            Function<RepositoryRef, Progress> listeners,
            Traces traces,
            Watch watch,
            int newTicketsPerDay,
            Onboarding onboarding,
            TicketPages pages,
            Retention kept,
            InstantSource clock) {
        this.clock = clock;
        Backlog backlog = traces.backlog(stores.backlog());
        DeliveryLog deliveries = traces.deliveries(stores.deliveries());
        SettingsSource settings = new SettingsSource(forge, reader, server, onboarding == Onboarding.REQUIRE);
        this.bestFirst = new BestFirst(stores.backlog(), settings);
        this.settings = settings;
        this.breaker = new Breaker(stores.memory(), clock);
        this.autopatch = new Autopatch(
                stores.backlog(),
                forge,
                workspaces,
                settings,
                engine.problems(),
                engine.pipeline(),
                engine::gates,
                stores.outbox(),
                breaker,
                pages,
                stores.transactions(),
                checkpoint,
                clock);
        Queueing queueing = new Queueing(stores.backlog(), settings::lastRead);
        Intaking intaking = new Intaking(
                backlog,
                new TicketDrafts(clock),
                new CopiedTrees(forge, workspaces, clock),
                stores.queue(),
                stores.outbox(),
                breaker,
                redactor,
                stores.memory(),
                queueing,
                clock);
        this.listening = new Listening(settings, stores.intakeKeys(), forge);
        ReportTriage reports = new ReportTriage(
                stores.reports(),
                stores.intakeKeys(),
                forge,
                settings,
                intaking,
                backlog,
                stores.outbox(),
                stores.memory(),
                stores.transactions(),
                newTicketsPerDay,
                clock);
        BacklogIssues issues = new BacklogIssues(settings, stores.memory(), stores.outbox(), stores.queue(), clock);
        stores.onTicketChange(issues::changed);
        BacklogMirror mirror = new BacklogMirror(
                stores.backlog(),
                issues,
                forge,
                settings,
                stores.deliveries(),
                stores.outbox(),
                stores.transactions(),
                clock);
        Newcomers newcomers = new Newcomers(onboarding, stores.memory(), stores.audit(), stores.queue(), clock);
        Onboarder onboarder = new Onboarder(
                onboarding,
                newcomers,
                server,
                engine.firstLook(redactor),
                forge,
                workspaces,
                stores.outbox(),
                stores.transactions(),
                clock);
        GitHubEvents events = new GitHubEvents();
        Triage triage = new Triage(
                deliveries,
                delivery -> events.read(delivery, forge.self()),
                forge,
                stores.installations(),
                settings,
                intaking,
                backlog,
                stores.audit(),
                stores.queue(),
                stores.outbox(),
                breaker,
                issues,
                newcomers,
                stores.transactions(),
                stores.memory(),
                clock);
        PushScan pushes =
                new PushScan(engine.secretScan(), forge, workspaces, settings, intaking, stores.transactions(), clock);
        Scanning scanning = scanning(stores, forge, workspaces, engine, settings, intaking, redactor, watch);
        this.sender = new OutboxSender(
                stores.outbox(),
                forge,
                workspaces,
                settings,
                stores.transactions(),
                clock,
                checkpoint,
                pages,
                traces.proposals(
                        new ProposalListener(
                                stores.backlog(),
                                stores.audit(),
                                stores.outbox(),
                                stores.queue(),
                                issues,
                                newcomers,
                                clock),
                        stores.backlog()));
        CycleWorker cycles = new CycleWorker(autopatch, stores.backlog(), stores.queue(), forge, clock, listeners);
        this.watchdog = new Watchdog(
                stores.backlog(), stores.queue(), stores.outbox(), queueing, stores.transactions(), PATIENCE, clock);
        Reconciler reconciler = new Reconciler(
                stores.backlog(), deliveries, forge, watch.watched(), settings, stores.memory(), watch.alone(), clock);
        MissedDeliveries missed = new MissedDeliveries(
                forge,
                stores.deliveries(),
                stores.memory(),
                clock,
                // What is cut off a millisecond must not make it too early.
                time -> Thread.sleep(time.toMillis() + 1));
        InstalledRepositories installed = new InstalledRepositories(
                forge, stores.installations(), new RepositoryNames(backlog, stores.outbox()), stores.transactions());
        Polling polling =
                new Polling(watch.watched(), installed, reconciler, forge, stores.memory(), watch.every(), clock);
        PullReviewing pulls = new PullReviewing(
                engine::reviewGates, forge, workspaces, settings, stores.outbox(), stores.transactions(), clock);
        ConfigurationReview configuration =
                new ConfigurationReview(forge, settings, stores.outbox(), stores.transactions(), clock);
        this.workers = traces.workers(Map.of(
                Kind.TRIAGE,
                triage,
                Kind.REPORTS,
                reports,
                Kind.CYCLE,
                cycles,
                Kind.SCAN,
                item -> Scanning.handles(item) ? scanning.work(item) : pushes.work(item),
                Kind.REVIEW,
                item -> ConfigurationReview.handles(item) ? configuration.work(item) : pulls.work(item),
                Kind.OUTBOX,
                sender,
                Kind.MERGE,
                new Merging(stores.backlog(), forge, settings, stores.outbox(), stores.transactions(), clock),
                Kind.BACKLOG_ISSUE,
                mirror,
                Kind.ONBOARDING,
                onboarder,
                Kind.RECONCILE,
                item -> {
                    if (Polling.handles(item)) {
                        return polling.work(item);
                    }
                    if (MissedDeliveries.handles(item)) {
                        return missed.work();
                    }
                    watchdog.nudge();
                    installed.look();
                    stores.queue().enqueue(MissedDeliveries.due(clock.instant()));
                    listening.look();
                    reconciler.look();
                    mirror.enqueueAll(watch.watched());
                    onboarder.enqueueAll(watch.watched());
                    scanning.enqueueAll();
                    stores.pruneBodies(clock.instant().minus(kept.bodies()));
                    kept.evidence()
                            .ifPresent(
                                    age -> stores.pruneEvidence(clock.instant().minus(age)));
                    return new Result.Done();
                }));
    }

    private Scanning scanning(
            Stores stores,
            Forge forge,
            Workspaces workspaces,
            EngineWiring engine,
            SettingsSource settings,
            Intaking intaking,
            Redactor redactor,
            Watch watch) {
        List<ScanSource> sources = engine.scanSources(redactor, clock).scheduled(forge, stores, SCAN_LIMIT);
        return new Scanning(
                new Scanner(sources, stores.backlog()::findByFingerprint, new TicketDrafts(clock), redactor),
                new Taking(intaking, stores.backlog(), stores.transactions(), sources),
                forge,
                workspaces,
                settings,
                watch.watched(),
                stores.memory(),
                stores.queue(),
                clock);
    }

    /** A repository's own, as they were last read; the server's before. */
    Budgets budgets(String repositoryKey) {
        return settings.lastRead(repositoryKey).budgets();
    }

    /** Where a cycle goes that may be anywhere. */
    BestFirst bestFirst() {
        return bestFirst;
    }

    Autopatch autopatch() {
        return autopatch;
    }

    /** Sends what the outbox holds for a repository, as far as the forge takes it now; the rest stays for the server. */
    void sendOutbox(String repositoryKey) {
        Result unused = sender.work(new WorkItem(Kind.OUTBOX, repositoryKey, repositoryKey, 50, clock.instant()));
    }

    /** Which sources repositories listen to. */
    Listening listening() {
        return listening;
    }

    /** Sees to it that what was accepted ends. Not for a worker: those are what it watches. */
    Watchdog watchdog() {
        return watchdog;
    }

    /** What keeps repositories waiting. */
    Breaker breaker() {
        return breaker;
    }

    Map<Kind, Worker> workers() {
        return workers;
    }
}
