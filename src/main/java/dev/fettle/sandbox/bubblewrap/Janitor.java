package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.JobRoots;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what a sandbox leaves on the host: processes, control groups, the mount, the folder. Does so at the end of each and, at start-up, for dead servers. */
final class Janitor {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 1_000_000L;

    private final Mounts mounts;

    Janitor(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Clears all boxes of dead processes; returns how many. */
    int sweep(JobRoots roots) throws IOException {
        List<Path> dead = roots.ofTheDead();
        for (Path root : dead) {
            clear(root);
        }
        return dead.size();
    }

    /** Clears one box completely; a missing one is fine. */
    void clear(Path root) throws IOException {
        Box box = new Box(root);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path parent : box.groupParents()) {
            clearGroups(parent, box.groupPrefix());
        }
        mounts.unmount(box.fileSystem());
        TreeRemoval.remove(root);
    }

    private static void clearGroups(Path parent, String prefix) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, prefix + "-*")) {
            for (Path folder : groups) {
                ControlGroup group = new ControlGroup(List.of(folder), null, null, null);
                group.killAll();
                group.remove();
            }
        }
    }

    /** Kills every process of a slot's user; only for ids that belong to the pool. */
    void killUser(int uid) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<Long> members = HostProcess.ofUser(uid);
        while (!members.isEmpty() && System.nanoTime() < deadline) {
            members.forEach(HostProcess::kill);
            LockSupport.parkNanos(PAUSE_NANOS);
            members = HostProcess.ofUser(uid);
        }
        if (!members.isEmpty()) {
            LOG.error("processes {} of the sandbox user {} cannot be killed", members, uid);
        }
    }
}
