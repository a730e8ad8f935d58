package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.HostProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The user ids that jobs run under, one job at a time each, shared by all servers of this machine. A claim is a small file that names its owner; claims are looked at and
 * changed under one lock only, and a claim whose owner is dead is free once what the owner left behind is cleared away.
 */
final class SlotPool {
    private final Path registry;
    private final int firstUid;
    private final int size;
    private final Janitor janitor;

    /**
     * @param registry a folder for the claims that only root writes, the same for every server of the machine
     * @param firstUid the first of {@code size} user ids that nothing else uses
     */
    SlotPool(Path registry, int firstUid, int size, Janitor janitor) {
        this.registry = registry;
        this.firstUid = firstUid;
        this.size = size;
        this.janitor = janitor;
    }

    /** Claims a free user id for a job that will keep all that is its own in {@code box}; empty when all are taken. */
    Optional<Integer> claim(Path box) throws IOException {
        return locked(() -> {
            for (int uid = firstUid; uid < firstUid + size; uid++) {
                Path claim = claimOf(uid);
                if (!Files.exists(claim) || clearDead(uid, claim)) {
                    HostProcess me = HostProcess.current();
                    Files.writeString(claim, me.pid() + "\n" + me.startTicks() + "\n" + box + "\n");
                    return Optional.of(uid);
                }
            }
            return Optional.empty();
        });
    }

    void release(int uid) throws IOException {
        locked(() -> Files.deleteIfExists(claimOf(uid)));
    }

    /** Clears what dead servers left, whichever base folder they used; returns how many claims were freed. */
    int clearDead() throws IOException {
        return locked(() -> {
            int cleared = 0;
            for (int uid = firstUid; uid < firstUid + size; uid++) {
                Path claim = claimOf(uid);
                if (Files.exists(claim) && clearDead(uid, claim)) {
                    Files.delete(claim);
                    cleared++;
                }
            }
            return cleared;
        });
    }

    private boolean clearDead(int uid, Path claim) throws IOException {
        List<String> lines = Files.readAllLines(claim);
        if (lines.size() >= 3) {
            HostProcess owner = new HostProcess(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
            if (owner.isAlive()) {
                return false;
            }
            janitor.killUser(uid);
            janitor.clear(Path.of(lines.get(2)));
        }
        return true;
    }

    private Path claimOf(int uid) {
        return registry.resolve("uid-" + uid);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** File locks belong to the whole JVM, so threads queue up on the class first. */
    private <T> T locked(Work<T> work) throws IOException {
        synchronized (SlotPool.class) {
            Files.createDirectories(
                    registry, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (FileChannel channel = FileChannel.open(
                            registry.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the lock of " + registry + " was lost");
                }
                return work.run();
            } catch (NoSuchFileException e) {
                throw new IOException("the registry of sandbox users went away: " + registry, e);
            }
        }
    }
}
