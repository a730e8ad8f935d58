package dev.fettle.app.doctor;

import dev.fettle.base.settings.SettingsException;
import dev.fettle.gate.mcp.DoctorReport;
import dev.fettle.gate.mcp.ServerReport;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.workspace.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The MCP servers that the folder at hand declares, each started in a sandbox. */
public final class McpCheck implements Check {
    private static final List<String> DECLARE = List.of(".mcp.json", ".vscode/mcp.json", ".github/fettle.yml");

    private final Path folder;
    private final Supplier<DoctorReport> examination;

    /** @param examination takes seconds a server; only asked for where something may be declared */
    public McpCheck(Path folder, Supplier<DoctorReport> examination) {
        this.folder = folder;
        this.examination = examination;
    }

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public List<Finding> look() {
        Finding none = Finding.notNeeded(
                name(),
                "no MCP server is declared in " + folder + "; 'fettle doctor --mcp DIR' looks at another folder");
        if (DECLARE.stream().noneMatch(file -> Files.exists(folder.resolve(file)))) {
            return List.of(none);
        }
        try {
            List<Finding> findings = new ArrayList<>();
            examination.get().servers().forEach(server -> findings.add(one(server)));
            return findings.isEmpty() ? List.of(none) : findings;
        } catch (SandboxRefusedException e) {
            return List.of(
                    Finding.unknown(name(), "no server was started: " + e.getMessage(), "Mend 'sandbox' first."));
        } catch (SettingsException | WorkspaceException e) {
            return List.of(Finding.broken(name(), String.valueOf(e.getMessage()), "Correct the file that is named."));
        }
    }

    private Finding one(ServerReport server) {
        String label = server.name().isEmpty() ? server.file() : server.name();
        if (!server.broken()) {
            return server.tried()
                    ? Finding.good(
                            name(), label + ": healthy, " + server.checks().size() + " checks")
                    : server.obstacle()
                            .map(check -> Finding.unknown(
                                    name(),
                                    label + ": not tried, "
                                            + check.fault().orElseThrow().label(),
                                    check.fault().orElseThrow().sentence()))
                            .orElseGet(
                                    () -> Finding.unknown(name(), label + ": not tried", "See 'fettle doctor --mcp'."));
        }
        return server.faults().stream()
                .findFirst()
                .map(check -> Finding.broken(
                        name(),
                        label + ": " + check.check().name().toLowerCase(Locale.ROOT) + ", "
                                + check.fault().orElseThrow().label()
                                + (check.detail().isEmpty() ? "" : ": " + check.detail()),
                        check.fault().orElseThrow().sentence()))
                .orElseThrow();
    }
}
