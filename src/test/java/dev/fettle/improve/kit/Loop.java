package dev.fettle.improve.kit;

import dev.fettle.app.telemetry.Traces;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import dev.fettle.gate.Gate;
import dev.fettle.improve.Listening;
import dev.fettle.improve.Polling;
import dev.fettle.improve.TicketPages;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.store.ReadyFolder;
import dev.fettle.store.Stores;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.workspace.Workspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Fettle's loop as the server has it, driven by hand: only the engine, the sandbox and the build are simpler than in life. */
public final class Loop implements AutoCloseable {
    /** After which a ticket in work that does not move is given up. */
    public static final Duration PATIENCE = Duration.ofMinutes(60);
    /** How often the forge is looked at where no webhooks come. */
    public static final Duration POLLING = Duration.ofMinutes(1);

    private static final int ROUNDS = 400;

    public final HandClock clock = new HandClock();
    public final LocalForge forge;
    public final LocalForgeWorld world;
    public final TextBuild build = new TextBuild();
    public final MinusBecomesPlus engine = new MinusBecomesPlus();
    public final FolderSandboxes sandboxes;
    private final Path folder;
    private final Given given;
    private DataFolder data;
    private Life life;
    private int deliveries;
    private int lives = 1;
    private int killAt;
    private int steps;
    private boolean dead;

    /** A loop with nothing in it, in an empty folder. */
    public Loop(Path folder) {
        this(folder, "fettle[bot]");
    }

    /** The same, where Fettle has another login, as the bot account of token mode has. */
    public Loop(Path folder, String login) {
        this(folder, new Identity(login, 1, 0));
    }

    /** The same, where Fettle is somebody else: an App, when its identity has an App's id. */
    public Loop(Path folder, Identity self) {
        this.folder = folder;
        this.forge = new LocalForge(folder.resolve("forge"), self, "http://forge", clock);
        this.world = new LocalForgeWorld(forge);
        this.sandboxes = new FolderSandboxes(folder.resolve("cells"));
        this.given = new Given(folder, clock, forge, build, engine, sandboxes);
        this.data = new DataFolder(ReadyFolder.at(folder.resolve("data-1")));
        start();
    }

    /** Settings of the server, for repositories that have none of their own. */
    public Loop settings(RepositorySettings other) {
        given.settings = other;
        restart();
        return this;
    }

    /** What happens in a repository that has no settings of its own. */
    public Loop onboarding(Onboarding onboarding) {
        given.onboarding = onboarding;
        restart();
        return this;
    }

    /** One more gate, required where the settings say so. */
    public void gate(Gate gate) {
        given.gates.add(gate);
    }

    /** The operator goes without a sandbox, and has not listed the repository. */
    public void mayNotRun() {
        given.mayRun = false;
        restart();
    }

    /** People reach this server under an address. */
    public void reachableAt(String baseUrl) {
        given.pages = new TicketPages(baseUrl);
        restart();
    }

    /** The forge does not list a repository for us, though it lets us in. */
    public void hide(RepositoryRef repository) {
        given.hidden.add(repository);
    }

    /** No webhooks come any more: what happens is found by looking, also in repositories that the operator names. */
    public void withoutWebhooks(RepositoryRef... repositories) {
        given.alone = true;
        given.named = List.of(repositories);
        restart();
    }

    /** Lets Fettle see the forge on its bad days; the world goes on seeing the good one. */
    public FaultyForge badDays() {
        FaultyForge bad = new FaultyForge(forge);
        given.seen = bad.forge();
        restart();
        return bad;
    }

    /** Lets the forge keep what it could not deliver. */
    public MissingMail missingMail() {
        MissingMail mail = new MissingMail(forge);
        given.seen = mail.seen();
        restart();
        return mail;
    }

    /** Lets Fettle's git go through something. */
    public void git(UnaryOperator<Workspaces> through) {
        given.git = through;
        restart();
    }

    /** From now on somebody collects traces. */
    public void traced(Traces traces) {
        given.traces = traces;
        restart();
    }

    /** What scans by schedule look with, from now on. */
    public void scansWith(ScanSource... sources) {
        given.sources = List.of(sources);
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
        life.close();
        dead = false;
        killAt = 0;
        start();
    }

    /** A copy of what is on disk now, as a backup would have it. */
    public Path backup() {
        return data.copyTo(folder.resolve("backup-" + ++lives)).path();
    }

    /** The server's disk is lost, and a backup takes its place. */
    public void restore(Path backup) {
        life.close();
        dead = false;
        killAt = 0;
        data = new DataFolder(backup);
        start();
    }

    public Backlog backlog() {
        return stores().backlog();
    }

