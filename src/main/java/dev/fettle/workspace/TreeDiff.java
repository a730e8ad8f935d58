package dev.fettle.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Compares two trees of the object database. */
final class TreeDiff {
    private TreeDiff() {}

    /** The changed files between two trees, by path; a null tree is an empty one. */
    static List<FileChange> between(ObjectReader reader, @Nullable ObjectId base, @Nullable ObjectId head)
            throws IOException {
        return between(reader, base, head, Integer.MAX_VALUE);
    }

    /** The first of them, at most so many. */
    static List<FileChange> between(ObjectReader reader, @Nullable ObjectId base, @Nullable ObjectId head, int most)
            throws IOException {
        return between(reader, base, head, most, new Binary.Room());
    }

    /** The same, one difference of many. */
    static List<FileChange> between(
            ObjectReader reader, @Nullable ObjectId base, @Nullable ObjectId head, int most, Binary.Room room)
            throws IOException {
        List<FileChange> changes = new ArrayList<>();
        try (TreeWalk walk = walk(reader, base, head)) {
            while (changes.size() < most && walk.next()) {
                changes.add(
                        FileDiff.of(walk.getPathString(), version(reader, walk, 0), version(reader, walk, 1), room));
            }
        }
        return changes;
    }

    /** The numbers of the lines in {@code head} that {@code base} has not, by path; text files only. */
    static Map<String, List<Integer>> changedLines(ObjectReader reader, ObjectId base, ObjectId head)
            throws IOException {
        Map<String, List<Integer>> lines = new TreeMap<>();
        try (TreeWalk walk = walk(reader, base, head)) {
            while (walk.next()) {
                byte[] before = file(reader, walk, 0);
                byte[] after = file(reader, walk, 1);
                if (after != null && !Texts.isBinary(after)) {
                    List<Integer> numbers = FileDiff.changedLines(before == null ? new byte[0] : before, after);
                    if (!numbers.isEmpty()) {
                        lines.put(walk.getPathString(), List.copyOf(numbers));
                    }
                }
            }
        }
        return lines;
    }

    private static TreeWalk walk(ObjectReader reader, @Nullable ObjectId base, @Nullable ObjectId head)
            throws IOException {
        TreeWalk walk = new TreeWalk(reader);
        add(walk, base);
        add(walk, head);
        walk.setRecursive(true);
        walk.setFilter(TreeFilter.ANY_DIFF);
        return walk;
    }

    private static void add(TreeWalk walk, @Nullable ObjectId tree) throws IOException {
        if (tree == null) {
            walk.addTree(new EmptyTreeIterator());
        } else {
            walk.addTree(tree);
        }
    }

    /** What a file is in one of the trees of a walk; null where it is not there. */
    static Blobs.@Nullable Version version(ObjectReader reader, TreeWalk walk, int side) throws IOException {
        FileMode mode = walk.getFileMode(side);
        return mode.equals(FileMode.MISSING) ? null : Blobs.version(reader, mode, walk.getObjectId(side));
    }

    private static byte @Nullable [] file(ObjectReader reader, TreeWalk walk, int side) throws IOException {
        TreeEntry entry = new TreeEntry(walk.getFileMode(side), walk.getObjectId(side));
        return entry.isFile() ? Blobs.read(reader, entry.id()) : null;
    }
}
