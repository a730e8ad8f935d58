package dev.fettle.workspace;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a git tree holds.
 *
 * @param tree the tree
 * @param entries files and links that may lie in a checked-out tree, by path
 * @param leftOut paths that may not: submodules, and names that could leave the tree or become a git directory
 */
record TreeListing(ObjectId tree, SortedMap<String, TreeEntry> entries, SortedSet<String> leftOut) {
    TreeListing {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        leftOut = Collections.unmodifiableSortedSet(new TreeSet<>(leftOut));
    }

    static TreeListing of(ObjectReader reader, ObjectId tree) throws IOException {
        SortedMap<String, TreeEntry> entries = new TreeMap<>();
        SortedSet<String> leftOut = new TreeSet<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                String path = Texts.utf8(walk.getRawPath()).orElse("\uFFFD");
                TreeEntry entry = new TreeEntry(mode, walk.getObjectId(0));
                if ((entry.isFile() || entry.isLink())
                        && TreePath.whyNotCheckedOut(path).isEmpty()) {
                    entries.put(path, entry);
                } else {
                    leftOut.add(walk.getPathString());
                }
            }
        }
        return new TreeListing(tree, entries, leftOut);
    }
}
