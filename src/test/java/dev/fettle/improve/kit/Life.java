package dev.fettle.improve.kit;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.Checkpoint;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.forge.Forge;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.improve.Autopatch;
import dev.fettle.improve.BacklogIssues;
import dev.fettle.improve.BacklogMirror;
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
import dev.fettle.improve.RepairPipeline;
import dev.fettle.improve.ReportTriage;
import dev.fettle.improve.RepositoryNames;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.TicketProblem;
import dev.fettle.improve.Triage;
import dev.fettle.improve.Watchdog;
import dev.fettle.improve.Watched;
import dev.fettle.improve.scan.FirstLook;
import dev.fettle.improve.scan.Scanner;
import dev.fettle.improve.scan.Scanning;
import dev.fettle.improve.scan.Taking;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.github.DeliveryMeaning;
import dev.fettle.intake.github.GitHubEvents;
import dev.fettle.repair.FindingsProver;
import dev.fettle.repair.Prover;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproducer;
import dev.fettle.repair.TraceTestWriter;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One process of the server, put together as in life and driven by hand. */
final class Life implements AutoCloseable {
    final Stores stores;
    final HandDriven worker;
    final Triage triage;
    final Watchdog watchdog;
    final Listening listening;

    /**
     * A process that starts.
     *
     * @param data what the one before it left on disk
     * @param steps hears each step at which a kill must do no harm
     * @param dead whether it was killed
     */
    Life(Given given, Path data, Checkpoint steps, BooleanSupplier dead) {
        HandClock clock = given.clock;
        Redactor redactor = new PatternRedactor(given.shapes, List::of);
        stores = Stores.open(
                Place.folder(data),
                clock,
                redactor,
                new Reading(new DeliveryMeaning()::of, delivery -> "", delivery -> ""));
        Forge forge = MortalForge.of(ReticentForge.of(given.seen, given.hidden), dead);
        Transactions transactions = new Steps(stores.transactions(), steps::passed);
        Workspaces workspaces = given.git.apply(new GitWorkspaces(
                data.resolve("git"), TransportRules.httpsOnly().withLocalForge(given.folder.resolve("forge")), clock));
        SettingsSource source = new SettingsSource(
                forge, new RepositoryFile(given.settings), given.settings, given.onboarding == Onboarding.REQUIRE);
        Breaker breaker = new Breaker(stores.memory(), clock);
        Backlog backlog = given.traces.backlog(stores.backlog());
        DeliveryLog deliveries = given.traces.deliveries(stores.deliveries());
        Queueing queueing = new Queueing(stores.backlog(), source::lastRead);
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
        ReportTriage reports = new ReportTriage(
                stores.reports(),
                stores.intakeKeys(),
                forge,
                source,
                intaking,
                stores.backlog(),
                stores.outbox(),
                stores.memory(),
                transactions,
                IntakeLimits.DEFAULT.newTicketsPerDay(),
                clock);
        listening = new Listening(source, stores.intakeKeys(), forge);
        BacklogIssues issues = new BacklogIssues(source, stores.memory(), stores.outbox(), stores.queue(), clock);
        stores.onTicketChange(issues::changed);
        BacklogMirror mirror = new BacklogMirror(
                stores.backlog(), issues, forge, source, stores.deliveries(), stores.outbox(), transactions, clock);
        Newcomers newcomers = new Newcomers(given.onboarding, stores.memory(), stores.audit(), stores.queue(), clock);
        Onboarder onboarder = new Onboarder(
                given.onboarding,
                newcomers,
                given.settings,
                new FirstLook(given, redactor, Duration.ofMinutes(1)),
                forge,
                workspaces,
                stores.outbox(),
                transactions,
                clock);
        GitHubEvents events = new GitHubEvents();
        triage = new Triage(
                deliveries,
                delivery -> events.read(delivery, forge.self()),
                forge,
                stores.installations(),
                source,
                intaking,
                backlog,
                stores.audit(),
                stores.queue(),
                stores.outbox(),
                breaker,
                issues,
                newcomers,
                transactions,
                stores.memory(),
                clock);
        Autopatch autopatch = new Autopatch(
                stores.backlog(),
                forge,
                workspaces,
                source,
                new TicketProblem(List.of(given.build), repository -> given.mayRun),
                pipeline(given, redactor),
                given.gates::of,
                stores.outbox(),
                breaker,
                given.pages,
                transactions,
                steps,
                clock);
        OutboxSender sender = new OutboxSender(
                stores.outbox(),
                forge,
                workspaces,
                source,
                transactions,
                clock,
                steps,
                given.pages,
                given.traces.proposals(
                        new ProposalListener(
                                stores.backlog(),
                                stores.audit(),
                                stores.outbox(),
                                stores.queue(),
                                issues,
                                newcomers,
                                clock),
                        stores.backlog()));
        watchdog = new Watchdog(
                stores.backlog(), stores.queue(), stores.outbox(), queueing, transactions, Loop.PATIENCE, clock);
        Watched watched = new Watched(forge, given.named);
        Reconciler reconciler = new Reconciler(
                stores.backlog(), stores.deliveries(), forge, watched, source, stores.memory(), given.alone, clock);
        Scanning scanning = new Scanning(
                new Scanner(given.sources, stores.backlog()::findByFingerprint, new TicketDrafts(clock), redactor),
                new Taking(intaking, stores.backlog(), transactions, given.sources),
                forge,
                workspaces,
                source,
                watched,
                stores.memory(),
                stores.queue(),
                clock);
        PushScan pushes = new PushScan(
                new SecretScanGate(given.shapes), forge, workspaces, source, intaking, transactions, clock);
        MissedDeliveries missed = new MissedDeliveries(forge, stores.deliveries(), stores.memory(), clock, clock::pass);
        InstalledRepositories installed = new InstalledRepositories(
                forge, stores.installations(), new RepositoryNames(backlog, stores.outbox()), stores.transactions());
        Polling polling = new Polling(watched, installed, reconciler, forge, stores.memory(), Loop.POLLING, clock);
        PullReviewing pulls = new PullReviewing(
                given.gates::ofReviews, forge, workspaces, source, stores.outbox(), transactions, clock);
        ConfigurationReview configuration =
                new ConfigurationReview(forge, source, stores.outbox(), transactions, clock);
        worker = stores.driveByHand(given.traces.workers(Map.of(
                Kind.TRIAGE,
                triage,
                Kind.REPORTS,
                reports,
                Kind.CYCLE,
                new CycleWorker(
                        autopatch,
                        stores.backlog(),
                        stores.queue(),
                        forge,
                        clock,
                        repository -> given.traces.attempts()),
                Kind.SCAN,
                item -> Scanning.handles(item) ? scanning.work(item) : pushes.work(item),
                Kind.REVIEW,
                item -> ConfigurationReview.handles(item) ? configuration.work(item) : pulls.work(item),
                Kind.OUTBOX,
                sender,
                Kind.MERGE,
                new Merging(stores.backlog(), forge, source, stores.outbox(), transactions, clock),
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
                    mirror.enqueueAll(watched);
                    onboarder.enqueueAll(watched);
                    if (!given.sources.isEmpty()) {
                        scanning.enqueueAll();
                    }
                    return new Worker.Result.Done();
                })));
    }

    private static RepairPipeline pipeline(Given given, Redactor redactor) {
        TraceTestWriter noWriter = (problem, limit, progress) -> new TraceTestWriter.Outcome(
                Optional.empty(), RepairReason.NOT_REPRODUCED, "no test is written in these stories");
        return new RepairPipeline(
                new Reproducer(
                        given.sandboxes,
                        (problem, limit) -> Optional.empty(),
                        noWriter,
                        (problem, code) -> List.of(),
                        given.clock),
                List.of(given.engine),
                new Prover(given.sandboxes, Duration.ofMinutes(1)),
                new DoneForFixme(),
                new FindingsProver(given.sandboxes, Duration.ofMinutes(1)),
                redactor,
                given.clock,
                given.sandboxes);
    }

    @Override
    public void close() {
        stores.close();
    }
}
