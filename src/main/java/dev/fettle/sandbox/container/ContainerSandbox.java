package dev.fettle.sandbox.container;

import dev.fettle.sandbox.Collected;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder on the host and a container for each command, all with that folder. */
final class ContainerSandbox implements Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerSandbox.class);

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
    private final Set<LiveProcess> living = ConcurrentHashMap.newKeySet();

    ContainerSandbox(ContainerEngine engine, Path root, int uid, boolean asRoot, Quota quota, ProcessLauncher launcher)
            throws IOException {
        this.engine = engine;
        this.root = root;
        this.uid = uid;
        this.asRoot = asRoot;
        this.quota = quota;
        this.launcher = launcher;
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        this.folder = JobFolder.create(root, asRoot ? Ownership.of(uid) : Ownership.AS_MADE);
    }

    @Override
    public Path directory() {
        return folder.work();
    }

    @Override
    public void copyIn(Path source, String target) {
        folder.copyIn(source, target);
    }

    @Override
    public void write(String target, byte[] content) {
        folder.write(target, content);
    }

    @Override
    public Collected collect(List<String> globs, long maxBytesEach) {
        return folder.collect(globs, maxBytesEach);
    }

    @Override
    public Execution run(Command command, Limits limits) {
        return launcher.run(launch(command, limits), limits);
    }

    @Override
    public LiveProcess start(Command command, Limits limits) {
        LiveProcess process = launcher.start(launch(command, limits), limits, () -> {});
        living.add(process);
        return process;
    }

    private Launch launch(Command command, Limits limits) {
        String name = "fettle-" + root.getFileName() + "-" + launches.incrementAndGet();
        return new Launch(
                engine.run(name, folder.work(), uid, asRoot, command, limits, quota),
                new ContainerProcesses(engine.remove(name)),
                status -> ENGINE_FAILED.contains(status) ? OptionalInt.empty() : OptionalInt.of(status));
    }

    @Override
    public void close() {
        living.forEach(LiveProcess::close);
        try {
            TreeRemoval.remove(root);
        } catch (IOException e) {
            LOG.error("the job's folder {} could not be removed; the next start tries again", root, e);
        }
    }
}
