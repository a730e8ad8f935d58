package dev.fettle.workspace;

import dev.fettle.base.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** Bare copies of remotes, one each, kept between checkouts and brought up to date by what is missing. */
final class Mirror {
    /** Fetched at once. */
    private static final int MOST_BRANCHES = 200;

    private final Path home;
    private final RemoteGit git;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Mirror(Path home, RemoteGit git) {
        this.home = home;
        this.git = git;
    }

    /** The mirror of a remote, to be closed by the caller. */
    Repository open(GitRemote remote) {
        String name = name(remote);
        ReentrantLock lock = locks.computeIfAbsent(name, key -> new ReentrantLock());
        lock.lock();
        try {
            return Repositories.createBare(home.resolve(name + ".git"), "main");
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is one of a remote already. */
    boolean has(GitRemote remote) {
        return Files.isDirectory(home.resolve(name(remote) + ".git"));
    }

    /** The commit of a revision, fetched unless it is there. */
    ObjectId fetch(Repository mirror, GitRemote remote, String revision) {
        ReentrantLock lock = locks.computeIfAbsent(name(remote), key -> new ReentrantLock());
        lock.lock();
        try {
            return GitNames.isCommit(revision)
                    ? fetchCommit(mirror, remote, ObjectId.fromString(revision))
                    : fetchBranch(mirror, remote, GitNames.branchOf(revision));
        } catch (TransportException e) {
            throw new WorkspaceException(
                    "cannot fetch from " + GitNames.printable(remote.url()) + ": " + GitNames.printable(reason(e)), e);
        } catch (IOException e) {
            throw new WorkspaceException("cannot keep a copy of " + GitNames.printable(remote.url()), e);
        } finally {
            lock.unlock();
        }
    }

    /** The branches that are wanted, where they are on the remote now, with their commits fetched; of very many the rest is left out. */
    Map<String, ObjectId> heads(Repository mirror, GitRemote remote, Predicate<String> wanted) {
        ReentrantLock lock = locks.computeIfAbsent(name(remote), key -> new ReentrantLock());
        lock.lock();
        try {
            Map<String, ObjectId> heads = new TreeMap<>();
            List<RefSpec> missing = new ArrayList<>();
            for (Map.Entry<String, ObjectId> head : git.heads(mirror, remote).entrySet()) {
                if (!wanted.test(head.getKey())) {
                    continue;
                }
                boolean here = Commits.find(mirror, head.getValue()).isPresent();
                if (here || missing.size() < MOST_BRANCHES) {
                    heads.put(head.getKey(), head.getValue());
                }
                if (!here && missing.size() < MOST_BRANCHES) {
                    String ref = GitNames.fullBranch(head.getKey());
                    missing.add(new RefSpec("+" + ref + ":" + ref));
                }
            }
            if (!missing.isEmpty()) {
                git.fetch(mirror, remote, missing.toArray(RefSpec[]::new));
            }
            return heads;
        } catch (IOException e) {
            throw new WorkspaceException(
                    "cannot fetch from " + GitNames.printable(remote.url()) + ": " + GitNames.printable(reason(e)), e);
        } finally {
            lock.unlock();
        }
    }

    /** The commit of the first name that is one: a commit of a branch, as a whole or its beginning, or a tag. */
    Optional<ObjectId> released(Repository mirror, GitRemote remote, List<String> names) {
        ReentrantLock lock = locks.computeIfAbsent(name(remote), key -> new ReentrantLock());
        lock.lock();
        try {
            Optional<ObjectId> here = known(mirror, names);
            if (here.isPresent()) {
                return here;
            }
            List<RefSpec> wanted = new ArrayList<>();
            if (names.stream().anyMatch(GitNames::isShortCommit)) {
                wanted.add(new RefSpec("+refs/heads/*:refs/heads/*"));
            }
            git.firstOf(
                            mirror,
                            remote,
                            names.stream()
                                    .filter(GitNames::isTag)
                                    .map(tag -> GitNames.TAGS + tag)
                                    .toList())
                    .ifPresent(tag -> wanted.add(new RefSpec("+" + tag + ":" + tag)));
            if (!wanted.isEmpty()) {
                git.fetch(mirror, remote, wanted.toArray(RefSpec[]::new));
            }
            return known(mirror, names);
        } catch (IOException e) {
            throw new WorkspaceException(
                    "cannot fetch from " + GitNames.printable(remote.url()) + ": " + GitNames.printable(reason(e)), e);
        } finally {
            lock.unlock();
        }
    }

    private static Optional<ObjectId> known(Repository mirror, List<String> names) throws IOException {
        for (String name : names) {
            ObjectId commit = null;
            try {
                if (GitNames.isTag(name)) {
                    commit = mirror.resolve(GitNames.TAGS + name + "^{commit}");
                }
                if (commit == null && GitNames.isShortCommit(name)) {
                    commit = mirror.resolve(name + "^{commit}");
                }
            } catch (AmbiguousObjectException | IncorrectObjectTypeException | MissingObjectException e) {
                continue; // the beginning of several, or a tag of something else
            }
            if (commit != null) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
    }

    private ObjectId fetchBranch(Repository mirror, GitRemote remote, String branch) throws IOException {
        String ref = GitNames.fullBranch(branch);
        try {
            return git.fetch(mirror, remote, new RefSpec("+" + ref + ":" + ref))
                    .orElseThrow(() -> noBranch(remote, branch, null));
        } catch (TransportException e) {
            if (reason(e).contains("available for fetch")) {
                throw noBranch(remote, branch, e);
            }
            throw e;
        }
    }

    private ObjectId fetchCommit(Repository mirror, GitRemote remote, ObjectId commit) throws IOException {
        if (Commits.find(mirror, commit).isPresent()) {
            return commit;
        }
        git.fetch(mirror, remote, new RefSpec("+refs/heads/*:refs/heads/*"));
        if (Commits.find(mirror, commit).isEmpty() && git.overHttp(remote)) {
            try {
                // a commit of a fork's pull request is on no branch here
                git.fetch(mirror, remote, new RefSpec(commit.name() + ":refs/fettle/" + commit.name()));
            } catch (TransportException e) {
                throw noCommit(remote, commit, e);
            }
        }
        if (Commits.find(mirror, commit).isEmpty()) {
            throw noCommit(remote, commit, null);
        }
        return commit;
    }

    private static WorkspaceException noBranch(GitRemote remote, String branch, @Nullable Throwable cause) {
        String message = GitNames.printable(remote.url()) + " has no branch " + branch;
        return cause == null ? new WorkspaceException(message) : new WorkspaceException(message, cause);
    }

    private static WorkspaceException noCommit(GitRemote remote, ObjectId commit, @Nullable Throwable cause) {
        String message = GitNames.printable(remote.url()) + " has no commit " + commit.name();
        return cause == null ? new NoSuchCommitException(message) : new NoSuchCommitException(message, cause);
    }

    /** What the outermost and the innermost error say: the first knows where, the last knows why. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? said(e) : said(e) + " (" + said(root) + ")";
    }

    private static String said(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String name(GitRemote remote) {
        return Sha256.hex(remote.url()).substring(0, 32);
    }
}
