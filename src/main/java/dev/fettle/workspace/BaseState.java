package dev.fettle.workspace;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace starts from.
 *
 * @param commit the commit (40 hex) it was checked out at, zeros for none
 * @param listing the base tree: the commit's, or a snapshot's own where the folder held uncommitted work
 * @param committed whether the commit's tree is the base tree
 */
record BaseState(String commit, TreeListing listing, boolean committed) {
    /** The commit as a parent; none where there is no commit. */
    List<ObjectId> parents() {
        ObjectId parent = commitId();
        return parent == null ? List.of() : List.of(parent);
    }

    @Nullable
    ObjectId commitId() {
        return commit.equals(GitNames.NO_COMMIT) ? null : ObjectId.fromString(commit);
    }
}
