package dev.fettle.workspace;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Commits of the object database. */
final class Commits {
    private static final long LARGEST_TEXT = 4 << 20;

    private Commits() {}

    /** Writes a commit; the same inputs give the same commit. */
    static ObjectId write(ObjectInserter inserter, ObjectId tree, List<ObjectId> parents, CommitMessage message)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        PersonIdent who = new PersonIdent(message.authorName(), message.authorEmail(), message.when(), ZoneOffset.UTC);
        commit.setAuthor(who);
        commit.setCommitter(who);
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setMessage(message.text().endsWith("\n") ? message.text() : message.text() + "\n");
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
    }

    /** Messages from a commit back, the newest first, as far as the history is there. */
    static List<String> messages(Repository repository, ObjectId from, int most) {
        List<String> messages = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(from));
            for (RevCommit next = walk.next(); next != null && messages.size() < most; next = walk.next()) {
                messages.add(next.getFullMessage());
            }
        } catch (MissingObjectException e) {
            return messages; // a shallow copy ends here
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + from.name(), e);
        }
        return messages;
    }

    /** The commit where two histories parted; empty when they have none in common. */
    static Optional<String> mergeBase(Repository repository, String one, String other) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(GitNames.commit(one)));
            walk.markStart(walk.parseCommit(GitNames.commit(other)));
            return Optional.ofNullable(walk.next()).map(RevCommit::name);
        }
    }

    /** A commit with its tree and parents; empty when the repository has none of that id. */
    static Optional<RevCommit> find(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(id));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    /** The tree of a commit (40 hex). */
    static ObjectId tree(Repository repository, String commit) throws IOException {
        return find(repository, GitNames.commit(commit))
                .orElseThrow(() -> new WorkspaceException("there is no commit " + commit))
                .getTree();
    }

    /** The text of a file of a commit (40 hex); empty when it is missing, a link or no text. */
    static Optional<String> text(Repository repository, String commit, String path) {
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

    /** The paths of all files of a commit (40 hex), links and submodules left out. */
    static List<String> files(Repository repository, String commit) {
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
}
