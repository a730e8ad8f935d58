package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.app.telemetry.Traces;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Secret;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import dev.fettle.improve.CycleResult;
import dev.fettle.improve.Polling;
import dev.fettle.improve.TicketPages;
import dev.fettle.improve.Watched;
import dev.fettle.repair.Progress;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.web.Measure;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import dev.fettle.workspace.GitWorkspaces;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The server's parts, all constructed here. */
final class Wiring implements AutoCloseable {
    /** A tree that a process of long ago left behind. */
    private static final Duration LEFT_OVER = Duration.ofDays(1);

    private static final String RECONCILED = "reconciled";
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** How soon an exchanged secret holds. */
    private static final Duration SECRETS_AGAIN = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Traces traces;
    private final Stores stores;
    private final EngineWiring engine;
    private final Forge forge;
    private final Watched watched;
    private final LoopWiring loop;
    private final Optional<WebServer> server;
    private final Operation operation;
    private final Supplier<List<Measure>> measures;
    private final ForgeSecrets secrets;
    private final WorkerPool.Size workers;
    private final Duration scanInterval;
    private final Optional<Duration> pollInterval;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "timer"));
    private final DiskWatch disks;
    private final WatchdogTimer watchdog;
    private final Optional<OwnErrorWatch> ownErrors;
    private @Nullable WorkerPool pool;
    private @Nullable ScheduledFuture<?> looking;

    private Wiring(
            ServerSettings settings,
            Stores stores,
            EngineWiring engine,
            PatternRedactor redactor,
            Optional<WebSettings> web,
            ForgeSecrets secrets,
            InstantSource clock) {
        ForgeWiring forges =
                ForgeWiring.of(settings, secrets::now, this::url, stores.installations(), stores.allowance(), clock);
        this.secrets = secrets;
        this.forge = forges.forge();
        GitWorkspaces workspaces = new GitWorkspaces(settings.dataDir().resolve("git"), forges.transports(), clock);
        workspaces.sweep(LEFT_OVER);
        this.traces = new Traces(settings.otlpEndpoint(), Version.current());
        this.stores = stores;
        this.engine = engine;
        this.clock = clock;
        this.scanInterval = settings.scanInterval();
        this.pollInterval = settings.looksEvery(!secrets.webhook().isEmpty());
        this.workers = new WorkerPool.Size(
                settings.workers().quick(),
                settings.workers().cycles(),
                WorkerPool.Size.DEFAULT.poll(),
                WorkerPool.Size.DEFAULT.patience(),
                settings.workers().lease());
        this.watched = new Watched(forge, settings.watched());
        this.loop = new LoopWiring(
                stores,
                forge,
                workspaces,
                engine,
                settings.repositories(),
                new RepositoryFile(settings.repositories()),
                redactor,
                CrashAt.of(System.getenv()),
                repository -> traces.attempts(),
                traces,
                new LoopWiring.Watch(watched, secrets.webhook().isEmpty(), settings.pollInterval()),
                settings.intake().newTicketsPerDay(),
                settings.onboarding(),
                new TicketPages(settings.http().baseUrl()),
                settings.store().kept(),
                clock);
        this.ownErrors = settings.ownRepository()
                .map(own -> new OwnErrorWatch(new OwnErrors(own, stores.reports(), redactor, clock)));
        this.disks = DiskWatch.ofDisks(
                DiskCheck.folders(settings.dataDir(), Home.of(System.getenv()).root()));
        this.watchdog = new WatchdogTimer(watched(() -> {
            disks.look();
            loop.watchdog().look();
        }));
        this.operation =
                new Operation(stores, settings.dataDir(), !secrets.webhook().isEmpty(), settings.silence(), clock);
        this.measures = () -> ForgeMeasures.beside(operation.measures(), forge.requests());
        this.server = web.map(where -> WebServer.of(
                where,
                ServerParts.of(
                        stores,
                        traces.deliveries(stores.deliveries()),
                        forges.pages(),
                        secrets::webhook,
                        IntakeWiring.parts(stores, loop.listening(), redactor, settings.intake()),
                        this::warnings,
                        operation::notReady,
                        loop::budgets,
                        clock),
                measures,
                SignInWiring.of(settings, forge, stores, clock)));
    }

    /** Builds everything; nothing runs yet. */
    static Wiring of(ConfigOption config, @Nullable String host, @Nullable Integer port, CommandSpec spec) {
        ServerSettings settings = config.load().settings();
        WebSettings web = WebSettings.on(
                        host == null ? settings.http().host() : host,
                        port == null ? settings.http().port() : port)
                .reachableAs(names(settings.http().baseUrl()))
                .linkingTo(ForgeWiring.peoplesPages(settings.forge()));
        return of(config, settings, Optional.of(web), spec);
    }

    /** As {@link #of(ConfigOption, String, Integer, CommandSpec)}, for a process that nobody reaches over HTTP. */
    static Wiring workersOnly(ConfigOption config, CommandSpec spec) {
        return of(config, config.load().settings(), Optional.empty(), spec);
    }

    private static Wiring of(
            ConfigOption config, ServerSettings settings, Optional<WebSettings> web, CommandSpec spec) {
        InstantSource clock = InstantSource.system();
        ForgeSecrets secrets = new ForgeSecrets(
                settings.forge(), () -> config.load().settings().forge(), clock);
        Supplier<List<Secret>> known = () -> Stream.of(
                        secrets.all().stream(),
                        settings.store().password().stream(),
                        settings.signIn().clientSecret().stream())
                .flatMap(each -> each)
                .toList();
        Map<String, String> environment = System.getenv();
        SecretShapes shapes = SecretShapes.bundled().knowing(known);
        PatternRedactor redactor = new PatternRedactor(shapes, known);
        Stores stores = OpenStores.of(settings, redactor, spec);
        boolean built = false;
        try {
            EngineWiring engine = new EngineWiring(
                    Home.of(environment),
                    BuildEnvironment.of(environment, settings),
                    settings.sandbox(),
                    shapes,
                    redactor,
                    clock);
            Wiring wiring = new Wiring(settings, stores, engine, redactor, web, secrets, clock);
            built = true;
            return wiring;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        } finally {
            if (!built) {
                stores.close();
            }
        }
    }

    /** Starts workers, timer and server, in this order, so that what is accepted is worked on. */
    void start() {
        ownErrors.ifPresent(OwnErrorWatch::start);
        Map<WorkItem.Kind, Worker> all = EndsWhenBroken.all(loop.workers());
        pool = stores.startWorkers(ownErrors.map(watch -> watch.watching(all)).orElse(all), workers);
        disks.look();
        watchdog.start();
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(
                watched(secrets::refresh), SECRETS_AGAIN.toMillis(), SECRETS_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        if (server.isPresent()) {
            // Every server asks at its start; of those that share a database, one asks when the time has come again.
            reconcile();
            looking = timer.scheduleAtFixedRate(
                    this::look, scanInterval.toMillis(), scanInterval.toMillis(), TimeUnit.MILLISECONDS);
            pollInterval.ifPresent(this::poll);
            server.get().start();
            new WarmUp(url()).begin();
        }
    }

    /** What tells how this process is doing, for one that nobody reaches otherwise; not started yet. */
    WebServer health(WebSettings where) {
        return WebServer.health(where, operation::notReady, measures);
    }

    /** What a timer does, so that what goes wrong in it is seen. */
    private Runnable watched(Runnable look) {
        return ownErrors.map(watch -> watch.watching(look)).orElse(look);
    }

    private void poll(Duration every) {
        Runnable look = watched(() -> stores.queue().enqueue(Polling.everything(clock.instant())));
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException e) {
                        // A timer that throws never rings again.
                        LOG.warn("what is new is looked for the next time: {}", e.getMessage());
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    Forge forge() {
        return forge;
    }

    /** All that this server works on, the one with the best ticket first. */
    List<Repository> repositories() {
        return loop.bestFirst().order(watched.repositories());
    }

    /** One cycle on this thread, and then what it has to say to the forge; nothing else runs meanwhile. */
    CycleResult cycle(Repository repository, Progress progress) {
        CycleResult result = loop.autopatch().cycle(repository, progress);
        loop.sendOutbox(repository.ref().key());
        return result;
    }

    String url() {
        return server.map(WebServer::url).orElse("");
    }

    String sandbox() {
        return engine.sandboxes().description();
    }

    /** What an operator must know as long as it lasts. */
    List<String> warnings() {
        return Stream.of(
                        engine.sandboxes().warning().stream(),
                        loop.breaker().all().stream()
                                .map(storm -> WaitingReason.EVENT_STORM.sentence() + " " + storm.sentence()),
                        stores.reports().deferred().stream(),
                        operation.silence().stream(),
                        disks.warnings().stream())
                .flatMap(each -> each)
                .toList();
    }

    private void look() {
        try {
            watched(this::lookOnce).run();
        } catch (RuntimeException e) {
            // A timer that throws never rings again.
            LOG.warn("the look for missed events is put off until the next time: {}", e.getMessage());
        }
    }

    private void lookOnce() {
        if (stores.shared()) {
            // What requests are answered by is read by each process for itself.
            loop.listening().look();
        }
        if (!stores.shared() || due()) {
            reconcile();
        }
    }

    private boolean due() {
        Instant before = clock.instant().minus(scanInterval.multipliedBy(3).dividedBy(4));
        return stores.transactions()
                .inOne(() -> stores.memory()
                        .get(RECONCILED, "at")
                        .map(Instant::parse)
                        .filter(before::isBefore)
                        .isEmpty());
    }

    private void reconcile() {
        operation.silence().ifPresent(LOG::warn);
        Instant now = clock.instant();
        stores.transactions().inOne(() -> {
            stores.memory().put(RECONCILED, "at", now.toString());
            stores.queue().enqueue(new WorkItem(WorkItem.Kind.RECONCILE, "all", "", 10, now.plus(FIRST_LOOK)));
        });
    }

    private static Set<String> names(String baseUrl) {
        if (baseUrl.isEmpty()) {
            return Set.of();
        }
        String host = URI.create(baseUrl).getHost();
        return host == null ? Set.of() : Set.of(host);
    }

    /** Takes no more requests, lets work in progress go back to the queue, then closes what it stands on. */
    @Override
    public void close() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
        if (looking != null) {
            looking.cancel(false);
        }
        timer.shutdownNow();
        watchdog.close();
        if (pool != null) {
            pool.close();
        }
        if (ownErrors.isPresent()) {
            ownErrors.get().close();
        }
        engine.close();
        stores.close();
        traces.close();
    }
}
