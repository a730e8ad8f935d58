package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.McpServer;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.gate.mcp.McpDoctor;
import dev.fettle.gate.mcp.PackageFolders;
import dev.fettle.gate.mcp.Patience;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder on a laptop whose MCP servers are looked at: a copy of it, sandboxes, and the packages that lie beside it. */
final class LocalServers implements AutoCloseable {
    private final SandboxWiring sandboxes;
    private final Workspace workspace;
    private final McpDoctor doctor;

    private LocalServers(SandboxWiring sandboxes, Workspace workspace, McpDoctor doctor) {
        this.sandboxes = sandboxes;
        this.workspace = workspace;
        this.doctor = doctor;
    }

    /** @param packages more folders that hold packages, before Fettle's own */
    static LocalServers open(Home home, SandboxChoice choice, Path folder, List<Path> packages) {
        List<Path> folders = new ArrayList<>(List.of(folder.toAbsolutePath().normalize()));
        packages.forEach(more -> folders.add(more.toAbsolutePath().normalize()));
        folders.add(home.mcpPackages());
        SandboxWiring sandboxes = SandboxWiring.of(choice, home.sandboxes());
        Workspace workspace =
                new GitWorkspaces(home.git(), TransportRules.httpsOnly(), InstantSource.system()).snapshot(folder);
        McpDoctor doctor =
                new McpDoctor(sandboxes, SecretShapes.bundled(), new PackageFolders(folders), Patience.DEFAULT);
        return new LocalServers(sandboxes, workspace, doctor);
    }

    SandboxWiring sandboxes() {
        return sandboxes;
    }

    Workspace workspace() {
        return workspace;
    }

    McpDoctor doctor() {
        return doctor;
    }

    /**
     * What the folder's settings say of servers.
     *
     * @throws dev.fettle.base.settings.SettingsException with every mistake at once
     */
    List<McpServer> settings() {
        return settings(workspace.read(RepositorySettings.PATH));
    }

    /** As {@link #settings()}, before a change: what is judged does not choose how it is judged. */
    List<McpServer> settingsBefore(Change change) {
        Optional<FileChange> changed = change.files().stream()
                .filter(file -> file.path().equals(RepositorySettings.PATH))
                .findFirst();
        return changed.isPresent() ? settings(Optional.ofNullable(changed.get().before())) : settings();
    }

    private static List<McpServer> settings(Optional<String> yaml) {
        return yaml.map(text -> new RepositoryFile(RepositorySettings.DEFAULT)
                        .read(text.getBytes(StandardCharsets.UTF_8))
                        .mcpServers())
                .orElse(List.of());
    }

    @Override
    public void close() throws Exception {
        try (workspace) {
            sandboxes.close();
        }
    }
}
