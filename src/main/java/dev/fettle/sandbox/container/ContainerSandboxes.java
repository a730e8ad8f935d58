package dev.fettle.sandbox.container;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.JobRoots;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.sandbox.WallProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Sandboxes by a container engine: slower to start, for machines on which bubblewrap cannot. */
public final class ContainerSandboxes implements Sandboxes, AutoCloseable {
    /** Jobs share it when the server is root; containers keep them apart. */
    private static final int CONTAINER_UID = 59_999;

    private static final List<String> GAPS = List.of(
            "The folder's total size and number of files are not bounded; the size of each file is.",
            "The system call filter is the engine's, not ours.",
            "Processor time is not bounded; wall time is.",
            "Running out of memory shows as killed (137).");

    private final ContainerEngine engine;
    private final JobRoots roots;
    private final int uid;
    private final boolean asRoot;
    private final ProcessLauncher launcher;
    private final SandboxLevel level;

    private ContainerSandboxes(
            ContainerEngine engine, JobRoots roots, int uid, boolean asRoot, ProcessLauncher launcher, Path base)
            throws IOException {
        this.engine = engine;
        this.roots = roots;
        this.uid = uid;
        this.asRoot = asRoot;
        this.launcher = launcher;
        this.level = prove(base);
    }

    /**
     * Removes what dead servers left, then tries a container out.
     *
     * @param base where the jobs' folders are made
     * @param image an image that the engine has; it is never pulled
     * @throws SandboxRefusedException when there is no engine, no image, or a wall does not hold
     */
    public static ContainerSandboxes proven(Path base, String image) {
        ContainerEngine engine = ContainerEngine.find(Path.of(System.getProperty("user.home", "/")), image)
                .orElseThrow(() -> new SandboxRefusedException("neither podman nor docker is installed"));
        ProcessLauncher launcher = new ProcessLauncher();
        try {
            Files.createDirectories(base);
            JobRoots roots = new JobRoots(base.toRealPath());
            for (Path left : roots.ofTheDead()) {
                TreeRemoval.remove(left);
            }
            int own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            boolean asRoot = own == 0;
            return new ContainerSandboxes(
                    engine, roots, asRoot ? CONTAINER_UID : own, asRoot, launcher, base.toRealPath());
        } catch (SandboxRefusedException e) {
            launcher.close();
            throw e;
        } catch (IOException e) {
            launcher.close();
            throw new SandboxRefusedException(engine.program() + " cannot be used: " + e);
        }
    }

    private SandboxLevel prove(Path base) throws IOException {
        Path decoy = Files.createTempFile(base, HostProcess.current().label(), ".decoy");
        try (Sandbox sandbox = ContainerCell.sandbox(engine, roots.fresh(), uid, asRoot, WallProbe.QUOTA, launcher)) {
            Optional<String> broken = WallProbe.tryOut(sandbox, decoy, uid);
            if (broken.isPresent()) {
                throw new SandboxRefusedException(engine.program() + " does not hold on this machine: " + broken.get());
            }
            return new SandboxLevel(
                    SandboxLevel.Kind.CONTAINER,
                    "tried from inside a container of " + engine.program() + ": uid " + uid
                            + ", no capability, no new privileges, a system call filter, no interface but loopback, host files not visible, nothing writable outside the folder",
                    GAPS);
        } finally {
            Files.delete(decoy);
        }
    }

    @Override
    public SandboxLevel level() {
        return level;
    }

    @Override
    public Sandbox fresh(Quota quota) {
        try {
            return ContainerCell.sandbox(engine, roots.fresh(), uid, asRoot, quota, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a job's folder", e);
        }
    }

    @Override
    public void close() {
        launcher.close();
    }
}
