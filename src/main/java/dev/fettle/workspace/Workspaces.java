package dev.fettle.workspace;

import java.nio.file.Path;

/** Checks out trees. Git directories lie outside the trees, and no git on the host ever runs in a tree that foreign code has touched. */
public interface Workspaces {
    /**
     * A tree of the remote's repository at a commit.
     *
     * @param revision 40 hex digits, or a full {@code refs/heads/…}
     * @throws WorkspaceException when the remote cannot be reached or has no such commit; the message says which
     */
    Workspace checkout(GitRemote remote, String revision);

    /** A tree copied from a local folder as it lies (its git commit as base where it is a repository); the folder itself is never written to. */
    Workspace snapshot(Path folder);
}
