package dev.fettle.workspace;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** An earlier commit of a repository beside a later one, or a folder as it lies: where the files and lines of the first stand in the second. */
public final class Since implements AutoCloseable {
    /** Of files on either side: each is compared with each. */
    private static final int MOST_COMPARED = 400;

    private final Repository repository;
    private final String commit;
    private final TreeListing before;
    private final TreeListing now;
    private final Map<String, Optional<EditList>> edits = new HashMap<>();
    private @Nullable Map<String, String> moves;

    private final Runnable after;

    private Since(Repository repository, String commit, TreeListing before, TreeListing now, Runnable after) {
        this.repository = repository;
        this.after = after;
        this.commit = commit;
        this.before = before;
        this.now = now;
    }

    /** Takes over the repository, which is closed with it. */
    static Since between(Repository repository, ObjectId earlier, ObjectId later) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Since(
                    repository,
                    earlier.name(),
                    TreeListing.of(reader, Commits.tree(repository, earlier.name())),
                    TreeListing.of(reader, Commits.tree(repository, later.name())),
                    () -> {});
        }
    }

    /**
     * An earlier commit beside a tree that nobody committed.
     *
     * @param repository has the objects of both; it is taken over
     * @param after done when this is closed
     */
    static Since before(Repository repository, String earlier, TreeListing now, Runnable after) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Since(
                    repository, earlier, TreeListing.of(reader, Commits.tree(repository, earlier)), now, after);
        }
    }

    /**
     * Where something stands.
     *
     * @param line 1-based; 0 where that line is not there any more, or none was asked for
     */
    public record Place(String path, int line) {}

    /** The earlier commit, 40 hex. */
    public String commit() {
        return commit;
    }

    /** The paths of the earlier commit's files, sorted. */
    public List<String> files() {
        return List.copyOf(before.entries().keySet());
    }

    /** The paths of the later commit's files, sorted. */
    public List<String> filesNow() {
        return List.copyOf(now.entries().keySet());
    }

    /**
     * Where a line of the earlier commit is in the later one. A line that was changed is not there any more, whatever stands in its place.
     *
     * @param path of the earlier commit
     * @param line 1-based, 0 for the file alone
     * @return empty when the earlier commit has no such file, or it is gone
     */
    public Optional<Place> now(String path, int line) {
        if (!before.entries().containsKey(path)) {
            return Optional.empty();
        }
        String there = now.entries().containsKey(path) ? path : moves().getOrDefault(path, "");
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(there, line <= 0 ? 0 : line(path, there, line)));
    }

    private int line(String path, String there, int line) {
        Optional<EditList> between = edits.computeIfAbsent(path, file -> edits(file, there));
        if (between.isEmpty()) {
            return 0;
        }
        int moved = line;
        for (Edit edit : between.get()) {
            if (line - 1 < edit.getBeginA()) {
                break;
            }
            if (line - 1 < edit.getEndA()) {
                return 0;
            }
            moved += edit.getLengthB() - edit.getLengthA();
        }
        return moved;
    }

    private Optional<EditList> edits(String path, String there) {
        TreeEntry old = before.entries().get(path);
        TreeEntry young = now.entries().get(there);
        if (old == null || young == null) {
            return Optional.empty();
        }
        if (old.id().equals(young.id())) {
            return Optional.of(new EditList());
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            byte[] a = Blobs.read(reader, old.id());
            byte[] b = Blobs.read(reader, young.id());
            return a == null || b == null || Texts.isBinary(a) || Texts.isBinary(b)
                    ? Optional.empty()
                    : Optional.of(FileDiff.edits(new RawText(a), new RawText(b)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** As git tells them. */
    private Map<String, String> moves() {
        if (moves != null) {
            return moves;
        }
        Map<String, String> found = new HashMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(before.tree());
            walk.addTree(now.tree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            RenameDetector detector = new RenameDetector(repository);
            detector.setRenameLimit(MOST_COMPARED);
            detector.addAll(DiffEntry.scan(walk));
            for (DiffEntry entry : detector.compute()) {
                if (entry.getChangeType() == DiffEntry.ChangeType.RENAME
                        && now.entries().containsKey(entry.getNewPath())) {
                    found.put(entry.getOldPath(), entry.getNewPath());
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        moves = found;
        return found;
    }

    private static WorkspaceException unreadable(IOException e) {
        return new WorkspaceException("cannot read the object database", e);
    }

    @Override
    public void close() {
        repository.close();
        after.run();
    }
}
