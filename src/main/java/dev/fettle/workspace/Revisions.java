package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The commits of a person's own repository, only read: what {@code fettle gate --base REF} compares. */
public final class Revisions implements AutoCloseable {
    private final Repository repository;

    private Revisions(Repository repository) {
        this.repository = repository;
    }

    /**
     * Opens the repository of a folder.
     *
     * @throws WorkspaceException when the folder is not the root of a git repository with a commit
     */
    public static Revisions of(Path folder) {
        try {
            return new Revisions(Repositories.openOf(folder.toRealPath())
                    .orElseThrow(() ->
                            new WorkspaceException(folder + " is not the root of a git repository that has a commit")));
        } catch (IOException e) {
            throw new WorkspaceException(folder + " is not there", e);
        }
    }

    /**
     * The commit (40 hex) that a revision names.
     *
     * @param revision as a person writes it: a branch, a tag, {@code HEAD~2}, a commit
     * @throws WorkspaceException when there is none
     */
    public String commit(String revision) {
        try {
            ObjectId id = revision.isEmpty() ? null : repository.resolve(revision + "^{commit}");
            if (id != null) {
                return id.name();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new WorkspaceException("there is no revision " + GitNames.printable(revision), e);
        }
        throw new WorkspaceException("there is no revision " + GitNames.printable(revision));
    }

    /** The commit at which two commits parted; empty when they have none in common. */
    public Optional<String> mergeBase(String one, String other) {
        try {
            return Commits.mergeBase(repository, one, other);
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + one + " and " + other, e);
        }
    }

    /** The change between two commits (40 hex). */
    public Change between(String base, String head) {
        return between(repository, base, head);
    }

    /**
     * The change from a commit (40 hex) to the folder as it lies: what is not committed and not ignored counts too. The folder is only read.
     *
     * @throws WorkspaceException when the folder cannot be read
     */
    public Change toFolder(String base) {
        try {
            Path objects = Files.createTempDirectory("fettle-");
            try {
                FolderSnapshot snapshot =
                        FolderSnapshot.take(repository.getWorkTree().toPath(), objects);
                try (Repository ours = snapshot.repository();
                        ObjectReader reader = ours.newObjectReader()) {
                    ObjectId lying = snapshot.base().listing().tree();
                    return new Change(base, "", TreeDiff.between(reader, Commits.tree(ours, base), lying));
                } finally {
                    if (snapshot.users() != null) {
                        snapshot.users().close();
                    }
                }
            } finally {
                TreeFiles.removeAll(objects);
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + base + " with the folder", e);
        }
    }

    /**
     * A commit (40 hex) beside the folder as it lies. The folder is only read.
     *
     * @throws WorkspaceException when the folder cannot be read
     */
    public Since sinceInFolder(String commit) {
        try {
            Path objects = Files.createTempDirectory("fettle-");
            FolderSnapshot snapshot =
                    FolderSnapshot.take(repository.getWorkTree().toPath(), objects);
            return Since.before(snapshot.repository(), commit, snapshot.base().listing(), () -> {
                if (snapshot.users() != null) {
                    snapshot.users().close();
                }
                TreeFiles.removeAll(objects);
            });
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + commit + " with the folder", e);
        }
    }

    /**
     * The text of a file as it is in a commit (40 hex).
     *
     * @param path relative to the root, with forward slashes
     * @return empty when it is missing, a link or no text
     */
    public Optional<String> text(String commit, String path) {
        return Commits.text(repository, commit, path);
    }

    /** The commits that are reached from one commit (40 hex) and not from another, and how those before them are written. */
    public BranchHistory history(String base, String head) {
        return BranchHistory.between(repository, base, head);
    }

    static Change between(Repository repository, String base, String head) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Change(
                    base,
                    head,
                    TreeDiff.between(reader, Commits.tree(repository, base), Commits.tree(repository, head)));
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + base + " with " + head, e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
