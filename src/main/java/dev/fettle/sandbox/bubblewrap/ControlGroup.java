package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.ProcessGroup;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group of one command; one folder in version 2, one for each controller in version 1.
 *
 * @param folders the group's folders
 * @param cpuFile where processor time is read, null where nobody counts
 * @param memoryEvents the file with the {@code oom_kill} counter, null where memory is not held
 * @param memoryPeak the file with the most that was held, null where nobody counts; older kernels have none in version 2
 */
record ControlGroup(
        List<Path> folders,
        @Nullable CpuFile cpuFile,
        @Nullable Path memoryEvents,
        @Nullable Path memoryPeak) implements ProcessGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 1_000_000L;

    ControlGroup {
        folders = List.copyOf(folders);
    }

    /**
     * A counter of processor time.
     *
     * @param path the file
     * @param key the line's first word, "" when the file is the number alone
     * @param nanosPerUnit what one is worth
     */
    record CpuFile(Path path, String key, long nanosPerUnit) {}

    /** The files that a process writes itself into to become a member. */
    List<Path> entrances() {
        return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public OptionalLong cpuNanos() {
        if (cpuFile == null) {
            return OptionalLong.empty();
        }
        OptionalLong value = read(cpuFile.path(), cpuFile.key());
        return value.isPresent() ? OptionalLong.of(value.getAsLong() * cpuFile.nanosPerUnit()) : value;
    }

    @Override
    public OptionalLong peakMemoryBytes() {
        return memoryPeak == null ? OptionalLong.empty() : read(memoryPeak, "");
    }

    @Override
    public boolean ranOutOfMemory() {
        return memoryEvents != null && read(memoryEvents, "oom_kill").orElse(0) > 0;
    }

    private static OptionalLong read(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (key.isEmpty()) {
                    return OptionalLong.of(Long.parseLong(line.trim()));
                }
                if (line.startsWith(key + " ")) {
                    return OptionalLong.of(
                            Long.parseLong(line.substring(key.length() + 1).trim()));
                }
            }
        } catch (IOException removed) {
            // The group went while we looked; there is nothing to count any more.
        }
        return OptionalLong.empty();
    }

    @Override
    public void killAll() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Set<Long> members = members();
        while (!members.isEmpty() && System.nanoTime() < deadline) {
            members.forEach(HostProcess::kill);
            LockSupport.parkNanos(PAUSE_NANOS);
            members = members();
        }
        if (!members.isEmpty()) {
            LOG.error("processes {} of {} cannot be killed", members, folders);
        }
    }

    private Set<Long> members() {
        Set<Long> pids = new LinkedHashSet<>();
        for (Path entrance : entrances()) {
            try {
                Files.readAllLines(entrance).forEach(line -> pids.add(Long.parseLong(line.trim())));
            } catch (NoSuchFileException removed) {
                continue;
            } catch (IOException e) {
                LOG.warn("cannot read {}", entrance, e);
            }
        }
        return pids;
    }

    @Override
    public void remove() {
        for (Path folder : folders) {
            removeFolder(folder);
        }
    }

    /** The kernel refuses with EBUSY until the last dead member is reaped. */
    private static void removeFolder(Path folder) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                LOG.error("the control group {} has groups inside", folder, e);
                return;
            } catch (FileSystemException busy) {
                if (System.nanoTime() > deadline) {
                    LOG.error("the control group {} cannot be removed; the next start tries again", folder, busy);
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException e) {
                LOG.error("the control group {} cannot be removed", folder, e);
                return;
            }
        }
    }
}
