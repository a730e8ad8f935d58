package dev.fettle.gate.mcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.McpServer;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.sandbox.TestSandboxes;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Users;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A doctor with real sandboxes, and repositories for it to look at. Needs bubblewrap and Node; without either the tests are skipped, and say so. */
final class Clinic implements AutoCloseable {
    /** For servers that do answer and end, however busy the machine is. */
    static final Patience PATIENT =
            new Patience(Duration.ofSeconds(90), Duration.ofSeconds(60), Duration.ofSeconds(15));

    /** For a server that never ends. */
    static final Patience IMPATIENT_TO_LEAVE = new Patience(PATIENT.start(), PATIENT.answer(), Duration.ofSeconds(1));

    private static final Path NODE = Path.of("/usr/bin/node");

    private final Path folder;
    private final SandboxSelection sandboxes;
    private final GitWorkspaces workspaces;

    private Clinic(Path folder) {
        this.folder = folder;
        this.sandboxes = TestSandboxes.strongest(folder);
        this.workspaces = new GitWorkspaces(folder.resolve("git"), TransportRules.httpsOnly(), InstantSource.system());
    }

    static Clinic open(Path folder) {
        assumeTrue(Files.isExecutable(NODE), "Node is not at /usr/bin/node, where a sandbox can see it");
        Clinic clinic = new Clinic(folder);
        assumeTrue(
                clinic.sandboxes.level().kind() != SandboxLevel.Kind.REFUSED,
                () -> clinic.sandboxes.level().proof());
        return clinic;
    }

    SandboxSelection sandboxes() {
        return sandboxes;
    }

    McpDoctor doctor(Patience patience) {
        return new McpDoctor(sandboxes, SecretShapes.bundled(), packages(), patience);
    }

    /** What npm laid down for the tests. */
    static PackageFolders packages() {
        Path modules = Path.of(System.getProperty("fettle.npm", "node_modules")).toAbsolutePath();
        return new PackageFolders(List.of(Objects.requireNonNull(modules.getParent())));
    }

    /** A repository with these files, and the server of the tests. */
    Workspace repository(Map<String, String> files) throws IOException {
        Path root = Files.createTempDirectory(folder, "repository");
        Users.write(root, Map.of("server.mjs", script("server.mjs")));
        Users.repository(root, files);
        return workspaces.snapshot(root);
    }

    static String script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Clinic.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A {@code .mcp.json} with one server, made of words. */
    static Map<String, String> declares(String name, String... words) {
        String arguments = String.join("\",\"", List.of(words).subList(1, words.length));
        return Map.of(
                ".mcp.json",
                "{\"mcpServers\": {\n  \"" + name + "\": {\"command\": \"" + words[0] + "\", \"args\": ["
                        + (words.length > 1 ? "\"" + arguments + "\"" : "") + "]}\n}}\n");
    }

    /** What the repository's settings would say of the test's server: a probe. */
    static List<McpServer> probing(String name) {
        return List.of(new McpServer(
                name,
                "",
                List.of(),
                Map.of(),
                "",
                false,
                Optional.of(new McpServer.Probe("echo", "{\"text\": \"hello there\"}", "hello there"))));
    }

    /** The one server of a repository with these files. */
    ServerReport only(Patience patience, Map<String, String> files, List<McpServer> settings) throws IOException {
        try (Workspace workspace = repository(files)) {
            List<ServerReport> servers =
                    doctor(patience).examine(workspace, settings, name -> {}).servers();
            if (servers.size() != 1) {
                throw new AssertionError("one server was expected: " + servers);
            }
            return servers.get(0);
        }
    }

    @Override
    public void close() throws Exception {
        sandboxes.close();
    }
}
