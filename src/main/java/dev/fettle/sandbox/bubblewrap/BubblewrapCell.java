package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Cell;
import dev.fettle.sandbox.CellSandbox;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.JobFolder;
import dev.fettle.sandbox.Launch;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Ownership;
import dev.fettle.sandbox.ProcessGroup;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job's cell: its box on the disk and its user id. */
final class BubblewrapCell implements Cell {
    private static final Logger LOG = LoggerFactory.getLogger(BubblewrapCell.class);

    private final Host host;
    private final Box box;
    private final Optional<Integer> uid;
    private final Quota quota;
    private final JobFolder folder;
    private final OperatorFiles hidden;
    private final AtomicLong launches = new AtomicLong();

    private BubblewrapCell(Host host, Box box, Optional<Integer> uid, Quota quota, JobFolder folder) {
        this.host = host;
        this.box = box;
        this.uid = uid;
        this.quota = quota;
        this.folder = folder;
        this.hidden = OperatorFiles.below(Path.of("/usr"));
    }

    /** Makes the box, its file system and its folder. On failure nothing is left, but the claim on the uid stays the caller's. */
    static Sandbox create(Host host, Box box, Optional<Integer> uid, Quota quota) throws IOException {
        try {
            box.create(host.groups().map(ControlGroups::parents).orElse(List.of()));
            SyntheticEtc.write(box.etc(), uid.orElseGet(() -> userOf(box.root())));
            if (host.sizedFileSystems()) {
                host.mounts().mountSized(box.fileSystem(), quota);
            }
            Ownership owner = uid.map(Ownership::of).orElse(Ownership.AS_MADE);
            JobFolder folder = JobFolder.create(box.fileSystem(), owner);
            return new CellSandbox(folder, new BubblewrapCell(host, box, uid, quota, folder));
        } catch (IOException e) {
            host.janitor().clear(box.root());
            throw e;
        }
    }

    private static int userOf(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Execution run(Command command, Limits limits) {
        try {
            return host.launcher().run(prepare(command, limits), limits);
        } catch (IOException e) {
            return ProcessLauncher.notStarted(reason(e), Duration.ZERO);
        }
    }

    @Override
    public LiveProcess start(Command command, Limits limits) {
        try {
            Launch launch = prepare(command, limits);
            return host.launcher().start(launch, limits, () -> launch.group().remove());
        } catch (IOException e) {
            throw new UncheckedIOException(reason(e), e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private Launch prepare(Command command, Limits limits) throws IOException {
        for (Path path : command.readOnly()) {
            Optional<String> obstacle = HostPaths.obstacle(path, uid.isPresent());
            if (obstacle.isPresent()) {
                throw new IOException(obstacle.get());
            }
        }
        long number = launches.incrementAndGet();
        byte[] arguments = BubblewrapArguments.of(command, folder.work(), box.etc(), hidden);
        LaunchFiles files = LaunchFiles.prepare(box.control(), number, host.filter(), arguments);
        Optional<ControlGroup> group = Optional.empty();
        if (host.groups().isPresent()) {
            group = Optional.of(host.groups().get().create(box.groupPrefix() + "-" + number, limits));
        }
        List<String> argv = LaunchScript.argv(host.tools(), files, uid, group, limits, quota, command.argv());
        ProcessGroup members = group.isPresent() ? group.get() : new Uncounted();
        return new Launch(argv, members, launcherStatus -> files.exitCode());
    }

    /** Without control groups: bubblewrap's process namespace dies with the launcher, and nobody counts. */
    private record Uncounted() implements ProcessGroup {
        @Override
        public OptionalLong cpuNanos() {
            return OptionalLong.empty();
        }

        @Override
        public boolean ranOutOfMemory() {
            return false;
        }

        @Override
        public void killAll() {
            // The kernel does it when bubblewrap's first process dies.
        }

        @Override
        public void remove() {
            // Nothing was made.
        }
    }

    @Override
    public void clear() {
        // Whoever was told to stop clears away all the same: a lock and a mount would refuse an interrupted thread.
        boolean interrupted = Thread.interrupted();
        try {
            uid.ifPresent(host.janitor()::killUser);
            host.janitor().clear(box.root());
            if (uid.isPresent() && host.slots().isPresent()) {
                host.slots().get().release(uid.get());
            }
        } catch (IOException e) {
            // The claim stays, so the user id is not handed out while something of the job may be left.
            LOG.error("the sandbox {} could not be cleared away; the next start tries again", box.root(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
