package dev.fettle.sandbox.none;

import dev.fettle.sandbox.JobRoots;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * No walls: commands run as the server's user, with its files and its network. Only for an operator who says so, for repositories that he lists; who that is, the
 * caller decides, and this is never part of a {@link dev.fettle.sandbox.SandboxSelection}.
 */
public final class UnconfinedSandboxes implements Sandboxes, AutoCloseable {
    private static final SandboxLevel LEVEL = new SandboxLevel(
            SandboxLevel.Kind.NONE,
            "nothing was tried: the operator chose to go without (sandbox.mode=none)",
            List.of(
                    "Code of the repository and of its dependencies can read and change whatever the server's user can, its keys included.",
                    "It has the network.",
                    "Memory, processes, processor time and disk are not bounded; wall time and output are.",
                    "A process that clears its environment outlives its job."));

    private final JobRoots roots;
    private final ProcessLauncher launcher = new ProcessLauncher();

    /** @param base where the jobs' folders are made; those of dead servers are removed now */
    public UnconfinedSandboxes(Path base) {
        try {
            Files.createDirectories(base);
            this.roots = new JobRoots(base.toRealPath());
            for (Path left : roots.ofTheDead()) {
                TreeRemoval.remove(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + base + " for jobs", e);
        }
    }

    @Override
    public SandboxLevel level() {
        return LEVEL;
    }

    @Override
    public Sandbox fresh(Quota quota) {
        try {
            return UnconfinedCell.sandbox(roots.fresh(), launcher);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a job's folder", e);
        }
    }

    @Override
    public void close() {
        launcher.close();
    }
}
