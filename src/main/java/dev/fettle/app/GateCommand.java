package dev.fettle.app;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.propose.CheckText;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
            "What is compared: the folder as it lies (or --head) with where it parted from the base. Nothing is built or run."
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

    @Override
    public Integer call() {
        Change change = change();
        List<Gate> gates = GatesOfDifference.all(SecretShapes.bundled(), RepositorySettings.DEFAULT, this::textAtHead);
        GateReport report = new Gates(gates, gates.stream().map(Gate::id).collect(Collectors.toSet()))
                .judge(new GateInput(change, null, null));
        PrintWriter out = spec.commandLine().getOut();
        if (form != null && form.json) {
            out.println(GateOutput.json(change, report).toPrettyString());
        } else if (form != null && form.sarif) {
            out.println(SarifOutput.of(gates, change, report).toPrettyString());
        } else if (form != null && form.markdown) {
            out.print(CheckText.report(report));
        } else {
            out.print(GateOutput.text(change, report));
        }
        out.flush();
        return report.passed() ? 0 : 1;
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
