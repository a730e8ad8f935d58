package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * How the git directories below a folder of {@link GitWorkspaces} stand; nothing is changed.
 *
 * @param clones how many copies of remotes there are
 * @param damaged names of those of which a branch cannot be read
 * @param locks of git, left behind by a process that was killed
 * @param trees that are checked out now
 */
public record CloneLook(int clones, List<String> damaged, List<Path> locks, int trees) {
    /** No fetch holds a lock for so long. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private static final int DEPTH = 6;

    public CloneLook {
        damaged = List.copyOf(damaged);
        locks = List.copyOf(locks);
    }

    /** Looks; a folder that is not there has no clones. */
    public static CloneLook at(Path home, Instant now) {
        List<Path> mirrors = children(home.resolve("mirrors"));
        List<String> damaged = new ArrayList<>();
        List<Path> locks = new ArrayList<>();
        for (Path mirror : mirrors) {
            if (!readable(mirror)) {
                damaged.add(String.valueOf(mirror.getFileName()));
            }
            locks.addAll(locks(mirror, now.minus(LEFT_OVER)));
        }
        return new CloneLook(
                mirrors.size(), damaged, locks, children(home.resolve("trees")).size());
    }

    /** Whether every branch's commit can be read. */
    private static boolean readable(Path mirror) {
        try (Repository repository = Repositories.openBare(mirror);
                ObjectReader reader = repository.newObjectReader()) {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                ObjectId id = ref.getObjectId();
                if (id != null) {
                    reader.open(id).getBytes();
                }
            }
            return true;
        } catch (IOException | WorkspaceException e) {
            return false;
        }
    }

    private static List<Path> locks(Path mirror, Instant before) {
        try (Stream<Path> files = Files.walk(mirror, DEPTH)) {
            return files.filter(file -> file.toString().endsWith(".lock"))
                    .filter(file -> older(file, before))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WorkspaceException("cannot look at " + mirror, e);
        }
    }

    private static boolean older(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            return false; // it went while we looked
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new WorkspaceException("cannot look at " + folder, e);
        }
    }
}
