package dev.fettle.gate.mcp;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.McpServer;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.gate.mcp.ServerDeclaration.Unusable;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Workspace;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks at the MCP servers that a repository declares, each started in a fresh sandbox of its own. */
public final class McpDoctor {
    private static final int MOST_SERVERS = 20;

    private final Sandboxes sandboxes;
    private final SecretShapes shapes;
    private final PackageFolders packages;
    private final Patience patience;
    private final ToolSchemas schemas = new ToolSchemas();
    private final SecureRandom random = new SecureRandom();

    /**
     * A doctor.
     *
     * @param shapes of secrets, which no server is given
     * @param packages what servers may be started from besides the tree
     */
    public McpDoctor(Sandboxes sandboxes, SecretShapes shapes, PackageFolders packages, Patience patience) {
        this.sandboxes = sandboxes;
        this.shapes = shapes;
        this.packages = packages;
        this.patience = patience;
    }

    /**
     * Looks at every server of a tree as it lies.
     *
     * @param settings what the repository's settings say of servers
     * @param progress told the name of each server before its turn
     * @throws SandboxRefusedException where foreign code cannot be shut in
     */
    public DoctorReport examine(Workspace workspace, List<McpServer> settings, Consumer<String> progress) {
        return examine(ServerTree.of(workspace), settings, server -> true, progress);
    }

    /** Whether a tree declares any server. */
    static boolean declaresAny(ServerTree tree, List<McpServer> settings) {
        return !Declarations.read(tree::read, settings).isEmpty();
    }

    DoctorReport examine(
            ServerTree tree, List<McpServer> settings, Predicate<ServerDeclaration> wanted, Consumer<String> progress) {
        List<ServerDeclaration> declared = Declarations.read(tree::read, settings);
        List<ServerReport> reports = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            ServerDeclaration server = declared.get(i);
            if (wanted.test(server)) {
                progress.accept(server.name().isEmpty() ? server.file() : server.name());
                reports.add(
                        i < MOST_SERVERS
                                ? examine(tree, server)
                                : unusable(server, new Unusable(Fault.TOO_MANY_SERVERS, "")));
            }
        }
        return new DoctorReport(reports);
    }

    private ServerReport examine(ServerTree tree, ServerDeclaration server) {
        if (server.way() instanceof Unusable unusable) {
            return unusable(server, unusable);
        }
        Program program = server.program().orElseThrow();
        try (ServerSandbox sandbox = ServerSandbox.open(sandboxes, tree, packages)) {
            References references = new References(shapes, sandbox.tree(), sandbox.home());
            byte[] nonce = new byte[6];
            random.nextBytes(nonce);
            return new Examination(
                            server,
                            sandbox,
                            references.fill(program),
                            schemas,
                            patience,
                            HexFormat.of().formatHex(nonce))
                    .run();
        }
    }

    private static ServerReport unusable(ServerDeclaration server, Unusable why) {
        return new ServerReport(
                server.name(),
                server.file(),
                server.line(),
                server.optional(),
                "",
                List.of(),
                List.of(CheckResult.of(Check.DECLARATION, why.fault(), why.detail())),
                List.of());
    }
}
