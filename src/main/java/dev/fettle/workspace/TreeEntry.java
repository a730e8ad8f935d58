package dev.fettle.workspace;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** One entry of a git tree, folders excepted. */
record TreeEntry(FileMode mode, ObjectId id) {
    boolean isFile() {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    boolean isLink() {
        return mode.equals(FileMode.SYMLINK);
    }

    boolean isExecutable() {
        return mode.equals(FileMode.EXECUTABLE_FILE);
    }
}
