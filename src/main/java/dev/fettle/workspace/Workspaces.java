package dev.fettle.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks out trees. Git directories lie outside the trees, and no git on the host ever runs in a tree that foreign code has touched. */
public interface Workspaces {
    /**
     * A tree of the remote's repository at a commit.
     *
     * @param revision 40 hex digits, or a full {@code refs/heads/…}
     * @throws WorkspaceException when the remote cannot be reached or has no such commit; the message says which
     */
    Workspace checkout(GitRemote remote, String revision);

    /**
     * What a push changed: the difference between two commits of the remote, which are fetched when missing. Submodules and links show as git shows them.
     *
     * @param base 40 hex; all zeros for nothing, so that every file is an added one
     * @param head 40 hex
     * @param most files that are looked at, in the order of their paths; the rest is left out
     * @throws NoSuchCommitException when the remote has one of the two no longer
     * @throws WorkspaceException when the remote cannot be reached
     */
    Change change(GitRemote remote, String base, String head, int most);

    /**
     * What a branch brings: the difference from where its head parted from another branch of the remote.
     *
     * @param branch that it is to be merged into, without {@code refs/heads/}
     * @param head 40 hex
     * @param most files that are looked at, as in {@link #change}
     * @throws NoSuchCommitException when the remote has the head no longer, or the two have no commit in common
     * @throws WorkspaceException when the remote cannot be reached or has no such branch
     */
    Change changeSince(GitRemote remote, String branch, String head, int most);

    /**
     * The commits of a branch, as {@link #changeSince} compares it.
     *
     * @param base 40 hex, where the branch parted
     * @param head 40 hex
     * @throws NoSuchCommitException when the remote has one of the two no longer
     * @throws WorkspaceException when the remote cannot be reached
     */
    BranchHistory history(GitRemote remote, String base, String head);

    /**
     * The text of a file of a commit of the remote.
     *
     * @param commit 40 hex
     * @return empty when it is missing, a link or no text
     * @throws NoSuchCommitException when the remote has the commit no longer
     * @throws WorkspaceException when the remote cannot be reached
     */
    Optional<String> text(GitRemote remote, String commit, String path);

    /** The paths of a branch's files as the copy on this machine has them; nothing is fetched. Empty where there is no copy of it. */
    Optional<Collection<String>> knownFiles(GitRemote remote, String branch);

    /**
     * Branches of the remote that bring what another one has not, the newest first, at most fifty. Asks for the list of branches, and once for what is missing here.
     *
     * @param into without {@code refs/heads/}
     * @param since those without a commit after that are left out
     * @param wanted by their names; of very many wanted ones the rest is left out
     * @throws WorkspaceException when the remote cannot be reached or has no such branch
     */
    List<OpenBranch> openBranches(GitRemote remote, String into, Instant since, Predicate<String> wanted);

    /**
     * An earlier state of the remote's repository beside a commit of it. What the copy on this machine has not is fetched from its branches and tags, and from nowhere else; where there is no copy, none is made.
     *
     * @param names the first that is there counts: a commit of 7 to 40 hex digits, or a tag
     * @param head full {@code refs/heads/…} or 40 hex, as the copy has it
     * @return empty where none of the names is a commit there, or there is no copy
     * @throws WorkspaceException when the remote cannot be reached
     */
    Optional<Since> since(GitRemote remote, List<String> names, String head);

    /** A tree copied from a local folder as it lies (its git commit as base where it is a repository); the folder itself is never written to. */
    Workspace snapshot(Path folder);
}
