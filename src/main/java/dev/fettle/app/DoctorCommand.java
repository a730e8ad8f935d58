package dev.fettle.app;

import dev.fettle.base.settings.SettingsException;
import dev.fettle.gate.mcp.DoctorReport;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.workspace.WorkspaceException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle doctor}: names what is wrong and what to do, of the sandbox, or of MCP servers. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Names what is wrong and what to do about it.",
            "Alone: shows the level of the sandbox and its known gaps, and tries a dozen cheap escapes (docs/threats.md) from inside.",
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
            "  fettle doctor                                         the sandbox of this machine",
            "  fettle doctor --mcp                                   the servers of this folder",
            "  fettle doctor --mcp ../shop --json                    of another one, for a program",
            "  fettle doctor --mcp --packages ~/mcp                  servers that npm installed there"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int COULD_NOT_TRY = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The root of the repository. Default: here.")
    private Path folder = Path.of(".");

    @Option(names = "--mcp", description = "Look at the MCP servers that the folder declares.")
    private boolean mcp;

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            description =
                    "A folder whose node_modules or .venv holds servers that npx or uvx would fetch; may be given more than once. The folder itself and FETTLE_HOME/mcp are looked at anyway.")
    private List<Path> packages = List.of();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Override
    public Integer call() throws Exception {
        if (!mcp) {
            try (SandboxWiring walls = SandboxWiring.of(
                    sandbox.choice(List.of()), Home.of(System.getenv()).sandboxes())) {
                Path decoys = Path.of(System.getProperty("java.io.tmpdir"));
                return SandboxCheckup.run(
                        walls, decoys, json, spec.commandLine().getOut());
            }
        }
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

    private void progress(String server) {
        if (System.console() != null) {
            spec.commandLine().getErr().print("\r\u001b[2Klooking at " + server);
            spec.commandLine().getErr().flush();
        }
    }

    private void cleared() {
        if (System.console() != null) {
            spec.commandLine().getErr().print("\r\u001b[2K");
            spec.commandLine().getErr().flush();
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
