package dev.fettle.app;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.gate.mcp.McpDoctorGate;
import dev.fettle.propose.CheckText;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code fettle gate}: the gates that need only the difference, on any branch of any local repository. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges a branch as Fettle's own pull requests are judged: test-integrity, secret-scan and policy.",
            "What is compared: the folder as it lies (or --head) with where it parted from the base. Nothing is built or run, unless --mcp is given."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every required gate passed", "1:a required gate failed or could not run", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle gate                               the folder against the default branch",
            "  fettle gate --base HEAD                   only what is not committed yet",
            "  fettle gate --base v1.2 --head topic ../shop --json"
        })
final class GateCommand implements Callable<Integer> {
    /** Where a default branch is looked for, in this order. */
    private static final List<String> DEFAULT_BRANCHES =
            List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

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
                    "Also start the MCP servers that the folder declares, in a sandbox, and where one is at fault, as they were at the base.")
    private boolean mcp;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @ArgGroup
    private @Nullable Form form;

    /** How it is printed. */
    private static final class Form {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(names = "--markdown", description = "As Markdown.")
        private boolean markdown;
    }

    @Override
    public Integer call() throws Exception {
        Change change = change();
        List<Gate> gates = new ArrayList<>(GatesOfDifference.all(SecretShapes.bundled(), RepositorySettings.DEFAULT));
        GateReport report = mcp ? withServers(change, gates) : judge(change, gates, null);
        PrintWriter out = spec.commandLine().getOut();
        if (form != null && form.json) {
            out.println(GateOutput.json(change, report).toPrettyString());
        } else if (form != null && form.markdown) {
            out.print(CheckText.report(report));
        } else {
            out.print(GateOutput.text(change, report));
        }
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private static GateReport judge(Change change, List<Gate> gates, @Nullable Workspace tree) {
        return new Gates(gates, gates.stream().map(Gate::id).collect(Collectors.toSet()))
                .judge(new GateInput(change, tree, null));
    }

    private GateReport withServers(Change change, List<Gate> gates) throws Exception {
        if (head != null) {
            throw wrong("--mcp starts the servers of the folder as it lies: leave out --head.");
        }
        try (LocalServers servers =
                LocalServers.open(Home.of(System.getenv()), sandbox.choice(List.of()), folder, List.of())) {
            gates.add(new McpDoctorGate(servers.doctor(), servers.settingsBefore(change), true));
            return judge(change, gates, servers.workspace());
        } catch (SettingsException | WorkspaceException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Change change() {
        try (Revisions revisions = Revisions.of(folder)) {
            String to = revisions.commit(head == null ? "HEAD" : head);
            String from = base == null ? defaultBranch(revisions) : revisions.commit(base);
            String parted = revisions
                    .mergeBase(from, to)
                    .orElseThrow(() -> wrong("The base and the head have no commit in common; is the clone shallow?"));
            return head == null ? revisions.toFolder(parted) : revisions.between(parted, to);
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
