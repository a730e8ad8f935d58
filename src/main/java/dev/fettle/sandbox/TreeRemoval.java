package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Removes a tree whatever its depth, modes and names. Only when no foreign process is left that could change it meanwhile.
 *
 * <p>A folder within a folder is first renamed up to the top, so no path is ever longer than two names and no stack grows with the tree: a hostile tree is deeper than
 * the kernel's longest path.
 */
public final class TreeRemoval {
    private final Path top;
    private final Deque<Path> folders = new ArrayDeque<>();
    private long moved;

    private TreeRemoval(Path top) {
        this.top = top;
    }

    /** Removes the folder and all in it; a missing one is fine. */
    public static void remove(Path top) throws IOException {
        if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(top);
            return;
        }
        new TreeRemoval(top).run();
    }

    private void run() throws IOException {
        empty(top);
        while (!folders.isEmpty()) {
            Path folder = folders.pop();
            empty(folder);
            Files.delete(folder);
        }
        Files.delete(top);
    }

    private void empty(Path folder) throws IOException {
        unlock(folder);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(entries::add);
        }
        for (Path entry : entries) {
            if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(entry);
            } else if (folder.equals(top)) {
                folders.push(entry);
            } else {
                unlock(entry);
                folders.push(Files.move(entry, freeName()));
            }
        }
    }

    private Path freeName() {
        Path name = top.resolve("removed-" + moved++);
        while (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
            name = top.resolve("removed-" + moved++);
        }
        return name;
    }

    private static void unlock(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
