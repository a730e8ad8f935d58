package dev.fettle.improve.kit;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.Checkpoint;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import dev.fettle.gate.Gates;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.improve.Autopatch;
import dev.fettle.improve.CycleWorker;
import dev.fettle.improve.Intaking;
import dev.fettle.improve.OutboxSender;
import dev.fettle.improve.ProposalListener;
import dev.fettle.improve.Reconciler;
import dev.fettle.improve.RepairPipeline;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.TicketProblem;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.improve.Triage;
import dev.fettle.improve.Watchdog;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.github.DeliveryMeaning;
import dev.fettle.intake.github.GitHubEvents;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Prover;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproducer;
import dev.fettle.repair.TraceTestWriter;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Fettle's loop as the server has it, driven by hand: only the engine, the sandbox and the build are simpler than in life. */
public final class Loop implements AutoCloseable {
    /** After which a ticket in work that does not move is given up. */
    public static final Duration PATIENCE = Duration.ofMinutes(60);

    private static final SecretShapes SHAPES = SecretShapes.bundled();
    private static final int ROUNDS = 400;

    public final HandClock clock = new HandClock();
    public final LocalForge forge;
    public final LocalForgeWorld world;
    public final TextBuild build = new TextBuild();
    public final MinusBecomesPlus engine = new MinusBecomesPlus();
    public final FolderSandboxes sandboxes;
    private final Path folder;
    private RepositorySettings settings = RepositorySettings.DEFAULT;
    private Forge seen;
    private UnaryOperator<Workspaces> git = workspaces -> workspaces;
    private Path data;
    private Stores stores;
    private HandDriven worker;
    private Triage triage;
    private Watchdog watchdog;
    private Reconciler reconciler;
    private int deliveries;
    private int lives = 1;
    private int killAt;
    private int steps;
    private boolean dead;

    /** A loop with nothing in it, in an empty folder. */
    public Loop(Path folder) {
        this.folder = folder;
        this.forge = new LocalForge(folder.resolve("forge"), new Identity("fettle[bot]", 1, 0), "http://forge", clock);
        this.world = new LocalForgeWorld(forge);
        this.sandboxes = new FolderSandboxes(folder.resolve("cells"));
        this.seen = forge;
        this.data = folder.resolve("data-1");
        Path empty = folder.resolveSibling("empty-store");
        if (!Files.exists(empty)) {
            Stores.open(empty, clock, text -> text).close();
        }
        copy(empty, data);
        start();
    }

    /** Settings of the server, for repositories that have none of their own. */
    public Loop settings(RepositorySettings other) {
        settings = other;
        restart();
        return this;
    }

    /** Lets Fettle see the forge on its bad days; the world goes on seeing the good one. */
    public FaultyForge badDays() {
        FaultyForge bad = new FaultyForge(forge);
        seen = bad.forge();
        restart();
        return bad;
    }

    /** Lets Fettle's git go through something. */
    public void git(UnaryOperator<Workspaces> through) {
        git = through;
        restart();
    }

    /** The process will be killed at the k-th step from now, counted from 1. */
    public void killAt(int k) {
        killAt = k;
        steps = 0;
    }

    /** Whether it has been killed since. */
    public boolean dead() {
        return dead;
    }

    /** What the last process left on disk is found by a new one. */
    public void restart() {
        if (worker != null) {
            stores.close();
        }
        dead = false;
        killAt = 0;
        start();
    }

    public Backlog backlog() {
        return stores.backlog();
    }

    public Stores stores() {
        return stores;
    }

    public TicketVerbs verbs() {
        return new TicketVerbs(stores.backlog(), stores.queue(), stores.outbox(), stores.transactions(), clock);
    }