    public Stores stores() {
        return life.stores;
    }

    /** Which sources repositories listen to, as this process knows it. */
    public Listening listening() {
        return life.listening;
    }

    public TicketVerbs verbs() {
        return new TicketVerbs(
                stores().backlog(),
                stores().audit(),
                stores().queue(),
                stores().outbox(),
                stores().transactions(),
                clock);
    }

    /** All tickets, oldest first. */
    public List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(stores().backlog().list(TicketFilter.ALL));
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

    /** The ticket of an issue. */
    public Ticket ticketOf(long issue) {
        return tickets().stream()
                .filter(ticket -> Long.toString(issue).equals(ticket.metadata().get("issue")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("issue #" + issue + " has no ticket"));
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
        return given.traces
                .deliveries(stores().deliveries())
                .accept(new Delivery(id, "github", webhook.event(), webhook.body(), clock.instant()));
    }

    /** Takes the webhooks of an act in and works until nothing is left to do. */
    public void happens(Act act) {
        accept(act);
        settle();
    }

    /** Works until nothing is queued any more, letting time pass where work waits for it. */
    public void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            while (life.worker.runOne()) {
                if (dead) {
                    return;
                }
            }
            if (dead || queued() == 0) {
                return;
            }
            clock.pass(Duration.ofSeconds(20));
        }
        throw new AssertionError(
                "the queue does not get empty: "
                        + data.ask(
                                "select group_concat(task_name || ' ' || task_instance || ' at ' || execution_time || ', picked ' || picked || ', failed ' || consecutive_failures) from work_items"));
    }

    /** Works, letting time pass where work waits for it, until something is so. */
    public void settleUntil(java.util.function.BooleanSupplier so) {
        for (int round = 0; round < ROUNDS && !so.getAsBoolean(); round++) {
            if (!life.worker.runOne()) {
                clock.pass(Duration.ofSeconds(20));
            }
        }
        if (!so.getAsBoolean()) {
            throw new AssertionError("it never came to be so");
        }
    }

    /** Does the next thing that is due; false when nothing is. */
    public boolean workOne() {
        return life.worker.runOne();
    }

    /** Works on what is due at this moment, and lets no time pass. */
    public void work() {
        life.worker.runDue();
    }

    /** Other threads of the server take up what came in while a cycle runs. */
    public void verbsOfOthers() {
        for (String id : unsettled()) {
            Worker.Result unused = life.triage.work(new WorkItem(Kind.TRIAGE, id, "", 60, clock.instant()));
        }
    }

    /** Something happens after the gates and before the branch is pushed. */
    public void beforeThePush(Runnable outside) {
        while (queued() > 0 && tickets().stream().noneMatch(ticket -> ticket.status() == Status.READY)) {
            if (!life.worker.runOne()) {
                clock.pass(Duration.ofSeconds(20));
            }
        }
        outside.run();
    }

    private List<String> unsettled() {
        return stores().deliveries().recent(1000).stream()
                .map(DeliveryLog.Entry::id)
                .filter(id -> !stores().deliveries().settled(id))
                .toList();
    }

    /** All that the database holds, as text. */
    public String database() {
        return data.everything();
    }

    /** The check runs that a commit of ours gets. */
    List<String> checks() {
        return given.gates.checks();
    }

    /** How much work is queued, whenever it is due. */
    public int queued() {
        return Integer.parseInt(data.ask("select count(*) from work_items"));
    }

    /** Watchdog and reconciler look once, as their timers let them. */
    public void look() {
        life.watchdog.look();
        stores().queue().enqueue(new WorkItem(Kind.RECONCILE, "all", "", 10, clock.instant()));
        settle();
    }

    /** Where no webhooks come: the frequent look, as its timer lets it. */
    public void poll() {
        stores().queue().enqueue(Polling.everything(clock.instant()));
        settle();
    }

    /** The watchdog looks once, and nobody else does anything. */
    public void lookAlone() {
        life.watchdog.look();
    }

    /** What became of the newest delivery, such as {@code IGNORED NO_WRITE_ACCESS}. */
    public String outcome() {
        return stores().deliveries().recent(1).get(0).outcome();
    }

    /** What became of all deliveries, oldest first. */
    public List<String> outcomes() {
        List<String> all = new ArrayList<>();
        stores().deliveries().recent(1000).forEach(entry -> all.add(0, entry.outcome()));
        return all;
    }

    private void start() {
        life = new Life(given, data.path(), this::step, () -> dead);
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
        data = data.copyTo(folder.resolve("data-" + lives));
        throw new Killed(name);
    }

    @Override
    public void close() {
        life.close();
    }
}
