package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.telemetry.Traces;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.Checkpoint;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings.Retention;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.improve.TicketPages;
import dev.fettle.improve.Watched;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.store.Stores;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle demo}: the real server, real signed webhooks and the real pipeline on three sample repositories of the local forge. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Shows the main job for real: three sample repositories, signed webhooks, tests in the sandbox, pull requests on a local forge. "
                        + "Needs no account; the network only for the first download of JUnit.",
        exitCodeListHeading = "%nExit status with --exit:%n",
        exitCodeList = {"0:all three cases came out as they should", "1:one did not, or the time was up"})
final class DemoCommand implements Callable<Integer> {
    private static final List<DemoCase> CASES = List.of(DemoCase.BOOKING, DemoCase.CONTACTS, DemoCase.PRICING);

    private static final RepositorySettings SETTINGS = RepositorySettings.DEFAULT.withBacklogIssue();

    @Spec
    private CommandSpec spec;

    @Option(names = "--exit", description = "End after the last outcome instead of staying up until Ctrl-C.")
    private boolean exit;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            converter = Ports.class,
            description = "Port of the pages on the loopback address. Default: any that is free.")
    private int port;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = Durations.class,
            description = "When to give up waiting. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ofMinutes(10);

    @Override
    public Integer call() throws Exception {
        InstantSource clock = InstantSource.system();
        PrintWriter out = spec.commandLine().getOut();
        Home home = Home.of(System.getenv());
        Path folder = Files.createTempDirectory(home.data(), "demo-");
        UntilStopped until = new UntilStopped();
        try {
            return shown(home, folder, until, clock, out);
        } finally {
            TreeRemoval.remove(folder);
            until.done();
        }
    }

    private int shown(Home home, Path folder, UntilStopped until, InstantSource clock, PrintWriter out)
            throws Exception {
        AtomicReference<String> served = new AtomicReference<>("");
        LocalForge forge = new LocalForge(
                folder.resolve("forge"), new Identity("fettle[bot]", 1, 1), () -> served.get() + "/forge", clock);
        SecretShapes shapes = SecretShapes.bundled();
        String secret = randomSecret();
        PatternRedactor redactor = new PatternRedactor(shapes, List::of);
        GitWorkspaces workspaces = new GitWorkspaces(
                folder.resolve("git"), TransportRules.httpsOnly().withLocalForge(folder.resolve("forge")), clock);
        try (EngineWiring engine =
                        new EngineWiring(home, System.getenv(), sandbox.choice(samples()), shapes, redactor, clock);
                Stores stores = Stores.open(folder.resolve("data"), clock, redactor)) {
            LoopWiring loop = new LoopWiring(
                    stores,
                    forge,
                    workspaces,
                    engine,
                    SETTINGS,
                    yaml -> SETTINGS,
                    redactor,
                    Checkpoint.NONE,
                    repository -> progress(repository, clock),
                    new Traces("", Version.current()),
                    new LoopWiring.Watch(new Watched(forge, List.of()), false, Duration.ofMinutes(1)),
                    IntakeLimits.DEFAULT.newTicketsPerDay(),
                    Onboarding.OFF,
                    TicketPages.NOWHERE,
                    Retention.DEFAULT,
                    clock);
            try (WebServer server = WebServer.of(
                            WebSettings.on("127.0.0.1", port),
                            ServerParts.of(
                                    stores,
                                    stores.deliveries(),
                                    Optional.of(new LocalPages(forge)),
                                    () -> List.of(Secret.of(secret)),
                                    IntakeWiring.parts(stores, loop.listening(), redactor, IntakeLimits.DEFAULT),
                                    () -> engine.sandboxes().warning().stream().toList(),
                                    Optional::empty,
                                    loop::budgets,
                                    clock));
                    AutoCloseable workers =
                            stores.startWorkers(loop.workers(), dev.fettle.store.jobs.WorkerPool.Size.DEFAULT)) {
                server.start();
                served.set(server.url());
                out.println("The server listens on " + server.url() + " (pages: " + server.url() + "/)");
                out.println("Sandbox: " + engine.sandboxes().level().kind() + ", "
                        + engine.sandboxes().level().proof());
                out.flush();
                DemoWorld world = new DemoWorld(
                        new LocalForgeWorld(forge), URI.create(server.url() + "/webhooks/github"), secret);
                Map<DemoCase, Repository> repositories = start(world, out);
                int right = outcomes(stores, forge, repositories, server.url(), until, clock, out);
                out.printf("%n%d of %d cases came out as they should.%n", right, CASES.size());
                if (!exit && !until.wanted()) {
                    out.println("A minute after the last change, an issue in each repository mirrors its backlog: "
                            + server.url() + "/forge");
                    out.println(
                            "The pages stay up at " + server.url() + "/ ; Ctrl-C ends, and takes the samples away.");
                    out.flush();
                    until.told();
                }
                out.flush();
                return right == CASES.size() ? 0 : 1;
            }
        }
    }

    private static Map<DemoCase, Repository> start(DemoWorld world, PrintWriter out)
            throws IOException, InterruptedException {
        Map<DemoCase, Repository> repositories = new LinkedHashMap<>();
        for (DemoCase demo : CASES) {
            repositories.put(demo, world.create(demo));
        }
        for (Map.Entry<DemoCase, Repository> each : repositories.entrySet()) {
            out.println("[" + each.getKey().name() + "] " + each.getKey().story());
            world.trigger(each.getKey(), each.getValue());
        }
        out.flush();
        return repositories;
    }

    private int outcomes(
            Stores stores,
            LocalForge forge,
            Map<DemoCase, Repository> repositories,
            String url,
            UntilStopped until,
            InstantSource clock,
            PrintWriter out)
            throws InterruptedException {
        Instant deadline = clock.instant().plus(timeLimit);
        Map<DemoCase, Repository> waiting = new LinkedHashMap<>(repositories);
        int right = 0;
        while (!waiting.isEmpty() && !until.wanted() && clock.instant().isBefore(deadline)) {
            for (Map.Entry<DemoCase, Repository> each : List.copyOf(waiting.entrySet())) {
                DemoCase demo = each.getKey();
                Optional<Ticket> ended = ended(stores, each.getValue().ref());
                if (ended.isPresent()) {
                    waiting.remove(demo);
                    boolean asItShould = show(demo, ended.get(), stores, forge, url, out);
                    right += asItShould ? 1 : 0;
                }
            }
            Thread.sleep(100);
        }
        String why = until.wanted() ? "stopped before its outcome" : "no outcome within the time limit";
        waiting.keySet().forEach(demo -> out.println("[" + demo.name() + "] " + why));
        return right;
    }

    /** A ticket whose pull request is open, or that ended without one. */
    private static Optional<Ticket> ended(Stores stores, RepositoryRef repository) {
        return stores.backlog().list(new TicketFilter(null, null, null, repository.key(), null, 10, 0)).stream()
                .filter(ticket -> ticket.status().ended()
                        || (ticket.status() == Status.READY && ticket.metadata().containsKey("pull_request")))
                .findFirst();
    }

    private static boolean show(
            DemoCase demo, Ticket ticket, Stores stores, LocalForge forge, String url, PrintWriter out) {
        String page = url + "/forge/" + DemoWorld.OWNER + "/" + demo.name();
        out.println();
        out.println("=".repeat(100));
        String reason = lastAttempt(stores, ticket).map(Attempt::errorMessage).orElse("");
        String number = ticket.metadata().get("pull_request");
        Optional<PullRequest> pullRequest =
                number == null ? Optional.empty() : forge.pullRequest(ticket.repository(), Long.parseLong(number));
        if (pullRequest.isPresent()) {
            PullRequest opened = pullRequest.get();
            out.println("[" + demo.name() + "] pull request #" + opened.number() + (opened.draft() ? " (draft)" : "")
                    + ": " + opened.title());
            out.println(page + "/pull/" + opened.number());
            out.println();
            out.println(opened.body());
            lastAttempt(stores, ticket).ifPresent(attempt -> out.println(diff(attempt)));
        } else {
            out.println("[" + demo.name() + "] nothing is proposed");
            out.println(reason);
            out.println(url + "/tickets/" + ticket.id());
        }
        boolean right = demo.cameOut(pullRequest.isPresent(), reason);
        if (!right) {
            out.println("[" + demo.name() + "] what should have come: " + demo.expected());
        }
        out.flush();
        return right;
    }

    private static Optional<Attempt> lastAttempt(Stores stores, Ticket ticket) {
        return stores.backlog().attempts(ticket.id()).stream().reduce((first, last) -> last);
    }

    private static String diff(Attempt attempt) {
        try {
            return new ObjectMapper()
                    .readTree(attempt.testResults())
                    .path("patch")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException("an attempt's results are not JSON", e);
        }
    }

    private static Progress progress(RepositoryRef repository, InstantSource clock) {
        return new TerminalProgress(System.err, false, "[" + repository.name() + "] ", clock);
    }

    private static List<String> samples() {
        return CASES.stream().map(demo -> DemoWorld.OWNER + "/" + demo.name()).toList();
    }

    private static String randomSecret() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Arrays.fill(random, (byte) 0);
        return secret;
    }
}
