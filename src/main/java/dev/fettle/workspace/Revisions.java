package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The commits of a person's own repository, only read: what {@code fettle gate --base REF} compares. */
public final class Revisions implements AutoCloseable {
    private static final long LARGEST_TEXT = 4 << 20;

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
                    return new Change(base, "", TreeDiff.between(reader, tree(ours, base), lying));
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
     * The text of a file as it is in a commit (40 hex).
     *
     * @param path relative to the root, with forward slashes
     * @return empty when it is missing, a link or no text
     */
    public Optional<String> text(String commit, String path) {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = TreeWalk.forPath(reader, path, tree(repository, commit))) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return Optional.empty();
            }
            ObjectLoader blob = reader.open(walk.getObjectId(0));
            return blob.getSize() > LARGEST_TEXT ? Optional.empty() : Texts.source(blob.getBytes());
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + GitNames.printable(path) + " of " + commit, e);
        }
    }

    /**
     * Whole messages of the commits that are reached from one commit (40 hex) and not from another, the newest first; merges are left out.
     *
     * @param most so many at most
     */
    public List<String> messages(String base, String head, int most) {
        List<String> messages = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.NO_MERGES);
            walk.markStart(walk.parseCommit(GitNames.commit(head)));
            walk.markUninteresting(walk.parseCommit(GitNames.commit(base)));
            for (RevCommit next = walk.next(); next != null && messages.size() < most; next = walk.next()) {
                messages.add(next.getFullMessage());
            }
        } catch (MissingObjectException e) {
            return messages; // a shallow copy ends here
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + head, e);
        }
        return messages;
    }

    /** Whole messages from a commit (40 hex) back, the newest first, as far as the history is there. */
    public List<String> messages(String from, int most) {
        return Commits.messages(repository, GitNames.commit(from), most);
    }

    /** The paths of all files of a commit (40 hex), links and submodules left out. */
    public List<String> files(String commit) {
        List<String> paths = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree(repository, commit));
            walk.setRecursive(true);
            while (walk.next()) {
                if ((walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE) {
                    paths.add(walk.getPathString());
                }
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the tree of " + commit, e);
        }
        return paths;
    }

    static Change between(Repository repository, String base, String head) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Change(base, head, TreeDiff.between(reader, tree(repository, base), tree(repository, head)));
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + base + " with " + head, e);
        }
    }

    private static ObjectId tree(Repository repository, String commit) throws IOException {
        return Commits.find(repository, GitNames.commit(commit))
                .orElseThrow(() -> new WorkspaceException("there is no commit " + commit))
                .getTree();
    }

    @Override
    public void close() {
        repository.close();
    }
}
