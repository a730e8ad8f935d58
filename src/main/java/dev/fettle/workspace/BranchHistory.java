package dev.fettle.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/**
 * A branch as it was committed, beside how the commits that it stands on are written.
 *
 * @param style of the latest commits before it
 * @param signOffAsked whether the repository asks for a sign-off in words, as it stood before the branch
 * @param steps its commits, the newest first, merges left out; none where no commits are at hand
 * @param merges those that are merges, the newest first, each with what none of its parents has
 */
public record BranchHistory(CommitStyle style, boolean signOffAsked, List<Step> steps, List<Step> merges) {
    /** Where only the difference is at hand. */
    public static final BranchHistory NONE = new BranchHistory(CommitStyle.PLAIN, false, List.of());

    /** So many say how the repository writes them. */
    private static final int STYLE = 50;

    /** Of a longer branch the newest are looked at. */
    private static final int MOST = 200;

    private static final int MOST_FILES = 1_000;
    private static final int FAR_BACK = 2_000;

    public BranchHistory {
        steps = List.copyOf(steps);
        merges = List.copyOf(merges);
    }

    /** Without merges. */
    public BranchHistory(CommitStyle style, boolean signOffAsked, List<Step> steps) {
        this(style, signOffAsked, steps, List.of());
    }

    /**
     * One commit.
     *
     * @param id 40 hex
     * @param message whole
     * @param change from its parent to it; of a merge, what none of its parents has
     */
    public record Step(String id, String message, Change change) {}

    /** Whole messages, the newest first. */
    public List<String> messages() {
        return steps.stream().map(Step::message).toList();
    }

    /** Those that came after {@code base}; both are commits (40 hex). */
    static BranchHistory between(Repository repository, String base, String head) {
        return new BranchHistory(
                CommitStyle.of(Commits.messages(repository, GitNames.commit(base), STYLE)),
                SignOff.askedFor(Commits.files(repository, base), path -> Commits.text(repository, base, path)),
                steps(repository, base, head, message -> true, MOST),
                merges(repository, base, head));
    }

    private static List<Step> merges(Repository repository, String base, String head) {
        List<Step> merges = new ArrayList<>();
        Binary.Room room = new Binary.Room();
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.setRevFilter(RevFilter.ONLY_MERGES);
            walk.markStart(walk.parseCommit(GitNames.commit(head)));
            walk.markUninteresting(walk.parseCommit(GitNames.commit(base)));
            for (RevCommit next = walk.next(); next != null && merges.size() < MOST; next = walk.next()) {
                List<RevCommit> parents = new ArrayList<>();
                for (RevCommit parent : next.getParents()) {
                    parents.add(walk.parseCommit(parent));
                }
                merges.add(new Step(
                        next.name(), next.getFullMessage(), MergeChange.of(reader, next, parents, MOST_FILES, room)));
            }
        } catch (MissingObjectException e) {
            return merges; // a shallow copy ends here
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the merges of " + head, e);
        }
        return merges;
    }

    /**
     * Commits from a head back, the newest first, merges left out.
     *
     * @param base commit from which on none is told of; null for none
     * @param wanted by their message
     */
    static List<Step> steps(
            Repository repository, @Nullable String base, String head, Predicate<String> wanted, int most) {
        List<Step> steps = new ArrayList<>();
        Binary.Room room = new Binary.Room();
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.setRevFilter(RevFilter.NO_MERGES);
            walk.markStart(walk.parseCommit(GitNames.commit(head)));
            if (base != null) {
                walk.markUninteresting(walk.parseCommit(GitNames.commit(base)));
            }
            int seen = 0;
            for (RevCommit next = walk.next();
                    next != null && steps.size() < most && seen < FAR_BACK;
                    next = walk.next()) {
                seen++;
                if (!wanted.test(next.getFullMessage())) {
                    continue;
                }
                String parent = next.getParentCount() == 0
                        ? GitNames.NO_COMMIT
                        : next.getParent(0).name();
                var from = next.getParentCount() == 0
                        ? null
                        : walk.parseCommit(next.getParent(0)).getTree();
                Change change = new Change(
                        parent, next.name(), TreeDiff.between(reader, from, next.getTree(), MOST_FILES, room));
                steps.add(new Step(next.name(), next.getFullMessage(), change));
            }
        } catch (MissingObjectException e) {
            return steps; // a shallow copy ends here
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + head, e);
        }
        return steps;
    }
}
