package dev.fettle.app.doctor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Room on the disks that Fettle writes to. */
public final class DiskCheck implements Check {
    /** Below it the server says that it is not ready: the next deliveries might find the disk full. */
    public static final long LEAST = 64L << 20;

    /** A clone, its trees and a build of a larger project want this much. */
    private static final long ENOUGH = 2L << 30;

    /** Nobody makes that folder who finds it missing. */
    private static final String TEMPORARY = "temporary files";

    private final Map<String, Path> folders;
    private final Room room;

    /** How many bytes may still be written at a path that exists. */
    @FunctionalInterface
    public interface Room {
        long at(Path path) throws IOException;

        /** As the file system says. */
        static Room ofFileSystem() {
            return path -> Files.getFileStore(path).getUsableSpace();
        }
    }

    /** @param folders what each is for, and where it is or will be */
    public DiskCheck(Map<String, Path> folders, Room room) {
        this.folders = Map.copyOf(folders);
        this.room = room;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        folders.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> findings.add(one(each.getKey(), each.getValue())));
        return findings;
    }

    /** The folders that Fettle writes to, and what each is for. */
    public static Map<String, Path> folders(Path data, Path home) {
        return Map.of("data", data, "home", home, TEMPORARY, Path.of(System.getProperty("java.io.tmpdir")));
    }

    private Finding one(String what, Path folder) {
        try {
            Path there = there(folder);
            if (what.equals(TEMPORARY) && !there.equals(folder.toAbsolutePath())) {
                return Finding.broken(
                        name(),
                        what + ": " + folder + " is not there",
                        "Make it, for Fettle's own user, or name another one: FETTLE_JAVA_OPTS=-Djava.io.tmpdir=DIR.");
            }
            if (!Files.isDirectory(there) || !Files.isWritable(there)) {
                return Finding.broken(
                        name(),
                        what + ": " + folder + " cannot be used: "
                                + (Files.isDirectory(there)
                                        ? "this user may not write to " + there
                                        : there + " is no folder"),
                        "Give it to Fettle's own user, or name another one: data_dir in the settings, FETTLE_HOME for the rest.");
            }
            Optional<String> refused = refused(there);
            if (refused.isPresent()) {
                return Finding.broken(
                        name(),
                        what + ": no file can be made in " + there + ": " + refused.get(),
                        "Make room there: where 'df -h' shows some, 'df -i' shows that no inode is left.");
            }
            long free = room.at(there);
            String seen = what + ": " + (free >> 20) + " MB free at " + folder;
            if (free >= ENOUGH) {
                return Finding.good(name(), seen);
            }
            return free >= LEAST
                    ? Finding.warning(name(), seen, "A build may fill it: make room, 2 GB at least.")
                    : Finding.broken(
                            name(),
                            seen + ", which is as good as full: what comes next may be refused",
                            "Make room, or move it: data_dir in the settings, FETTLE_HOME for the rest.");
        } catch (IOException e) {
            return Finding.broken(
                    name(), what + ": " + folder + " cannot be looked at: " + e, "Give it to Fettle's own user.");
        }
    }

    /** Why no file can be made there, tried with one that is gone at once: room alone does not tell. */
    private static Optional<String> refused(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".fettle-doctor", ""));
            return Optional.empty();
        } catch (FileSystemException e) {
            return Optional.of(e.getReason() == null ? e.toString() : e.getReason());
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    /** The folder itself, or the nearest above it that is there already. */
    public static Path there(Path folder) {
        Path path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
