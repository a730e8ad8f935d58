package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.repair.Problem.RuleFinding;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.store.Stores;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle fix DIR}: the engine and the gates on a folder, with no forge. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Finds and proves a fix for a red project in a local folder. Your files are not changed unless you say --apply.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:fixed: a patch is proved and every required gate passed",
            "1:failed: it could not be tried to the end; the reason says what to do",
            "2:wrong usage",
            "3:abstained: nothing is proposed; the reason says why"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle fix .                                   every red test of the project in this folder",
            "  fettle fix . --test com.acme.RangeTest#end     this one",
            "  fettle fix . --trace crash.txt --dry-run       an exception that no test shows; make no branch",
            "  fettle fix . --finding ArrayEquals:src/main/java/shop/Prices.java   what code analysis found",
            "  fettle fix . --ticket exception_1753747283_4821 --dry-run   what a ticket of the backlog is about"
        })
final class FixCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Option(
            names = "--test",
            paramLabel = "CLASS[#METHOD]",
            converter = TestNames.class,
            description = "A failing test; may be given several times.")
    private List<TestId> tests = List.of();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "A file with the stack trace of an exception; - reads standard input.")
    private @Nullable Path trace;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description =
                    "The commit, tag or branch that threw, where the files have changed since: the trace's lines are followed to where they are now.")
    private @Nullable String revision;

    @Option(
            names = "--finding",
            paramLabel = "RULE:FILE",
            description =
                    "What a rule of code analysis finds in a file, as 'fettle scan --source code_analysis' shows it; no test need be red.")
    private @Nullable String finding;

    @Option(
            names = "--ticket",
            paramLabel = "ID",
            description =
                    "A ticket of the backlog says what is wrong; DIR is a clone of its repository. The ticket stays as it is.")
    private @Nullable String ticket;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Durations.class,
            description =
                    "When to give up: 90s, 5m, 1h; fetching dependencies does not count. The search leaves time for proof and gates. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ofMinutes(5);

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Option(names = "--dry-run", description = "Make no branch; only show the patch.")
    private boolean dryRun;

    @Option(names = "--apply", description = "Also change the files in the folder.")
    private boolean apply;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON; - for standard output.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        try (TidyEnd unused = TidyEnd.ofThisThread()) {
            return called();
        }
    }

    private int called() throws Exception {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is no folder.");
        }
        if (dryRun && apply) {
            throw new ParameterException(spec.commandLine(), "--dry-run and --apply exclude each other.");
        }
        if (finding != null && (trace != null || !tests.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--finding goes with neither --test nor --trace.");
        }
        if (revision != null && trace == null) {
            throw new ParameterException(spec.commandLine(), "--revision goes with --trace: it says what threw it.");
        }
        if (ticket != null && (finding != null || trace != null || !tests.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--ticket says all that is wrong: it goes with no --test, --trace or --finding.");
        }
        JsonFile.requireWritable(json, spec);
        LocalRepair.Asked asked = asked();
        RepositorySettings settings = settings();
        InstantSource clock = InstantSource.system();
        Home home = Home.of(System.getenv());
        TerminalProgress progress = TerminalProgress.standardError(clock);
        SecretShapes shapes = SecretShapes.bundled();
        PatternRedactor redactor = new PatternRedactor(shapes, List::of);
        try (EngineWiring engine =
                new EngineWiring(home, System.getenv(), sandbox.choice(named(asked)), shapes, redactor, clock)) {
            engine.sandboxes()
                    .warning()
                    .ifPresent(warning -> spec.commandLine().getErr().println(warning));
            if (!dryRun) {
                LocalResult.noBranch(folder)
                        .ifPresent(why -> spec.commandLine().getErr().println("No branch will be made: " + why + "."));
            }
            spec.commandLine().getErr().flush();
            GitWorkspaces workspaces = new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock);
            progress.stage(Stage.CHECKOUT);
            Instant begun = clock.instant();
            try (Workspace workspace = workspaces.snapshot(folder)) {
                LocalRepair repair = new LocalRepair(engine, settings, clock);
                Duration checkout = Duration.between(begun, clock.instant());
                LocalRepair.Done done = repair.mend(folder, workspace, asked, timeLimit, progress);
                progress.close();
                done.report().took(Stage.CHECKOUT, checkout);
                return report(done, workspace, clock);
            }
        } finally {
            progress.close();
        }
    }

    private int report(LocalRepair.Done done, Workspace workspace, InstantSource clock) throws IOException {
        FixReport report = done.report();
        String applied = "";
        if (done.result() instanceof Mended mended) {
            LocalResult made = new LocalResult(folder, workspace, done.ticket(), mended, clock);
            report.branch(dryRun ? LocalResult.Branch.NOT_WANTED : made.branch());
            if (apply) {
                applied = applied(made, report);
            }
        }
        if (!JsonFile.takesOutput(json)) {
            spec.commandLine().getOut().print(report.text()); // first: a disk may be full when the file's turn comes
            spec.commandLine().getOut().flush();
        }
        if (json != null) {
            JsonFile.write(json, report.json(), spec.commandLine().getOut());
        }
        if (!applied.isEmpty()) {
            spec.commandLine().getErr().println(applied);
            return 1;
        }
        return done.result() instanceof NotMended not ? not.error() ? 1 : 3 : 0;
    }

    /** What kept the files from being changed; the fix itself is not lost by it. */
    private static String applied(LocalResult made, FixReport report) {
        try {
            made.apply();
            report.applied();
            return "";
        } catch (WorkspaceException e) {
            return "The files were not changed: " + e.getMessage();
        }
    }

    private LocalRepair.Asked asked() throws IOException {
        return new LocalRepair.Asked(tests, readTrace(), readFinding(), readTicket());
    }

    /** Whose code may be run: who names a ticket and a folder means the code in this folder. */
    private static List<String> named(LocalRepair.Asked asked) {
        return asked.ticket().map(named -> named.repository().slug()).stream().toList();
    }

    private Optional<Ticket> readTicket() {
        String id = ticket;
        if (id == null) {
            return Optional.empty();
        }
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            return Optional.of(TicketsCommand.find(stores, id, spec.commandLine()));
        }
    }

    private RepositorySettings settings() {
        try {
            return new LocalFolder(folder).settings();
        } catch (SettingsException e) {
            throw new ParameterException(spec.commandLine(), ConfigOption.mistakes(e));
        }
    }

    private Optional<RuleFinding> readFinding() {
        String said = finding;
        if (said == null) {
            return Optional.empty();
        }
        int colon = said.indexOf(':');
        if (colon <= 0 || colon == said.length() - 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--finding must be RULE:FILE, such as ArrayEquals:src/main/java/shop/Prices.java; 'fettle scan' shows both.");
        }
        return Optional.of(new RuleFinding(said.substring(0, colon), said.substring(colon + 1)));
    }

    private Optional<StackTrace> readTrace() throws IOException {
        return trace == null ? Optional.empty() : Optional.of(TraceFile.read(trace, revision, folder, spec));
    }
}
