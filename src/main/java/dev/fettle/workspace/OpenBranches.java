package dev.fettle.workspace;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What the branches of a repository bring that another one of them has not, as far as its commits are at hand. */
final class OpenBranches {
    private static final int MOST = 50;
    private static final int MOST_COMMITS = 50;
    private static final int MOST_FILES = 300;

    private OpenBranches() {}

    /**
     * Those with a commit since then, the newest first, at most fifty.
     *
     * @param heads by name
     * @param into the head that they would be merged into
     */
    static List<OpenBranch> of(Repository repository, Map<String, ObjectId> heads, ObjectId into, Instant since)
            throws IOException {
        List<OpenBranch> open = new ArrayList<>();
        for (Map.Entry<String, ObjectId> head : recent(repository, heads, since)) {
            if (open.size() == MOST) {
                break;
            }
            of(repository, head.getKey(), head.getValue(), into).ifPresent(open::add);
        }
        return open;
    }

    private static List<Map.Entry<String, ObjectId>> recent(
            Repository repository, Map<String, ObjectId> heads, Instant since) throws IOException {
        record Dated(Map.Entry<String, ObjectId> head, Instant at) {}
        List<Dated> dated = new ArrayList<>();
        for (Map.Entry<String, ObjectId> head : heads.entrySet()) {
            Commits.find(repository, head.getValue())
                    .map(OpenBranches::at)
                    .filter(at -> !at.isBefore(since))
                    .ifPresent(at -> dated.add(new Dated(head, at)));
        }
        dated.sort(Comparator.comparing(Dated::at).reversed());
        return dated.stream().map(Dated::head).toList();
    }

    private static Instant at(RevCommit commit) {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }

    private static Optional<OpenBranch> of(Repository repository, String name, ObjectId head, ObjectId into)
            throws IOException {
        Optional<String> parted = Commits.mergeBase(repository, head.name(), into.name());
        if (parted.isEmpty()) {
            return Optional.empty();
        }
        List<String> messages = new ArrayList<>();
        Instant at;
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit newest = walk.parseCommit(head);
            at = at(newest);
            walk.markStart(newest);
            walk.markUninteresting(walk.parseCommit(into));
            for (RevCommit next = walk.next(); next != null && messages.size() < MOST_COMMITS; next = walk.next()) {
                messages.add(next.getFullMessage());
            }
        }
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OpenBranch(name, head.name(), at, messages, files(repository, parted.get(), head.name())));
    }

    private static List<String> files(Repository repository, String base, String head) throws IOException {
        List<String> files = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(Commits.tree(repository, base));
            walk.addTree(Commits.tree(repository, head));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (files.size() < MOST_FILES && walk.next()) {
                files.add(walk.getPathString());
            }
        }
        return files;
    }
}
