package dev.fettle.workspace;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Merges in the object database, without a tree on disk. */
final class Merging {
    private final Repository repository;

    Merging(Repository repository) {
        this.repository = repository;
    }

    /** The merged tree; empty when there is a conflict. */
    Optional<ObjectId> tree(RevCommit base, RevCommit head) {
        Merger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
        try {
            return merger.merge(base, head) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
        } catch (IOException e) {
            throw new WorkspaceException("cannot merge " + head.name() + " into " + base.name(), e);
        }
    }

    /** The commit that the branch should move to; empty when there is a conflict. */
    Optional<String> merge(RevCommit base, RevCommit head, BareRepository.MergeMethod method, CommitMessage message) {
        if (method == BareRepository.MergeMethod.FAST_FORWARD) {
            return base(base, head).equals(base) ? Optional.of(head.name()) : Optional.empty();
        }
        Optional<ObjectId> tree = tree(base, head);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        List<ObjectId> parents = method == BareRepository.MergeMethod.SQUASH ? List.of(base) : List.of(base, head);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            return Optional.of(
                    Commits.write(inserter, tree.get(), parents, message).name());
        } catch (IOException e) {
            throw new WorkspaceException("cannot write the merge of " + head.name(), e);
        }
    }

    /** The commit at which two commits parted; the empty-handed case (no common history) is an error of the caller. */
    ObjectId base(RevCommit one, RevCommit other) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            RevCommit found = walk.next();
            if (found == null) {
                throw new WorkspaceException(one.name() + " and " + other.name() + " have no history in common");
            }
            return found.getId();
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + one.name(), e);
        }
    }
}
