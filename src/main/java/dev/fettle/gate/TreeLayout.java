package dev.fettle.gate;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.SourceEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a state of a repository's tree into a folder of a sandbox: a folder of the host as it lies, and what the state has otherwise. */
public final class TreeLayout {
    private static final Limits SMALL =
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), 256L << 20, 64, 4096);

    private TreeLayout() {}

    /**
     * Lays it out.
     *
     * @param folder relative to the sandbox's, "" for that itself
     * @param texts files that read otherwise, or are only in the state
     * @param removed files that are not in it
     */
    public static void lay(Sandbox sandbox, String folder, Path root, Map<String, String> texts, List<String> removed) {
        sandbox.copyIn(root, folder);
        String prefix = folder.isEmpty() ? "" : folder + "/";
        texts.forEach((path, text) -> sandbox.write(prefix + path, SourceEncoding.bytes(root, path, text)));
        run(sandbox, folder, List.of("/usr/bin/rm", "-rf", "--"), removed);
    }

    /** Makes files of a layout executable. */
    public static void executable(Sandbox sandbox, String folder, List<String> paths) {
        run(sandbox, folder, List.of("/usr/bin/chmod", "+x", "--"), paths);
    }

    /** @throws IllegalStateException when it fails: what was left is not the state that was to be looked at */
    private static void run(Sandbox sandbox, String folder, List<String> program, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        List<String> argv = new ArrayList<>(program);
        argv.addAll(paths);
        Execution done = sandbox.run(new Command(argv, Map.of("PATH", "/usr/bin:/bin"), folder, List.of()), SMALL);
        if (!done.ok()) {
            throw new IllegalStateException(
                    "a state of the tree could not be laid out: " + done.end() + " " + done.stderr());
        }
    }
}
