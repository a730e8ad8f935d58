package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.gate.Branch;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.gate.Trees;
import dev.fettle.gate.coverage.CoverageReport;
import dev.fettle.gate.mcp.McpDoctorGate;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.propose.CheckText;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.workspace.BranchHistory;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle gate}: all gates on any branch of any local repository, or with {@code --quick} those that need only the difference. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges a branch as Fettle's own pull requests are judged: tests, test-integrity, secret-scan, policy, mcp-doctor, coverage and loop-metrics.",
            "What is compared: the folder as it lies (or --head) with where it parted from the base. Both are built and run in the sandbox, offline; with --quick nothing is, but for what --mcp adds."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every required gate passed", "1:a required gate failed or could not run", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle gate                               the folder against the default branch",
            "  fettle gate --quick                       the same without building anything",
            "  fettle gate --base HEAD                   only what is not committed yet",
            "  fettle gate --base v1.2 --head topic ../shop --json"
        })
final class GateCommand implements Callable<Integer> {
    /** Where a default branch is looked for, in this order. */
    private static final List<String> DEFAULT_BRANCHES =
            List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    private static final String NOT_RUN = "no tests, no coverage, no loop-metrics";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "The root of the repository. Default: here.")
    private Path folder = Path.of(".");

    @Option(
            names = "--base",
            paramLabel = "REF",
            description =
                    "Branch, tag or commit to compare with, from where the two parted. Default: the default branch.")
    private @Nullable String base;

    @Option(names = "--head", paramLabel = "REF", description = "Judge this commit. Default: the folder as it lies.")
    private @Nullable String head;

    @Option(
            names = "--mcp",
            description =
                    "With --quick: also start the MCP servers that the tree declares, in a sandbox, and where one is at fault, as they were at the base. Those that were broken before count too.")
    private boolean mcp;

    @Option(
            names = "--quick",
            description = "Only test-integrity, secret-scan and policy, which need the difference alone.")
    private boolean quick;

    @Mixin
    private GateRunOptions runs = new GateRunOptions();

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @ArgGroup
    private @Nullable Form form;

    /** How it is printed. */
    private static final class Form {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(names = "--sarif", description = "As SARIF 2.1.0, for code scanning and editors.")
        private boolean sarif;

        @Option(names = "--markdown", description = "As Markdown.")
        private boolean markdown;
    }

    private record Compared(Change change, BranchHistory history) {}

    private record Judged(List<Gate> gates, GateReport report) {}

    @Override
    public Integer call() throws Exception {
        try (TidyEnd unused = TidyEnd.ofThisThread()) {
            return called();
        }
    }

    private int called() throws Exception {
        Compared compared = compared();
        Change change = compared.change();
        Judged judged = quick ? quick(compared) : built(compared);
        GateReport report = judged.report();
        PrintWriter out = spec.commandLine().getOut();
        if (form != null && form.json) {
            out.println(GateOutput.json(change, report).put("quick", quick).toPrettyString());
        } else if (form != null && form.sarif) {
            out.println(SarifOutput.of(judged.gates(), change, report).toPrettyString());
        } else if (form != null && form.markdown) {
            out.print(CheckText.report(report));
            if (quick) {
                out.println();
                out.println("Only the difference was judged (`--quick`): " + NOT_RUN + ".");
            }
        } else {
            out.print(GateOutput.text(change, report));
            if (quick) {
                out.println("only the difference was judged (--quick): " + NOT_RUN);
            }
        }
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private Judged quick(Compared compared) throws Exception {
        Change change = compared.change();
        List<Gate> gates = new ArrayList<>(GatesOfDifference.all(SecretShapes.bundled(), settingsBefore(change), null));
        if (!mcp) {
            return judge(compared, gates, null, Trees.ONLY_THE_DIFFERENCE);
        }
        if (head != null) {
            throw wrong("--quick --mcp starts the servers of the folder as it lies: leave out --head, or --quick.");
        }
        try (LocalServers servers = servers()) {
            gates.add(doctorGate(servers, change));
            return judge(compared, gates, servers.workspace(), Trees.ONLY_THE_DIFFERENCE);
        } catch (WorkspaceException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private LocalServers servers() {
        return LocalServers.open(Home.of(System.getenv()), sandbox.choice(List.of()), folder, List.of());
    }

    private Gate doctorGate(LocalServers servers, Change change) {
        try {
            boolean required = mcp || settingsBefore(change).requiredGates().contains(McpDoctorGate.ID);
            return new McpDoctorGate(servers.doctor(), servers.settingsBefore(change), required);
        } catch (SettingsException e) {
            throw wrong(ConfigOption.mistakes(e));
        }
    }

    private Judged built(Compared compared) throws Exception {
        Change change = compared.change();
        RepositorySettings settings = settingsBefore(change);
        List<Gate> gates = new ArrayList<>(List.of(new TestsGate()));
        gates.addAll(GatesOfRuns.all(settings, report(), runs.limits(settings)));
        gates.addAll(GatesOfDifference.all(SecretShapes.bundled(), settings, runs.mutations(settings)));
        InstantSource clock = InstantSource.system();
        TerminalProgress progress = TerminalProgress.standardError(clock);
        try (LocalServers servers = servers();
                LocalTrees trees = new LocalTrees(
                        folder,
                        change,
                        sandbox.choice(List.of()),
                        System.getenv(),
                        runs.timeLimit(),
                        clock,
                        progress,
                        spec.commandLine().getErr())) {
            if (mcp || settings.qualityGates().mcpDoctor()) {
                gates.add(doctorGate(servers, change));
            }
            progress.stage(Stage.GATES);
            return judge(compared, gates, trees.head(), trees.trees());
        } finally {
            progress.close();
        }
    }

    private Judged judge(Compared compared, List<Gate> gates, @Nullable Workspace tree, Trees trees) {
        Branch branch = new Branch(this::textAtHead, compared.history());
        Gates all = new Gates(gates, gates.stream().map(Gate::id).collect(Collectors.toSet()));
        return new Judged(gates, all.judge(new GateInput(compared.change(), tree, null, trees, branch)));
    }

    /** The repository's own settings as they were before the change: what is judged does not choose how it is judged. */
    private RepositorySettings settingsBefore(Change change) {
        Optional<FileChange> changed = change.files().stream()
                .filter(file -> file.path().equals(RepositorySettings.PATH))
                .findFirst();
        Optional<String> yaml =
                changed.isPresent() ? Optional.ofNullable(changed.get().before()) : textAtHead(RepositorySettings.PATH);
        try {
            return yaml.map(text ->
                            new RepositoryFile(RepositorySettings.DEFAULT).read(text.getBytes(StandardCharsets.UTF_8)))
                    .orElse(RepositorySettings.DEFAULT);
        } catch (SettingsException e) {
            throw wrong(ConfigOption.mistakes(e));
        }
    }

    private @Nullable CoverageReport report() {
        try {
            return runs.report();
        } catch (CoverageReport.UnreadableException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A file of what is judged: of the commit, or of the folder as it lies. */
    private Optional<String> textAtHead(String path) {
        try (Revisions revisions = Revisions.of(folder)) {
            return head == null ? textInFolder(path) : revisions.text(revisions.commit(head), path);
        }
    }

    private Optional<String> textInFolder(String path) {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (MalformedInputException e) {
            return Optional.empty(); // no text: the answer, not a fault
        } catch (IOException e) {
            throw wrong("cannot read " + file + ": " + e.getMessage());
        }
    }

    private Compared compared() {
        try (Revisions revisions = Revisions.of(folder)) {
            String to = revisions.commit(head == null ? "HEAD" : head);
            String from = base == null ? defaultBranch(revisions) : revisions.commit(base);
            String parted = revisions
                    .mergeBase(from, to)
                    .orElseThrow(() -> wrong("The base and the head have no commit in common; is the clone shallow?"));
            return new Compared(
                    head == null ? revisions.toFolder(parted) : revisions.between(parted, to),
                    revisions.history(parted, to));
        } catch (WorkspaceException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private String defaultBranch(Revisions revisions) {
        return DEFAULT_BRANCHES.stream()
                .flatMap(branch -> existing(revisions, branch).stream())
                .findFirst()
                .orElseThrow(() -> wrong("There is no default branch to compare with: say --base REF."));
    }

    private static Optional<String> existing(Revisions revisions, String name) {
        try {
            return Optional.of(revisions.commit(name));
        } catch (WorkspaceException e) {
            return Optional.empty(); // the next name is tried, and at the end the person is asked
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
