package dev.fettle.app;

import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.gate.Trees;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two trees of a change in a person's own repository, copied out and made ready to be built; the folder itself is only read. */
final class LocalTrees implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Trees trees;
    private @Nullable Workspace headTree;

    /**
     * Copies both trees out and reads their builds, which may fetch what they need. Runs nothing yet.
     *
     * @param limit of all that is run
     * @param warnings for a person
     */
    LocalTrees(
            Path folder,
            Change change,
            SandboxChoice sandbox,
            Map<String, String> environment,
            Duration limit,
            InstantSource clock,
            Progress progress,
            PrintWriter warnings) {
        try {
            this.trees = prepare(folder, change, sandbox, environment, limit, clock, progress, warnings);
        } catch (RuntimeException e) {
            closeQuietly(e);
            throw e;
        }
    }

    Trees trees() {
        return trees;
    }

    /** The changed tree; null where nothing could be made ready. */
    @Nullable
    Workspace head() {
        return headTree;
    }

    private Trees prepare(
            Path folder,
            Change change,
            SandboxChoice choice,
            Map<String, String> environment,
            Duration limit,
            InstantSource clock,
            Progress progress,
            PrintWriter warnings) {
        progress.stage(Stage.CHECKOUT);
        Home home = Home.of(environment);
        GitWorkspaces workspaces = new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock);
        Workspace base = kept(workspaces.local(folder, change.base()));
        Workspace head =
                kept(change.head().isEmpty() ? workspaces.snapshot(folder) : workspaces.local(folder, change.head()));
        headTree = head;
        progress.stage(Stage.PREPARE);
        try {
            BuildTool tool = new MavenBuild(home.dependencies(), environment);
            if (!tool.recognises(head.root()) || !tool.recognises(base.root())) {
                String which = tool.recognises(head.root()) ? "base" : "head";
                return new Trees.None(false, "no build of " + tool.name() + " was recognised in the " + which);
            }
            SandboxWiring sandboxes = SandboxWiring.of(choice, home.sandboxes());
            open.push(sandboxes);
            if (sandboxes.level().kind() == SandboxLevel.Kind.REFUSED) {
                return new Trees.None(true, sandboxes.level().proof());
            }
            sandboxes.warning().ifPresent(warnings::println);
            warnings.flush();
            Tree before = new Tree(tool, tool.prepare(base.root()), base.root());
            Tree after = new Tree(tool, tool.prepare(head.root()), head.root());
            TwoTrees both = new TwoTrees(sandboxes, before, after, limit, clock, progress);
            open.push(both);
            return both;
        } catch (BuildException e) {
            return new Trees.None(true, String.valueOf(e.getMessage()));
        }
    }

    private Workspace kept(Workspace workspace) {
        open.push(workspace);
        return workspace;
    }

    private void closeQuietly(RuntimeException cause) {
        try {
            close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