    /** All tickets, oldest first. */
    public List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(stores.backlog().list(TicketFilter.ALL));
        java.util.Collections.reverse(all);
        return all;
    }

    /** The one ticket there is. */
    public Ticket ticket() {
        List<Ticket> all = tickets();
        if (all.size() != 1) {
            throw new AssertionError("one ticket was expected, there are " + all.size());
        }
        return all.get(0);
    }

    /** Makes a repository in the forge, owned by {@code ann}, where {@code wil} may write and {@code otto} may read. */
    public RepositoryRef repository(Map<String, String> files) {
        Repository made = world.createRepository("ann", "shop", files);
        world.setPermission(made.ref(), "wil", dev.fettle.forge.Permission.WRITE);
        return made.ref();
    }

    /** Takes the webhooks of an act in, each under an id of its own. Nothing is done with them yet. */
    public void accept(Act act) {
        act.webhooks().forEach(webhook -> accept("guid-" + ++deliveries, webhook));
    }

    /** Takes one webhook in under an id. */
    public DeliveryLog.Acceptance accept(String id, Webhook webhook) {
        return stores.deliveries().accept(new Delivery(id, "github", webhook.event(), webhook.body(), clock.instant()));
    }

    /** Takes the webhooks of an act in and works until nothing is left to do. */
    public void happens(Act act) {
        accept(act);
        settle();
    }

    /** Works until nothing is queued any more, letting time pass where work waits for it. */
    public void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            while (worker.runOne()) {
                if (dead) {
                    return;
                }
            }
            if (dead || queued() == 0) {
                return;
            }
            clock.pass(Duration.ofSeconds(20));
        }
        throw new AssertionError("the queue does not get empty: "
                + ask("select group_concat(task_name || ' ' || task_instance) from work_items"));
    }

    /** Works on what is due at this moment, and lets no time pass. */
    public void work() {
        worker.runDue();
    }

    /** Other threads of the server take up what came in while a cycle runs. */
    public void verbsOfOthers() {
        for (String id : unsettled()) {
            Worker.Result unused = triage.work(new WorkItem(Kind.TRIAGE, id, "", 60, clock.instant()));
        }
    }

    /** Something happens after the gates and before the branch is pushed. */
    public void beforeThePush(Runnable outside) {
        while (queued() > 0 && tickets().stream().noneMatch(ticket -> ticket.status() == Status.READY)) {
            if (!worker.runOne()) {
                clock.pass(Duration.ofSeconds(20));
            }
        }
        outside.run();
    }

    private List<String> unsettled() {
        return stores.deliveries().recent(1000).stream()
                .map(DeliveryLog.Entry::id)
                .filter(id -> !stores.deliveries().settled(id))
                .toList();
    }

    /** How much work is queued, whenever it is due. */
    public int queued() {
        return Integer.parseInt(ask("select count(*) from work_items"));
    }

    /** Watchdog and reconciler look once, as the timer lets them. */
    public void look() {
        stores.queue().enqueue(new WorkItem(Kind.RECONCILE, "all", "", 10, clock.instant()));
        settle();
    }

    /** The watchdog looks once, and nobody else does anything. */
    public void lookAlone() {
        watchdog.look();
    }

    /** What became of the newest delivery, such as {@code IGNORED NO_WRITE_ACCESS}. */
    public String outcome() {
        return stores.deliveries().recent(1).get(0).outcome();
    }

    /** What became of all deliveries, oldest first. */
    public List<String> outcomes() {
        List<String> all = new ArrayList<>();
        stores.deliveries().recent(1000).forEach(entry -> all.add(0, entry.outcome()));
        return all;
    }

    private void start() {
        stores = Stores.open(data, clock, text -> text, new DeliveryMeaning()::of);
        Forge forge = alive(seen);
        Checkpoint checkpoint = this::step;
        Transactions transactions = new Steps(stores.transactions());
        Workspaces workspaces = git.apply(new GitWorkspaces(
                data.resolve("git"), TransportRules.httpsOnly().withLocalForge(folder.resolve("forge")), clock));
        SettingsSource source = new SettingsSource(forge, new RepositoryFile(settings), settings);
        Redactor redactor = text -> text;
        Intaking intaking = new Intaking(
                stores.backlog(), new TicketDrafts(clock), stores.queue(), stores.outbox(), redactor, clock);
        GitHubEvents events = new GitHubEvents();
        triage = new Triage(
                stores.deliveries(),
                delivery -> events.read(delivery, forge.self()),
                forge,
                stores.installations(),
                source,
                intaking,
                stores.backlog(),
                stores.outbox(),
                transactions,
                clock);
        TraceTestWriter noWriter = (problem, limit, progress) -> new TraceTestWriter.Outcome(
                Optional.empty(), RepairReason.NOT_REPRODUCED, "no test is written in these stories");
        RepairPipeline pipeline = new RepairPipeline(
                new Reproducer(sandboxes, (problem, limit) -> Optional.empty(), noWriter, clock),
                List.of(engine),
                new Prover(sandboxes, Duration.ofMinutes(1)),
                clock);
        Autopatch autopatch = new Autopatch(
                stores.backlog(),
                forge,
                workspaces,
                source,
                new TicketProblem(List.of(build)),
                pipeline,
                Loop::gates,
                stores.outbox(),
                transactions,
                checkpoint,
                clock);
        OutboxSender sender = new OutboxSender(
                stores.outbox(),
                forge,
                workspaces,
                transactions,
                clock,
                checkpoint,
                new ProposalListener(stores.backlog(), stores.outbox(), clock));
        CycleWorker cycles = new CycleWorker(autopatch, stores.backlog(), forge, clock, repository -> Progress.SILENT);
        watchdog = new Watchdog(stores.backlog(), stores.queue(), stores.outbox(), transactions, PATIENCE, clock);
        reconciler = new Reconciler(stores.backlog(), stores.deliveries(), forge, source, clock);
        worker = stores.driveByHand(
                Map.of(Kind.TRIAGE, triage, Kind.CYCLE, cycles, Kind.OUTBOX, sender, Kind.RECONCILE, item -> {
                    watchdog.look();
                    reconciler.look();
                    return new Worker.Result.Done();
                }));
    }

    private static Gates gates(RepositorySettings settings) {
        return new Gates(
                List.of(
                        new TestsGate(),
                        new TestIntegrityGate(),
                        new SecretScanGate(SHAPES),
                        new PolicyGate(ChangePolicy.DEFAULT)),
                Set.of("tests", "test-integrity", "secret-scan", "policy"));
    }

    /** A step at which a kill must do no harm. What a dead process has on disk is copied at once: nothing of what follows counts. */
    private void step(String name) {
        if (dead) {
            throw new Killed(name);
        }
        steps++;
        if (killAt == 0 || steps != killAt) {
            return;
        }
        dead = true;
        lives++;
        Path left = folder.resolve("data-" + lives);
        copy(data, left);
        data = left;
        throw new Killed(name);
    }

    /** A dead process talks to nobody. */
    private Forge alive(Forge real) {
        return (Forge) java.lang.reflect.Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (proxy, method, arguments) -> {
                    if (dead) {
                        throw new Killed(method.getName());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private String ask(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("fettle.db"));
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                String name = String.valueOf(path.getFileName());
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!name.endsWith("-shm") && !name.endsWith(".lock")) {
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stores.close();
    }

    /** A kill may come just before a transaction and just after it. */
    private final class Steps implements Transactions {
        private final Transactions real;
        private int depth;

        Steps(Transactions real) {
            this.real = real;
        }

        @Override
        public <T> T inOne(java.util.function.Supplier<T> work) {
            boolean outer = depth == 0;
            if (outer) {
                step("before a transaction");
            }
            depth++;
            T result;
            try {
                result = real.inOne(work);
            } finally {
                depth--;
            }
            if (outer) {
                step("after a transaction");
            }
            return result;
        }
    }
}
