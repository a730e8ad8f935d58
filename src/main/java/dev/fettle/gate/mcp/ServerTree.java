package dev.fettle.gate.mcp;

import dev.fettle.gate.TreeLayout;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A state of a repository's tree that servers are started in: a folder of the host, and the texts in which the state differs from it. Whether the folder lies as before a
 * change or as after it makes no difference.
 *
 * @param workspace whose folder is copied
 * @param changed files that are laid over the copy
 * @param after whether as the change leaves them, else as it found them
 */
record ServerTree(Workspace workspace, List<FileChange> changed, boolean after) {
    private static final Pattern IS_EXECUTABLE =
            Pattern.compile("(?m)^(new mode|new file mode|index [0-9a-f.]+) 100755$");
    private static final Pattern WAS_EXECUTABLE =
            Pattern.compile("(?m)^(old mode|deleted file mode|index [0-9a-f.]+) 100755$");

    ServerTree {
        changed = List.copyOf(changed);
    }

    /** As it lies. */
    static ServerTree of(Workspace workspace) {
        return new ServerTree(workspace, List.of(), true);
    }

    /** After a change. A changed file that is no text stays as it lies. */
    static ServerTree after(Workspace workspace, Change change) {
        return new ServerTree(
                workspace, change.files().stream().filter(ServerTree::isKnown).toList(), true);
    }

    /** Before a change; empty when a changed file is no text, so that it cannot be put back. */
    static Optional<ServerTree> before(Workspace workspace, Change change) {
        boolean whole = change.files().stream().allMatch(ServerTree::isKnown);
        return whole ? Optional.of(new ServerTree(workspace, change.files(), false)) : Optional.empty();
    }

    private static boolean isKnown(FileChange file) {
        return (file.kind() == FileChange.Kind.ADDED || file.before() != null)
                && (file.kind() == FileChange.Kind.DELETED || file.after() != null);
    }

    /** A file's text in this state. */
    Optional<String> read(String path) {
        for (FileChange file : changed) {
            if (file.path().equals(path)) {
                return Optional.ofNullable(text(file));
            }
        }
        return workspace.read(path);
    }

    private @Nullable String text(FileChange file) {
        return after ? file.after() : file.before();
    }

    /** Puts the state into a folder of a sandbox. */
    void layInto(Sandbox sandbox, String folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        List<String> executable = new ArrayList<>();
        for (FileChange file : changed) {
            String text = text(file);
            if (text == null) {
                gone.add(file.path());
            } else {
                texts.put(file.path(), text);
                if ((after ? IS_EXECUTABLE : WAS_EXECUTABLE)
                        .matcher(file.unifiedDiff())
                        .find()) {
                    executable.add(file.path());
                }
            }
        }
        TreeLayout.lay(sandbox, folder, workspace.root(), texts, gone);
        TreeLayout.executable(sandbox, folder, executable);
    }
}
