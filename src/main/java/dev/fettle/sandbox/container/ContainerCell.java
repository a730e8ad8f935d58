package dev.fettle.sandbox.container;

import dev.fettle.sandbox.Cell;
import dev.fettle.sandbox.CellSandbox;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.JobFolder;
import dev.fettle.sandbox.Launch;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Ownership;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container for each command, all with one folder of the host. */
final class ContainerCell implements Cell {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerCell.class);

    /** The engine keeps these for its own failures: no container, program not runnable, program not found. */
    private static final Set<Integer> ENGINE_FAILED = Set.of(125, 126, 127);

    private final ContainerEngine engine;
    private final Path root;
    private final int uid;
    private final boolean asRoot;
    private final Quota quota;
    private final JobFolder folder;
    private final ProcessLauncher launcher;
    private final AtomicLong launches = new AtomicLong();

    private ContainerCell(
            ContainerEngine engine,
            Path root,
            int uid,
            boolean asRoot,
            Quota quota,
            JobFolder folder,
            ProcessLauncher launcher) {
        this.engine = engine;
        this.root = root;
        this.uid = uid;
        this.asRoot = asRoot;
        this.quota = quota;
        this.folder = folder;
        this.launcher = launcher;
    }

    static Sandbox sandbox(
            ContainerEngine engine, Path root, int uid, boolean asRoot, Quota quota, ProcessLauncher launcher)
            throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        JobFolder folder = JobFolder.create(root, asRoot ? Ownership.of(uid) : Ownership.AS_MADE);
        return new CellSandbox(folder, new ContainerCell(engine, root, uid, asRoot, quota, folder, launcher));
    }

    @Override
    public Execution run(Command command, Limits limits) {
        return launcher.run(launch(command, limits), limits);
    }

    @Override
    public LiveProcess start(Command command, Limits limits) {
        return launcher.start(launch(command, limits), limits, () -> {});
    }

    private Launch launch(Command command, Limits limits) {
        String name = "fettle-" + root.getFileName() + "-" + launches.incrementAndGet();
        return new Launch(
                engine.run(name, folder.work(), uid, asRoot, command, limits, quota),
                new ContainerProcesses(engine.remove(name)),
                status -> ENGINE_FAILED.contains(status) ? OptionalInt.empty() : OptionalInt.of(status));
    }

    @Override
    public void clear() {
        try {
            TreeRemoval.remove(root);
        } catch (IOException e) {
            LOG.error("the job's folder {} could not be removed; the next start tries again", root, e);
        }
    }
}
