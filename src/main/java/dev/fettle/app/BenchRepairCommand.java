package dev.fettle.app;

import dev.fettle.app.bench.Bench;
import dev.fettle.app.bench.BenchCase;
import dev.fettle.app.bench.BenchTable;
import dev.fettle.app.bench.CaseTool;
import dev.fettle.app.bench.Cases;
import dev.fettle.app.bench.PeerTool;
import dev.fettle.app.bench.Row;
import dev.fettle.app.bench.Row.Verdict;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle bench repair DIR…}: the engine over a folder of cases. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the engine over cases in a fixed order and says what came of each.",
            "A case is a red Maven project, whose case.json may name its failing tests and what is expected, or a *.case file."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every case was worked on, and no proposal is known to be wrong",
            "1:a case could not be worked on to its end",
            "2:wrong usage",
            "3:a proposal is wrong: red in held-out tests, or where none should have been made"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle bench repair cases/ --time-limit 60s --json results.jsonl",
            "  fettle bench repair --corpus                    Fettle's own cases",
            "  fettle bench repair cases/ --peer other=peers/other"
        })
final class BenchRepairCommand implements Callable<Integer> {
    private static final Path CORPUS = Path.of("src", "test", "corpus");

    @Spec
    private CommandSpec spec;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR",
            description = "A project, a folder of projects or of *.case files, or one such file.")
    private List<Path> places = List.of();

    @Option(names = "--corpus", description = "Also Fettle's own cases, from its sources.")
    private boolean corpus;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Durations.class,
            description = "For each case: 60s, 5m. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ofMinutes(5);

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only the case of this name; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cases at once. Times are comparable only with 1. Default: ${DEFAULT-VALUE}.")
    private int jobs = 1;

    @Option(
            names = "--peer",
            paramLabel = "NAME=FOLDER",
            description = "Also this tool, on the same cases in the same run; docs/benchmarks.md has the contract.")
    private Map<String, Path> peers = Map.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write one JSON line a case; - for standard output.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (jobs < 1 || jobs > 64) {
            throw wrong("--jobs must be between 1 and 64.");
        }
        InstantSource clock = InstantSource.system();
        Home home = Home.of(System.getenv());
        Path unpacked = Files.createTempDirectory(home.data(), "bench-");
        SecretShapes shapes = SecretShapes.bundled();
        PatternRedactor redactor = new PatternRedactor(shapes, List::of);
        try (EngineWiring engine =
                new EngineWiring(home, System.getenv(), sandbox.choice(List.of()), shapes, redactor, clock)) {
            List<BenchCase> cases = cases(unpacked);
            GitWorkspaces workspaces = new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock);
            List<CaseTool> tools = new ArrayList<>(List.of(new EngineTool(engine, workspaces, clock)));
            peers.forEach((name, folder) -> tools.add(new PeerTool(
                    name, runnable(name, folder), engine.sandboxes(), engine.problems(), workspaces::snapshot)));
            List<Row> rows = run(new Bench(tools, timeLimit, jobs, clock), cases, tools.size(), clock);
            report(new BenchTable(rows).text());
            return status(rows);
        } finally {
            remove(unpacked);
        }
    }

    private Path runnable(String name, Path folder) {
        if (name.equals("fettle") || !Files.isExecutable(folder.resolve("run"))) {
            throw wrong("--peer " + name + "=" + folder + ": a peer has a name of its own and an executable 'run'.");
        }
        return folder.toAbsolutePath().normalize();
    }

    private List<BenchCase> cases(Path unpacked) {
        List<Path> all = new ArrayList<>(places);
        if (corpus) {
            all.add(corpusFolder());
        }
        if (all.isEmpty()) {
            throw wrong("Say where the cases are: DIR, or --corpus.");
        }
        List<BenchCase> cases;
        try {
            cases = new Cases(unpacked).in(all);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        for (String name : only) {
            if (cases.stream().noneMatch(one -> one.name().equals(name))) {
                throw wrong("There is no case '" + name + "'.");
            }
        }
        return cases.stream()
                .filter(one -> only.isEmpty() || only.contains(one.name()))
                .toList();
    }

    /** Beside the jar's project where it was built, else below the working directory. */
    private Path corpusFolder() {
        List<Path> roots = new ArrayList<>();
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path above = jar.getParent(); above != null && roots.size() < 2; above = above.getParent()) {
                roots.add(above);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar's own place is no path", e);
        }
        roots.add(Path.of(""));
        return roots.stream()
                .map(root -> root.resolve(CORPUS))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> wrong(
                        "Fettle's own cases are not packed with it: give the path of src/test/corpus in its sources."));
    }

    private List<Row> run(Bench bench, List<BenchCase> cases, int tools, InstantSource clock)
            throws IOException, InterruptedException {
        if (json == null) {
            return bench.run(cases, new BenchProgress(cases, tools, jobs, null, clock));
        }
        if (JsonFile.takesOutput(json)) {
            return bench.run(
                    cases,
                    new BenchProgress(cases, tools, jobs, spec.commandLine().getOut(), clock));
        }
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(json))) {
            return bench.run(cases, new BenchProgress(cases, tools, jobs, lines, clock));
        }
    }

    private void report(String table) {
        PrintWriter out = JsonFile.takesOutput(json)
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        out.print(table);
        out.flush();
    }

    private static int status(List<Row> rows) {
        List<Verdict> verdicts = rows.stream()
                .filter(row -> row.tool().equals("fettle"))
                .map(Row::verdict)
                .toList();
        return verdicts.contains(Verdict.BROKE) || verdicts.contains(Verdict.FAILED)
                ? 1
                : verdicts.contains(Verdict.WRONG) ? 3 : 0;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
