package dev.fettle.gate.mcp;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A state of a repository's tree that servers are started in.
 *
 * @param root the host's folder that is copied
 * @param undone changes to take back in the copy
 * @param texts a file's text by its path, in that state
 */
record ServerTree(Path root, List<FileChange> undone, Function<String, Optional<String>> texts) {
    private static final Pattern WAS_EXECUTABLE =
            Pattern.compile("(?m)^(old mode|deleted file mode|index \\S+) 100755$");
    private static final Limits QUICK =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 256L << 20, 64, 4096);

    /** As it lies. */
    static ServerTree of(Workspace workspace) {
        return new ServerTree(workspace.root(), List.of(), workspace::read);
    }

    /** Before a change that is in it; empty when a changed file is no text, so that it cannot be put back. */
    static Optional<ServerTree> before(Workspace workspace, Change change) {
        for (FileChange file : change.files()) {
            if (file.kind() != FileChange.Kind.ADDED && file.before() == null) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new ServerTree(workspace.root(), change.files(), path -> before(path, workspace, change.files())));
    }

    private static Optional<String> before(String path, Workspace workspace, List<FileChange> files) {
        for (FileChange file : files) {
            if (file.path().equals(path)) {
                return Optional.ofNullable(file.before());
            }
        }
        return workspace.read(path);
    }

    /** Puts the state into a folder of a sandbox. */
    void layInto(Sandbox sandbox, String folder) {
        sandbox.copyIn(root, folder);
        List<String> gone = new ArrayList<>();
        List<String> executable = new ArrayList<>();
        for (FileChange file : undone) {
            String before = file.before();
            if (file.kind() == FileChange.Kind.ADDED || before == null) {
                gone.add(file.path());
            } else {
                sandbox.write(folder + "/" + file.path(), before.getBytes(StandardCharsets.UTF_8));
                if (WAS_EXECUTABLE.matcher(file.unifiedDiff()).find()) {
                    executable.add(file.path());
                }
            }
        }
        run(sandbox, folder, List.of("rm", "-rf", "--"), gone);
        run(sandbox, folder, List.of("chmod", "+x", "--"), executable);
    }

    private static void run(Sandbox sandbox, String folder, List<String> program, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        List<String> argv = new ArrayList<>(program);
        argv.addAll(paths);
        Execution done = sandbox.run(new Command(argv, Map.of("PATH", "/usr/bin:/bin"), folder, List.of()), QUICK);
        if (!done.ok()) {
            throw new IllegalStateException(
                    "the tree before the change could not be laid out: " + done.end() + " " + done.stderr());
        }
    }
}
