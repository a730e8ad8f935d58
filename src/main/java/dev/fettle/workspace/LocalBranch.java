package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Makes a branch in a person's own repository, without touching work tree, index or any other branch. */
public final class LocalBranch {
    private LocalBranch() {}

    /** What became of it. */
    public enum Outcome {
        /** The branch was made. */
        CREATED,
        /** It was there, at this very commit. */
        ALREADY_THERE,
        /** A branch of that name stands at another commit; nothing was changed. */
        TAKEN,
        /** The folder is not the root of a git repository with a commit; nothing was changed. */
        NO_REPOSITORY
    }

    /**
     * Copies a commit's new objects and makes the branch.
     *
     * @param folder the folder that the workspace is a snapshot of
     * @param workspace a workspace of this room
     * @param commit what {@link Workspace#commit} gave back
     * @param branch without {@code refs/heads/}
     */
    public static Outcome create(Path folder, Workspace workspace, String commit, String branch) {
        String ref = GitNames.fullBranch(branch);
        ObjectId id = GitNames.commit(commit);
        if (!(workspace instanceof GitWorkspace from)) {
            throw new IllegalArgumentException("not a workspace of git");
        }
        try (Repository users = Repositories.openOf(folder.toRealPath()).orElse(null)) {
            if (users == null) {
                return Outcome.NO_REPOSITORY;
            }
            Ref existing = users.exactRef(ref);
            if (existing != null) {
                return id.equals(existing.getObjectId()) ? Outcome.ALREADY_THERE : Outcome.TAKEN;
            }
            copy(from.repository(), users, id);
            RefUpdate update = users.updateRef(ref);
            update.disableRefLog();
            update.setExpectedOldObjectId(ObjectId.zeroId());
            update.setNewObjectId(id);
            return switch (update.update()) {
                case NEW -> Outcome.CREATED;
                case NO_CHANGE -> Outcome.ALREADY_THERE;
                case LOCK_FAILURE, REJECTED, REJECTED_OTHER_REASON -> Outcome.TAKEN;
                default -> throw new WorkspaceException("cannot make the branch " + branch + " in " + folder);
            };
        } catch (IOException e) {
            throw new WorkspaceException("cannot make the branch " + branch + " in " + folder, e);
        }
    }

    /** The person's own history is there already, as far as it goes: a shallow clone lacks what is below, and nothing here looks for it. */
    private static void copy(Repository from, Repository into, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(from);
                ObjectReader reader = from.newObjectReader();
                ObjectReader there = into.newObjectReader();
                ObjectInserter inserter = into.newObjectInserter()) {
            insertCommit(reader, there, inserter, walk, commit);
            inserter.flush();
        }
    }

    private static void insertCommit(
            ObjectReader reader, ObjectReader there, ObjectInserter inserter, RevWalk walk, ObjectId id)
            throws IOException {
        if (there.has(id)) {
            return;
        }
        RevCommit commit = walk.parseCommit(id);
        for (RevCommit parent : commit.getParents()) {
            insertCommit(reader, there, inserter, walk, parent);
        }
        insertTree(reader, there, inserter, commit.getTree());
        insert(reader, there, inserter, id);
    }

    private static void insertTree(ObjectReader reader, ObjectReader there, ObjectInserter inserter, ObjectId id)
            throws IOException {
        if (there.has(id)) {
            return;
        }
        CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, id);
        for (; !entries.eof(); entries.next()) {
            FileMode mode = entries.getEntryFileMode();
            if (mode == FileMode.TREE) {
                insertTree(reader, there, inserter, entries.getEntryObjectId());
            } else if (mode != FileMode.GITLINK) { // a submodule's commit is in another repository
                insert(reader, there, inserter, entries.getEntryObjectId());
            }
        }
        insert(reader, there, inserter, id);
    }

    private static void insert(ObjectReader reader, ObjectReader there, ObjectInserter inserter, ObjectId id)
            throws IOException {
        if (!there.has(id)) {
            org.eclipse.jgit.lib.ObjectLoader loader = reader.open(id);
            try (org.eclipse.jgit.lib.ObjectStream in = loader.openStream()) {
                inserter.insert(loader.getType(), loader.getSize(), in);
            }
        }
    }
}
