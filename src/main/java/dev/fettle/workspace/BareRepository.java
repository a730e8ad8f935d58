package dev.fettle.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare git repository of the local forge. Safe for concurrent use; branches move by compare and set. */
public final class BareRepository implements AutoCloseable {
    private final Path directory;
    private final Repository repository;

    private BareRepository(Path directory, Repository repository) {
        this.directory = directory;
        this.repository = repository;
    }

    /** Creates a repository without a commit, or opens it where it is there already. */
    public static BareRepository create(Path directory, String defaultBranch) {
        GitNames.fullBranch(defaultBranch);
        return new BareRepository(directory, Repositories.createBare(directory, defaultBranch));
    }

    /**
     * Opens a repository.
     *
     * @throws WorkspaceException when there is none
     */
    public static BareRepository open(Path directory) {
        return new BareRepository(directory, Repositories.openBare(directory));
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** All branches, without {@code refs/heads/}, with their commits. */
    public SortedMap<String, String> branches() {
        SortedMap<String, String> branches = new TreeMap<>();
        try {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                branches.put(
                        ref.getName().substring(Constants.R_HEADS.length()),
                        ref.getObjectId().name());
            }
            return branches;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The commit a branch is at; empty when there is no such branch, or the name is not one that Fettle uses. */
    public Optional<String> branch(String branch) {
        if (!GitNames.isBranch(branch)) {
            return Optional.empty();
        }
        try {
            Ref ref = repository.exactRef(Constants.R_HEADS + branch);
            return Optional.ofNullable(ref).map(found -> found.getObjectId().name());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A regular file's bytes at a branch or commit (40 hex); empty when it is not there. */
    public Optional<byte[]> file(String revision, String path) {
        if (path.isEmpty() || path.startsWith("/") || path.endsWith("/") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            RevCommit commit = commit(revision).orElse(null);
            if (commit == null) {
                return Optional.empty();
            }
            try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
                if (walk == null || !new TreeEntry(walk.getFileMode(0), walk.getObjectId(0)).isFile()) {
                    return Optional.empty();
                }
                return Optional.ofNullable(Blobs.read(reader, walk.getObjectId(0)));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether a commit or branch is there. */
    public boolean has(String revision) {
        try {
            return commit(revision).isPresent();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The history of a branch or commit, newest first. */
    public List<CommitInfo> log(String revision, int most) {
        List<CommitInfo> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit start = commit(revision).orElse(null);
            if (start == null) {
                return commits;
            }
            walk.markStart(walk.parseCommit(start));
            for (RevCommit next = walk.next(); next != null && commits.size() < most; next = walk.next()) {
                commits.add(CommitInfo.of(next));
            }
            return commits;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Commits of {@code head} that {@code base} has not, oldest first. */
    public List<CommitInfo> commitsBetween(String base, String head) {
        List<CommitInfo> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(required(head)));
            walk.markUninteresting(walk.parseCommit(required(base)));
            for (RevCommit next = walk.next(); next != null; next = walk.next()) {
                commits.add(0, CommitInfo.of(next));
            }
            return commits;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether every commit of {@code older} is in {@code newer}. */
    public boolean contains(String newer, String older) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(required(older)), walk.parseCommit(required(newer)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The change between two commits (40 hex). */
    public Change between(String base, String head) {
        return Revisions.between(repository, base, head);
    }

    /** The change that {@code head} makes since it parted from {@code base}: what a pull request shows. */
    public Change changeOf(String base, String head) {
        String from =
                new Merging(repository).base(required(base), required(head)).name();
        return between(from, head);
    }

    /** Commits texts on a branch, which is made if missing (from nothing). Returns the commit. */
    public String commitFiles(String branch, Map<String, String> texts, CommitMessage message) {
        return commitFiles(branch, texts, Set.of(), message);
    }

    /**
     * Commits texts on a branch, as a person's push would.
     *
     * @param texts the new text by path
     * @param deleted paths to remove
     */
    public String commitFiles(String branch, Map<String, String> texts, Set<String> deleted, CommitMessage message) {
        GitNames.fullBranch(branch);
        texts.keySet().forEach(TreePath::requireWritable);
        String old = branch(branch).orElse(GitNames.NO_COMMIT);
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit parent = commit(old).orElse(null);
            Map<String, Optional<TreeEntry>> edits = new LinkedHashMap<>();
            deleted.forEach(path -> edits.put(path, Optional.empty()));
            for (Map.Entry<String, String> text : texts.entrySet()) {
                ObjectId blob =
                        inserter.insert(Constants.OBJ_BLOB, text.getValue().getBytes(StandardCharsets.UTF_8));
                FileMode mode = text.getKey().endsWith("mvnw") ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
                edits.put(text.getKey(), Optional.of(new TreeEntry(mode, blob)));
            }
            ObjectId tree = new TreeEdit(reader, inserter).apply(parent == null ? null : parent.getTree(), edits);
            List<ObjectId> parents = parent == null ? List.of() : List.of(parent);
            String commit = Commits.write(inserter, tree, parents, message).name();
            move(branch, old, commit);
            return commit;
        } catch (IOException e) {
            throw new WorkspaceException("cannot commit to " + branch, e);
        }
    }

    /** Makes a branch at a commit. */
    public void createBranch(String branch, String commit) {
        required(commit);
        move(branch, GitNames.NO_COMMIT, commit);
    }

    /**
     * Sets a branch to another commit by compare and set.
     *
     * @param expected where it must be now (40 hex), zeros when it must not exist
     * @throws WorkspaceException when it is elsewhere by now
     */
    public void move(String branch, String expected, String commit) {
        try {
            RefUpdate update = repository.updateRef(GitNames.fullBranch(branch));
            update.disableRefLog();
            update.setExpectedOldObjectId(ObjectId.fromString(expected));
            update.setNewObjectId(GitNames.commit(commit));
            update.setForceUpdate(true);
            RefUpdate.Result result = update.update();
            switch (result) {
                case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
                default -> throw new WorkspaceException("the branch " + branch + " moved meanwhile: " + result);
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot move the branch " + branch, e);
        }
    }

    /** Deletes a branch, if it is there. */
    public void deleteBranch(String branch) {
        try {
            RefUpdate update = repository.updateRef(GitNames.fullBranch(branch));
            update.disableRefLog();
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new WorkspaceException("cannot delete the branch " + branch, e);
        }
    }

    /** Whether {@code head} goes into {@code base} without a conflict. */
    public boolean isMergeable(String base, String head) {
        return new Merging(repository).tree(required(base), required(head)).isPresent();
    }

    /**
     * Merges a commit into a branch.
     *
     * @return the branch's new commit; empty when there is a conflict, and nothing was changed then
     */
    public Optional<String> merge(String branch, String head, MergeMethod method, CommitMessage message) {
        String old = branch(branch).orElseThrow(() -> new WorkspaceException("there is no branch " + branch));
        Optional<String> merged = new Merging(repository).merge(required(old), required(head), method, message);
        merged.ifPresent(commit -> move(branch, old, commit));
        return merged;
    }

    /** How two lines of history become one. */
    public enum MergeMethod {
        /** A commit with two parents, always. */
        MERGE,
        /** One commit with the whole change, on top of the base. */
        SQUASH,
        /** Just moves the branch; a conflict when that is not possible. */
        FAST_FORWARD
    }

    /** A commit, for lists. */
    public record CommitInfo(
            String id, List<String> parents, String message, String authorName, String authorEmail, Instant when) {
        public CommitInfo {
            parents = List.copyOf(parents);
        }

        static CommitInfo of(RevCommit commit) {
            List<String> parents = new ArrayList<>();
            for (RevCommit parent : commit.getParents()) {
                parents.add(parent.name());
            }
            return new CommitInfo(
                    commit.name(),
                    parents,
                    commit.getFullMessage(),
                    commit.getAuthorIdent().getName(),
                    commit.getAuthorIdent().getEmailAddress(),
                    commit.getAuthorIdent().getWhenAsInstant());
        }
    }

    /** Deletes the repository with all it holds. */
    public void destroy() {
        close();
        TreeFiles.removeAll(directory);
    }

    @Override
    public void close() {
        repository.close();
    }

    private Optional<RevCommit> commit(String revision) throws IOException {
        String id = GitNames.isCommit(revision) ? revision : branch(revision).orElse(GitNames.NO_COMMIT);
        return Commits.find(repository, ObjectId.fromString(id));
    }

    private RevCommit required(String revision) {
        try {
            return commit(revision)
                    .orElseThrow(() -> new WorkspaceException("there is no " + GitNames.printable(revision)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private WorkspaceException unreadable(IOException e) {
        return new WorkspaceException("cannot read the repository " + directory, e);
    }
}
