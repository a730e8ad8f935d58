package dev.fettle.app;

import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.doctor.Diagnosis;
import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.app.doctor.Doctor;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.gate.mcp.DoctorReport;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle doctor}: names what is wrong and what to do, of everything that Fettle stands on, or of MCP servers alone. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Names what is wrong and what to do about it. Changes nothing, and works beside a running server.",
            "Alone: looks at the settings, the way to the forge, the App's key, permissions, events, webhook and deliveries, the sources of tickets, the database, the queue, the disk, the build tools, the sandbox (a dozen cheap escapes are tried from inside, docs/threats.md) and what else docs/troubleshooting.md lists.",
            "With --mcp: starts every MCP server that the folder declares (.mcp.json, .vscode/mcp.json, mcp_servers in .github/fettle.yml), each in a sandbox without a network and without any secret, and checks start, handshake, tools, schemas, descriptions, one call and shutdown."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing is wrong",
            "1:something is wrong",
            "2:wrong usage",
            "3:nothing is known to be wrong, but something could not be tried"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle doctor                                         everything",
            "  fettle doctor --only sandbox --all                    the sandbox of this machine, each wall",
            "  fettle doctor --trial                                 and a tiny project, built and tested as a repair would",
            "  fettle doctor --bundle support.zip --log fettle.log   what a bug report needs, without secrets and names",
            "  fettle doctor --mcp                                   the servers of this folder",
            "  fettle doctor --mcp ../shop --json                    of another one, for a program",
            "  fettle doctor --mcp --packages ~/mcp                  servers that npm installed there"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int COULD_NOT_TRY = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The root of the repository whose MCP servers are looked at. Default: here.")
    private Path folder = Path.of(".");

    @Option(names = "--mcp", description = "Look at the MCP servers that the folder declares, and at nothing else.")
    private boolean mcp;

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            description =
                    "A folder whose node_modules or .venv holds servers that npx or uvx would fetch; may be given more than once. The folder itself and FETTLE_HOME/mcp are looked at anyway.")
    private List<Path> packages = List.of();

    @Option(
            names = "--only",
            paramLabel = "CHECK",
            split = ",",
            description = "Look at these only, such as clock,key; a wrong name lists all.")
    private List<String> only = List.of();

    @Option(names = "--trial", description = "Build and test a tiny Maven project in the sandbox as well.")
    private boolean trial;

    @Option(names = "--all", description = "Show the further lines of what is well, too.")
    private boolean all;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Write a zip for a bug report: this report, version, settings in force, counts. Secrets, addresses, repositories and other names are left out.")
    private @Nullable Path bundle;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "The server's log; its last lines go into the bundle, redacted.")
    private @Nullable Path log;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Override
    public Integer call() throws Exception {
        return mcp ? servers() : everything();
    }

    private int everything() throws Exception {
        SettingsLoader.Examined examined = config.examine();
        DoctorChecks.Where where = new DoctorChecks.Where(
                System.getenv(),
                Optional.ofNullable(config.file()),
                folder,
                packages,
                sandbox.choice(List.of()),
                trial,
                DiskCheck.Room.ofFileSystem(),
                InstantSource.system());
        try (DoctorChecks checks = new DoctorChecks(where, examined)) {
            Doctor doctor = checks.doctor();
            Diagnosis diagnosis = doctor.look(wanted(doctor), this::progress);
            cleared();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? diagnosis.json().toPrettyString() + System.lineSeparator() : diagnosis.text(all));
            out.flush();
            if (bundle != null) {
                bundled(bundle, diagnosis, examined, checks);
            }
            return diagnosis.status();
        }
    }

    private void bundled(Path file, Diagnosis diagnosis, SettingsLoader.Examined examined, DoctorChecks checks) {
        try {
            new SupportBundle(examined, checks.store(), System.getenv())
                    .write(file, diagnosis, Optional.ofNullable(log));
        } catch (IOException e) {
            throw wrong("The bundle could not be written: " + e);
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(file + " holds no secret and no name that Fettle knows of; read it before you send it.");
        err.flush();
    }

    private Set<String> wanted(Doctor doctor) {
        Set<String> unknown = new TreeSet<>(only);
        unknown.removeAll(doctor.names());
        if (!unknown.isEmpty()) {
            throw wrong("There is no check " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", doctor.names()) + (trial ? "." : " and, with --trial, trial."));
        }
        Set<String> wanted = new TreeSet<>(only);
        if (trial && !only.isEmpty()) {
            wanted.add("trial");
        }
        return wanted;
    }

    private int servers() throws Exception {
        if (!Files.isDirectory(folder)) {
            throw wrong(folder + " is no folder.");
        }
        PrintWriter err = spec.commandLine().getErr();
        try (LocalServers servers =
                LocalServers.open(Home.of(System.getenv()), sandbox.choice(List.of()), folder, packages)) {
            servers.sandboxes().warning().ifPresent(err::println);
            DoctorReport report = servers.doctor().examine(servers.workspace(), servers.settings(), this::progress);
            cleared();
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    json
                            ? DoctorOutput.json(report).toPrettyString() + System.lineSeparator()
                            : DoctorOutput.text(report));
            out.flush();
            return status(report);
        } catch (SandboxRefusedException e) {
            err.println("No server was started: " + e.getMessage());
            err.flush();
            return COULD_NOT_TRY;
        } catch (SettingsException | WorkspaceException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static int status(DoctorReport report) {
        if (!report.broken().isEmpty()) {
            return 1;
        }
        return report.untried().isEmpty() ? 0 : COULD_NOT_TRY;
    }

    private void progress(String what) {
        now().show("looking at " + what);
    }

    private void cleared() {
        now().clear();
    }

    private LineInPlace now() {
        return new LineInPlace(spec.commandLine().getErr(), Terminal.ofErrors());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
