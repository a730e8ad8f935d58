package dev.fettle.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What a merge brings that none of its parents has: how conflicts were resolved, and what somebody put in by hand. */
final class MergeChange {
    private MergeChange() {}

    /**
     * The files that differ from every parent, each with the lines alone that no parent has.
     *
     * @param parents with their trees read
     */
    static Change of(ObjectReader reader, RevCommit merge, List<RevCommit> parents, int mostFiles, Binary.Room room)
            throws IOException {
        List<FileChange> files = new ArrayList<>();
        int merged = parents.size();
        try (TreeWalk walk = new TreeWalk(reader)) {
            for (RevCommit parent : parents) {
                walk.addTree(parent.getTree());
            }
            walk.addTree(merge.getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (files.size() < mostFiles && walk.next()) {
                if (ofTheMerge(walk, merged)) {
                    files.add(file(reader, walk, merged, room));
                }
            }
        }
        return new Change(parents.get(0).name(), merge.name(), files);
    }

    private static boolean ofTheMerge(TreeWalk walk, int merged) {
        boolean own = walk.getRawMode(merged) != 0;
        for (int parent = 0; parent < merged; parent++) {
            own &= !walk.idEqual(parent, merged);
        }
        return own;
    }

    private static FileChange file(ObjectReader reader, TreeWalk walk, int merged, Binary.Room room)
            throws IOException {
        String path = walk.getPathString();
        Blobs.Version after = TreeDiff.version(reader, walk, merged);
        FileChange file = FileDiff.of(path, TreeDiff.version(reader, walk, 0), after, room);
        for (int parent = 1; parent < merged; parent++) {
            file = common(file, FileDiff.of(path, TreeDiff.version(reader, walk, parent), after, room));
        }
        return file;
    }

    private static FileChange common(FileChange file, FileChange other) {
        Set<FileChange.Line> added = new HashSet<>(other.addedLines());
        return new FileChange(
                file.path(),
                file.kind() == other.kind() ? file.kind() : FileChange.Kind.MODIFIED,
                file.before(),
                file.after(),
                file.addedLines().stream().filter(added::contains).toList(),
                file.removedLines(),
                file.unifiedDiff(),
                file.binaryBefore() == null ? other.binaryBefore() : file.binaryBefore(),
                file.binaryAfter());
    }
}
