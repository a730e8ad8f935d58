package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A tree checked out of a git object database that lies elsewhere. */
final class GitWorkspace implements Workspace {
    private final Repository repository;
    private final TreeFiles files;
    private final CheckedOutTree tree;
    private final BaseState base;
    private final Origin origin;

    GitWorkspace(Repository repository, TreeFiles files, CheckedOutTree tree, BaseState base, Origin origin) {
        this.repository = repository;
        this.files = files;
        this.tree = tree;
        this.base = base;
        this.origin = origin;
    }

    @Override
    public Path root() {
        return files.root();
    }

    @Override
    public String base() {
        return base.commit();
    }

    @Override
    public Optional<String> read(String path) {
        if (TreePath.whyNotCheckedOut(path).isPresent()) {
            return Optional.empty();
        }
        return files.read(path).flatMap(Texts::source);
    }

    @Override
    public List<String> files() {
        List<String> paths = new ArrayList<>();
        base.listing().entries().forEach((path, entry) -> {
            if (entry.isFile()) {
                paths.add(path);
            }
        });
        return paths;
    }

    @Override
    public void write(Map<String, String> texts) {
        texts.keySet().forEach(this::requireWritable);
        texts.forEach((path, text) -> {
            files.write(path, Texts.like(files.read(path).orElse(null), text));
            tree.touched(path);
        });
    }

    @Override
    public Change change() {
        List<FileChange> changes = new ArrayList<>();
        Binary.Room room = new Binary.Room();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (Map.Entry<String, Optional<Blobs.Version>> difference :
                    tree.differences().entrySet()) {
                TreeEntry entry = base.listing().entries().get(difference.getKey());
                Blobs.Version before = entry == null ? null : Blobs.version(reader, entry.mode(), entry.id());
                changes.add(FileDiff.of(
                        difference.getKey(), before, difference.getValue().orElse(null), room));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Change(base.commit(), "", changes);
    }

    @Override
    public void reset() {
        try (ObjectReader reader = repository.newObjectReader()) {
            // what was added goes first: it may stand where a folder of the base has to be
            Map<String, Optional<Blobs.Version>> differences = tree.differences();
            for (String path : differences.keySet()) {
                if (!base.listing().entries().containsKey(path)) {
                    tree.putBack(reader, path);
                }
            }
            for (String path : differences.keySet()) {
                if (base.listing().entries().containsKey(path)) {
                    tree.putBack(reader, path);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where a snapshot held uncommitted work, that work becomes a commit of its own below ours, so that ours shows only what we did and its
     * tree is the one that was tested.
     */
    @Override
    public String commit(CommitMessage message) {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            List<ObjectId> parents = base.parents();
            if (!base.committed()) {
                CommitMessage work = new CommitMessage(
                        "Work that was not committed yet", message.authorName(), message.authorEmail(), message.when());
                parents = List.of(Commits.write(inserter, base.listing().tree(), parents, work));
            }
            ObjectId changed =
                    new TreeEdit(reader, inserter).apply(base.listing().tree(), tree.edits(inserter));
            return Commits.write(inserter, changed, parents, message).name();
        } catch (IOException e) {
            throw new WorkspaceException("cannot write the commit to the object database", e);
        }
    }

    @Override
    public PushResult push(String commit, String branch, String expected) {
        ObjectId id = GitNames.commit(commit);
        ObjectId old = expected.isEmpty() ? ObjectId.zeroId() : GitNames.commit(expected);
        GitNames.fullBranch(branch);
        return origin.push(repository, id, branch, old);
    }

    @Override
    public Map<String, List<Integer>> linesChangedSince(String commit) {
        if (!GitNames.isCommit(commit)) {
            return Map.of();
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            RevCommit since =
                    Commits.find(repository, ObjectId.fromString(commit)).orElse(null);
            return since == null
                    ? Map.of()
                    : TreeDiff.changedLines(
                            reader, since.getTree(), base.listing().tree());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<String> messages(int most) {
        return base.commitId() == null ? List.of() : Commits.messages(repository, base.commitId(), most);
    }

    @Override
    public List<BranchHistory.Step> steps(Predicate<String> message, int most) {
        return base.commitId() == null
                ? List.of()
                : BranchHistory.steps(repository, null, base.commitId().name(), message, most);
    }

    @Override
    public Optional<PathHistory> history(String path, List<Integer> lines) {
        ObjectId commit = base.commitId();
        return commit == null ? Optional.empty() : FirstParents.of(repository, commit, path, lines);
    }

    @Override
    public void close() {
        repository.close();
        TreeFiles.removeAll(files.root());
        origin.close();
    }

    /** The object database, for classes of this room that hand a commit on. */
    Repository repository() {
        return repository;
    }

    private void requireWritable(String path) {
        TreePath.requireWritable(path);
        TreeEntry entry = base.listing().entries().get(path);
        if (entry != null && !entry.isFile()) {
            throw new WorkspaceException("Fettle does not write " + GitNames.printable(path) + ": it is a link");
        }
    }

    private static WorkspaceException unreadable(IOException e) {
        return new WorkspaceException("cannot read the object database", e);
    }

    /** Where the tree came from, and what that allows. */
    interface Origin {
        PushResult push(Repository repository, ObjectId commit, String branch, ObjectId expected);

        void close();
    }

    /** From a remote. */
    record Remote(RemoteGit git, GitRemote remote) implements Origin {
        @Override
        public PushResult push(Repository repository, ObjectId commit, String branch, ObjectId expected) {
            return git.push(repository, remote, commit, branch, expected);
        }

        @Override
        public void close() {
            // the mirror stays for the next checkout
        }
    }

    /** From a folder; the object database is this workspace's own and goes with it. */
    record Folder(Path objects, @Nullable Repository users) implements Origin {
        @Override
        public PushResult push(Repository repository, ObjectId commit, String branch, ObjectId expected) {
            throw new WorkspaceException("a snapshot of a folder has no remote to push to");
        }

        @Override
        public void close() {
            if (users != null) {
                users.close();
            }
            TreeFiles.removeAll(objects);
        }
    }
}
