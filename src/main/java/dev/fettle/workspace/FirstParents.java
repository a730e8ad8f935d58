package dev.fettle.workspace;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Follows one file back through a history, from commit to first parent. */
final class FirstParents {
    /** Commits looked at. */
    private static final int MOST = 2_000;

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Repository repository;
    private final ObjectReader reader;
    private final String path;
    private List<Integer> lines;
    private @Nullable Instant linesChanged;
    private int changes;

    /** @param lines 0-based, of the newest state */
    private FirstParents(Repository repository, ObjectReader reader, String path, List<Integer> lines) {
        this.repository = repository;
        this.reader = reader;
        this.path = path;
        this.lines = lines;
    }

    /**
     * Follows.
     *
     * @param lines 1-based numbers in that commit's file
     * @return empty when the commit is not there
     */
    static Optional<PathHistory> of(Repository repository, ObjectId commit, String path, List<Integer> lines) {
        try (ObjectReader reader = repository.newObjectReader()) {
            Optional<RevCommit> newest = Commits.find(repository, commit);
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            List<Integer> indexes = lines.stream().map(line -> line - 1).toList();
            FirstParents walk = new FirstParents(repository, reader, path, indexes);
            walk.backAsFarAsItGoes(newest.get());
            return Optional.of(
                    new PathHistory(time(newest.get()), walk.changes, Optional.ofNullable(walk.linesChanged)));
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + GitNames.printable(path), e);
        }
    }

    private void backAsFarAsItGoes(RevCommit newest) throws IOException {
        try {
            back(newest);
        } catch (MissingObjectException e) {
            lines = List.of(); // a partial copy ends here: what was seen so far counts
        }
    }

    private void back(RevCommit newest) throws IOException {
        Instant yearAgo = time(newest).minus(A_YEAR);
        RevCommit commit = newest;
        ObjectId here = file(commit);
        for (int looked = 0; looked < MOST && here != null; looked++) {
            boolean recent = !time(commit).isBefore(yearAgo);
            if (!recent && (lines.isEmpty() || linesChanged != null)) {
                return;
            }
            Optional<RevCommit> parent =
                    commit.getParentCount() == 0 ? Optional.empty() : Commits.find(repository, commit.getParent(0));
            if (commit.getParentCount() > 0 && parent.isEmpty()) {
                return; // a shallow copy ends here
            }
            ObjectId there = parent.isEmpty() ? null : file(parent.get());
            if (!here.equals(there)) {
                changes += recent ? 1 : 0;
                follow(there, here, time(commit));
            }
            if (parent.isEmpty()) {
                return;
            }
            commit = parent.get();
            here = there;
        }
    }

    /** Looks whether a change made one of the lines, and where they were before it. */
    private void follow(@Nullable ObjectId before, ObjectId after, Instant when) throws IOException {
        if (lines.isEmpty() || linesChanged != null) {
            return;
        }
        byte[] old = before == null ? new byte[0] : Blobs.read(reader, before);
        byte[] now = Blobs.read(reader, after);
        if (old == null || now == null) {
            lines = List.of(); // too large to be compared
            return;
        }
        List<Integer> earlier = new ArrayList<>();
        List<Edit> edits = FileDiff.edits(new RawText(old), new RawText(now));
        for (int line : lines) {
            int moved = line;
            for (Edit edit : edits) {
                if (edit.getBeginB() <= line && line < edit.getEndB()) {
                    linesChanged = when;
                    return;
                }
                moved += edit.getEndB() <= line ? edit.getLengthA() - edit.getLengthB() : 0;
            }
            earlier.add(moved);
        }
        lines = earlier;
    }

    private @Nullable ObjectId file(RevCommit commit) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
            return walk == null ? null : walk.getObjectId(0);
        }
    }

    private static Instant time(RevCommit commit) {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }
}
