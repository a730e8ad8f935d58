package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Workspaces by JGit, below one folder that only Fettle can read: {@code mirrors/} keeps a bare copy of each remote, {@code trees/} holds the
 * trees in use, {@code snapshots/} the objects of trees that were copied from folders.
 */
public final class GitWorkspaces implements Workspaces {
    private final Path trees;
    private final Path snapshots;
    private final Mirror mirror;
    private final RemoteGit git;
    private final InstantSource clock;

    /**
     * Prepares the folder.
     *
     * @param home made if missing, closed to other users
     * @param rules which remotes may be spoken to
     */
    public GitWorkspaces(Path home, TransportRules rules, InstantSource clock) {
        Hermetic.prepare();
        Path place = home.toAbsolutePath().normalize();
        this.clock = clock;
        this.trees = folder(place.resolve("trees"));
        this.snapshots = folder(place.resolve("snapshots"));
        this.git = new RemoteGit(rules, clock);
        this.mirror = new Mirror(folder(place.resolve("mirrors")), git);
        close(place);
    }

    @Override
    public Workspace checkout(GitRemote remote, String revision) {
        Repository repository = mirror.open(remote);
        try (ObjectReader reader = repository.newObjectReader()) {
            RevCommit commit = fetched(repository, remote, revision);
            TreeListing listing = TreeListing.of(reader, commit.getTree());
            BaseState base = new BaseState(commit.name(), listing, true);
            return writeOut(repository, base, reader, new GitWorkspace.Remote(git, remote));
        } catch (IOException e) {
            repository.close();
            throw new WorkspaceException("cannot check out " + GitNames.printable(revision), e);
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    @Override
    public Optional<Collection<String>> knownFiles(GitRemote remote, String branch) {
        if (!mirror.has(remote)) {
            return Optional.empty();
        }
        try (Repository repository = mirror.open(remote);
                ObjectReader reader = repository.newObjectReader()) {
            ObjectId head = repository.resolve(GitNames.fullBranch(branch));
            Optional<RevCommit> commit = head == null ? Optional.empty() : Commits.find(repository, head);
            return commit.isEmpty()
                    ? Optional.empty()
                    : Optional.of(TreeListing.of(reader, commit.get().getTree())
                            .entries()
                            .keySet());
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the copy of " + GitNames.printable(remote.url()), e);
        }
    }

    @Override
    public List<OpenBranch> openBranches(GitRemote remote, String into, Instant since, Predicate<String> wanted) {
        try (Repository repository = mirror.open(remote)) {
            Map<String, ObjectId> heads =
                    mirror.heads(repository, remote, name -> name.equals(into) || wanted.test(name));
            ObjectId base = heads.remove(into);
            if (base == null) {
                throw new WorkspaceException(GitNames.printable(remote.url()) + " has no branch " + into);
            }
            return OpenBranches.of(repository, heads, base, since);
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the branches of " + GitNames.printable(remote.url()), e);
        }
    }

    @Override
    public Optional<Since> since(GitRemote remote, List<String> names, String head) {
        if (!mirror.has(remote)) {
            return Optional.empty();
        }
        Repository repository = mirror.open(remote);
        Optional<Since> since = Optional.empty();
        try {
            ObjectId later =
                    repository.resolve(GitNames.isCommit(head) ? head : GitNames.fullBranch(GitNames.branchOf(head)));
            Optional<ObjectId> earlier = later == null ? Optional.empty() : mirror.released(repository, remote, names);
            if (earlier.isPresent()) {
                since = Optional.of(Since.between(repository, earlier.get(), later));
            }
            return since;
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare with " + GitNames.printable(head), e);
        } finally {
            if (since.isEmpty()) {
                repository.close();
            }
        }
    }

    @Override
    public Workspace snapshot(Path folder) {
        try {
            Path objects = Files.createTempDirectory(snapshots, "objects-");
            try {
                FolderSnapshot snapshot = FolderSnapshot.take(folder, objects);
                try (ObjectReader reader = snapshot.repository().newObjectReader()) {
                    return writeOut(
                            snapshot.repository(),
                            snapshot.base(),
                            reader,
                            new GitWorkspace.Folder(objects, snapshot.users()));
                }
            } catch (IOException | RuntimeException e) {
                TreeFiles.removeAll(objects);
                throw e;
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot copy " + folder, e);
        }
    }

    /**
     * A tree of a person's own repository at a commit; the repository is only read.
     *
     * @param folder the repository's root
     * @param commit 40 hex
     * @throws WorkspaceException when the folder has no repository, or that no such commit
     */
    public Workspace local(Path folder, String commit) {
        try {
            Repository users = Repositories.openOf(folder.toRealPath())
                    .orElseThrow(() -> new WorkspaceException(folder + " is not the root of a git repository"));
            Path objects = Files.createTempDirectory(snapshots, "objects-");
            try (ObjectReader reader = users.newObjectReader()) {
                RevCommit found = Commits.find(users, GitNames.commit(commit))
                        .orElseThrow(() -> new WorkspaceException("there is no commit " + commit));
                BaseState base = new BaseState(found.name(), TreeListing.of(reader, found.getTree()), true);
                Repository ours = FolderSnapshot.ours(objects, users);
                return writeOut(ours, base, reader, new GitWorkspace.Folder(objects, users));
            } catch (IOException | RuntimeException e) {
                users.close();
                TreeFiles.removeAll(objects);
                throw e;
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot copy " + commit + " of " + folder, e);
        }
    }

    @Override
    public Change change(GitRemote remote, String base, String head, int most) {
        try (Repository repository = mirror.open(remote);
                ObjectReader reader = repository.newObjectReader()) {
            ObjectId to = fetched(repository, remote, head).getTree();
            ObjectId from = base.equals(GitNames.NO_COMMIT)
                    ? null
                    : fetched(repository, remote, base).getTree();
            return new Change(base, head, TreeDiff.between(reader, from, to, most));
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + base + " with " + head, e);
        }
    }

    @Override
    public Change changeSince(GitRemote remote, String branch, String head, int most) {
        String parted;
        try (Repository repository = mirror.open(remote)) {
            String base = mirror.fetch(repository, remote, GitNames.fullBranch(branch))
                    .name();
            String to = fetched(repository, remote, head).name();
            parted = Commits.mergeBase(repository, base, to)
                    .orElseThrow(() -> new NoSuchCommitException(
                            GitNames.printable(branch) + " and " + to + " have no commit in common"));
        } catch (IOException e) {
            throw new WorkspaceException("cannot compare " + GitNames.printable(branch) + " with " + head, e);
        }
        return change(remote, parted, head, most);
    }

    @Override
    public BranchHistory history(GitRemote remote, String base, String head) {
        try (Repository repository = mirror.open(remote)) {
            String from = fetched(repository, remote, base).name();
            return BranchHistory.between(
                    repository, from, fetched(repository, remote, head).name());
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the history of " + head, e);
        }
    }

    @Override
    public Optional<String> text(GitRemote remote, String commit, String path) {
        try (Repository repository = mirror.open(remote)) {
            return Commits.text(repository, fetched(repository, remote, commit).name(), path);
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + GitNames.printable(path) + " of " + commit, e);
        }
    }

    /** Removes trees and snapshots that were left behind (by a crash) and are older than {@code age}. Called at start-up. */
    public void sweep(Duration age) {
        Instant limit = clock.instant().minus(age);
        for (Path folder : List.of(trees, snapshots)) {
            try (java.util.stream.Stream<Path> left = Files.list(folder)) {
                for (Path path : left.toList()) {
                    if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                        TreeFiles.removeAll(path);
                    }
                }
            } catch (IOException e) {
                throw new WorkspaceException("cannot clean up " + folder, e);
            }
        }
    }

    private RevCommit fetched(Repository repository, GitRemote remote, String revision) throws IOException {
        ObjectId commit = mirror.fetch(repository, remote, revision);
        return Commits.find(repository, commit)
                .orElseThrow(() -> new WorkspaceException(GitNames.printable(revision) + " is no commit"));
    }

    private Workspace writeOut(Repository repository, BaseState base, ObjectReader reader, GitWorkspace.Origin origin)
            throws IOException {
        Path root = Files.createTempDirectory(trees, "tree-");
        try {
            TreeFiles files = new TreeFiles(root);
            CheckedOutTree tree = new CheckedOutTree(files, base.listing());
            tree.writeOut(reader);
            return new GitWorkspace(repository, files, tree, base, origin);
        } catch (IOException | RuntimeException e) {
            TreeFiles.removeAll(root);
            throw e;
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new WorkspaceException("cannot make the folder " + path, e);
        }
    }

    private static void close(Path home) {
        try {
            if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot close the folder " + home + " to other users", e);
        }
    }
}
