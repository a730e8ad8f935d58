package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.improve.scan.Choice;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReport;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Scanner;
import dev.fettle.improve.scan.Taking;
import dev.fettle.improve.scan.VulnerableDependencies.KnownAdvisories;
import dev.fettle.intake.analysis.UnreadableException;
import dev.fettle.store.Stores;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle scan}: what there is to improve in a folder or a repository. Reads, unless {@code --save} is given. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks for what there is to improve: says what it found, which tickets it would make (the safest first) and why not the rest.",
            "In a folder: secrets, red tests with --run-tests, mistakes in Java code and vulnerable dependencies. In a repository of the forge also: a red default branch, open alerts, and labelled issues without a ticket.",
            "Nothing is written anywhere unless you say --save."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing new was found",
            "1:something could not be looked at; the reason says why",
            "2:wrong usage",
            "3:something was found"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle scan .                          this folder as it lies",
            "  fettle scan . --run-tests --json -     its tests too, as JSON on standard output",
            "  fettle scan acme/shop --save           a repository of the forge, into the backlog"
        })
final class ScanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR|OWNER/NAME", description = "A folder, or a repository of the forge.")
    private String what = "";

    @Option(
            names = "--source",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Look at these only, also where the settings have them off; docs/scan.md has their names. Default: those that are on.")
    private List<String> only = List.of();

    @Option(names = "--run-tests", description = "Also run the whole suite, in the sandbox.")
    private boolean runTests;

    @Option(
            names = "--advisories",
            paramLabel = "FILE|FOLDER",
            description =
                    "Hold the dependencies of a Maven project against these (OSV format). Default: advisories in FETTLE_HOME, where code_analysis is on.")
    private @Nullable Path advisories;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = Durations.class,
            description = "Of what is run: 90s, 5m, 1h. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ofMinutes(15);

    @Option(names = "--json", paramLabel = "FILE", description = "Write it as JSON; - for standard output.")
    private @Nullable Path json;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Write what has a place in a file as SARIF 2.1.0; - for standard output.")
    private @Nullable Path sarif;

    @Option(names = "--save", description = "Take what was found into the backlog of --config.")
    private boolean save;

    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME",
            description = "With --save and a folder: where it belongs.")
    private @Nullable String repository;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        try (TidyEnd unused = TidyEnd.ofThisThread()) {
            return called();
        }
    }

    private int called() throws Exception {
        JsonFile.requireWritable(json, spec);
        JsonFile.requireWritable(sarif, spec);
        if (Files.isDirectory(Path.of(what))) {
            return save ? savedFolder() : folder(Scanner.KnownTickets.NONE, null);
        }
        ServerSettings settings = config.load().settings();
        RepositoryRef wanted = parse(what);
        InstantSource clock = InstantSource.system();
        SecretShapes shapes = SecretShapes.bundled();
        PatternRedactor redactor = new PatternRedactor(shapes, List::of);
        try (Stores stores = OpenStores.beside(settings, spec.commandLine());
                LazyBuilds builds = new LazyBuilds(
                        Home.of(System.getenv()), BuildEnvironment.of(System.getenv(), settings), settings.sandbox())) {
            ScanOfForge forge = usable(() -> ScanOfForge.of(settings, stores, clock));
            List<ScanSource> sources = new ScanSources(shapes, redactor, builds, known(), clock)
                    .ofForge(forge.forge(), stores, runTests, timeLimit);
            try (Place place = usable(() -> forge.place(wanted))) {
                ScanReport report = scan(sources, stores.backlog()::findByFingerprint, redactor, place);
                Taking.Taken saved = save ? forge.save(report, place, sources, redactor) : null;
                return show(report, saved);
            }
        }
    }

    /** What the operator named, or set, and cannot be used is wrong usage; whatever goes wrong afterwards is not. */
    private <T> T usable(Supplier<T> named) {
        try {
            return named.get();
        } catch (IllegalArgumentException | SettingsException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private int savedFolder() throws Exception {
        if (repository == null) {
            throw wrong("--save needs --repository: which repository's folder is it?");
        }
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            return folder(stores.backlog()::findByFingerprint, stores);
        }
    }

    private int folder(Scanner.KnownTickets known, @Nullable Stores stores) throws Exception {
        InstantSource clock = InstantSource.system();
        Home home = Home.of(System.getenv());
        SecretShapes shapes = SecretShapes.bundled();
        PatternRedactor redactor = new PatternRedactor(shapes, List::of);
        RepositoryRef name = repository == null ? LocalRepair.nameOf(Path.of(what)) : parse(repository);
        GitWorkspaces workspaces = new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock);
        try (LazyBuilds builds = new LazyBuilds(home, System.getenv(), sandbox.choice(List.of()));
                Place place = copyOf(workspaces, name)) {
            List<ScanSource> sources =
                    new ScanSources(shapes, redactor, builds, known(), clock).ofTrees(runTests, timeLimit);
            ScanReport report = scan(sources, known, redactor, place);
            Taking.Taken saved = stores == null
                    ? null
                    : ScanOfForge.save(stores, report, place, sources, List.of(), redactor, clock);
            return show(report, saved);
        } catch (WorkspaceException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Place copyOf(GitWorkspaces workspaces, RepositoryRef name) {
        Workspace copy = workspaces.snapshot(Path.of(what));
        try {
            return Place.folder(name, settingsOf(copy), copy);
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** The repository's own file may switch sources on and off. */
    private RepositorySettings settingsOf(Workspace copy) {
        try {
            return copy.read(RepositorySettings.PATH)
                    .map(text ->
                            new RepositoryFile(RepositorySettings.DEFAULT).read(text.getBytes(StandardCharsets.UTF_8)))
                    .orElse(RepositorySettings.DEFAULT);
        } catch (SettingsException e) {
            throw wrong(ConfigOption.mistakes(e));
        }
    }

    private KnownAdvisories known() {
        if (advisories == null) {
            return AdvisoryFiles.of(Home.of(System.getenv()));
        }
        try {
            return AdvisoryFiles.named(advisories);
        } catch (UnreadableException e) {
            throw wrong(advisories + ": " + e.getMessage() + ".");
        }
    }

    private ScanReport scan(
            List<ScanSource> sources, Scanner.KnownTickets known, PatternRedactor redactor, Place place) {
        Set<String> names = new LinkedHashSet<>(only);
        if (runTests && !names.isEmpty()) {
            names.add("tests");
        }
        InstantSource clock = InstantSource.system();
        Scanner scanner = new Scanner(sources, known, new TicketDrafts(clock), redactor);
        List<String> there = sources.stream().map(ScanSource::name).toList();
        names.stream().filter(name -> !there.contains(name)).findFirst().ifPresent(name -> {
            throw wrong("There is no source " + name + " here; those are " + String.join(", ", there) + ".");
        });
        return scanner.scan(
                place, Choice.named(names), new ScanProgress(spec.commandLine().getErr(), Terminal.ofErrors(), clock));
    }

    private int show(ScanReport report, Taking.@Nullable Taken saved) throws IOException {
        ScanOutput output = new ScanOutput(report, saved);
        PrintWriter out = spec.commandLine().getOut();
        if (json != null) {
            JsonFile.write(json, output.json(), out);
        }
        if (sarif != null) {
            JsonFile.write(sarif, ScanSarif.of(report), out);
        }
        if (!JsonFile.takesOutput(json) && !JsonFile.takesOutput(sarif)) {
            out.print(output.text());
            out.flush();
        }
        return report.failed() ? 1 : report.ticketsFound() > 0 ? 3 : 0;
    }

    private RepositoryRef parse(String slug) {
        try {
            return RepositoryRef.parse(slug);
        } catch (IllegalArgumentException e) {
            throw wrong(slug + " is no folder here, and no repository either: " + e.getMessage() + ".");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
