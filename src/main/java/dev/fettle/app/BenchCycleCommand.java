package dev.fettle.app;

import dev.fettle.app.bench.CycleCost;
import dev.fettle.app.bench.CycleCost.Part;
import dev.fettle.app.bench.TimedBuild;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle bench cycle}: what a repair costs beyond the project's own build and tests. */
@Command(
        name = "cycle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Repairs a project with a red test, and says of each stage how much of its time the project's own build and tests took (in the sandbox, as often as the repair needs them), and how much",
            "everything else. The search for a fix (localise, patch) is the repair itself, so the rest is told with it and without it. The first of the runs fetches what the build needs, and is not counted."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:each repair ended with a proof", "1:one did not, or there is no sandbox", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  fettle bench cycle", "  fettle bench cycle path/to/project --runs 5"})
final class BenchCycleCommand implements Callable<Integer> {
    private static final Set<Stage> SEARCH = EnumSet.of(Stage.LOCALISE, Stage.PATCH);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A Maven project with a red test. Default: the sample 'booking' of the demo.")
    private @Nullable Path project;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "So often it is repaired, anew each time. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Override
    public Integer call() throws Exception {
        InstantSource clock = InstantSource.system();
        Home home = Home.of(System.getenv());
        SecretShapes shapes = SecretShapes.bundled();
        AtomicReference<TimedBuild> timed = new AtomicReference<>();
        Path sample = Files.createTempDirectory(home.data(), "bench-cycle-");
        try (EngineWiring engine = new EngineWiring(
                home,
                System.getenv(),
                sandbox.choice(List.of()),
                shapes,
                new PatternRedactor(shapes, List::of),
                clock,
                tool -> {
                    timed.set(new TimedBuild(tool));
                    return timed.get();
                })) {
            if (engine.sandboxes().level().kind() == SandboxLevel.Kind.REFUSED) {
                spec.commandLine().getErr().println(engine.sandboxes().warning().orElse("No sandbox holds here."));
                return 1;
            }
            Path folder = project == null ? written(sample) : project.toAbsolutePath();
            GitWorkspaces workspaces = new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock);
            boolean good = true;
            for (int run = 0; run <= Math.max(1, runs); run++) {
                TimedBuild build = Objects.requireNonNull(timed.get());
                int before = build.runs();
                CycleCost cost = new CycleCost(build);
                good &= mended(engine, workspaces, folder, clock, cost);
                if (run > 0) {
                    show(run, cost.parts(), build.runs() - before);
                }
            }
            return good ? 0 : 1;
        } finally {
            TreeRemoval.remove(sample);
        }
    }

    private static boolean mended(
            EngineWiring engine, GitWorkspaces workspaces, Path folder, InstantSource clock, CycleCost cost) {
        cost.stage(Stage.CHECKOUT);
        try (Workspace workspace = workspaces.snapshot(folder)) {
            return new LocalRepair(engine, RepositorySettings.DEFAULT, clock)
                            .mend(folder, workspace, LocalRepair.Asked.of(List.of()), LIMIT, cost)
                            .result()
                    instanceof Mended;
        }
    }

    private static Path written(Path folder) throws IOException {
        for (Map.Entry<String, String> file : DemoCase.BOOKING.texts().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private void show(int run, Map<Stage, Part> parts, int builds) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("run %d: %d builds of the project%n", run, builds);
        out.printf("  %-14s %9s %9s %9s%n", "seconds", "all", "its own", "the rest");
        Part whole = Part.NONE;
        Part search = Part.NONE;
        for (Map.Entry<Stage, Part> each : parts.entrySet()) {
            line(out, each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '), each.getValue());
            whole = whole.plus(each.getValue());
            search = SEARCH.contains(each.getKey()) ? search.plus(each.getValue()) : search;
        }
        line(out, "together", whole);
        out.printf(
                Locale.ROOT,
                "  beyond its own build and tests: %.0f %% of these; without the search %.0f %%%n",
                percent(whole.rest(), whole.own()),
                percent(whole.rest().minus(search.rest()), whole.own()));
        out.flush();
    }

    private static void line(PrintWriter out, String name, Part part) {
        out.printf(
                Locale.ROOT,
                "  %-14s %9.1f %9.1f %9.1f%n",
                name,
                seconds(part.all()),
                seconds(part.own()),
                seconds(part.rest()));
    }

    private static double percent(Duration part, Duration whole) {
        return 100 * seconds(part) / Math.max(0.001, seconds(whole));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
