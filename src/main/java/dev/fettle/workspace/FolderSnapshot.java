package dev.fettle.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A person's folder as it lies, put into an object database of our own that borrows the folder's objects. The folder is only read.
 *
 * @param repository our object database
 * @param users the folder's own repository, null when it has none
 * @param base the folder's commit and its files as a tree
 */
record FolderSnapshot(Repository repository, @Nullable Repository users, BaseState base) {
    static FolderSnapshot take(Path folder, Path objects) throws IOException {
        Path real = folder.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new WorkspaceException(folder + " is not a folder");
        }
        Repository users = Repositories.openOf(real).orElse(null);
        Repository ours = ours(objects, users);
        try {
            return new FolderSnapshot(ours, users, base(real, ours, users));
        } catch (IOException | RuntimeException e) {
            ours.close();
            if (users != null) {
                users.close();
            }
            throw e;
        }
    }

    /** An object database of our own that borrows those of a person's repository. */
    static Repository ours(Path objects, @Nullable Repository users) throws IOException {
        Repositories.createBare(objects, "main").close();
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .setFS(Hermetic.files())
                .setGitDir(objects.toFile())
                .setBare();
        if (users != null) {
            builder.addAlternateObjectDirectory(
                    users.getCommonDirectory().toPath().resolve("objects").toFile());
        }
        return builder.build();
    }

    private static BaseState base(Path folder, Repository ours, @Nullable Repository users) throws IOException {
        RevCommit head = users == null ? null : head(users, ours);
        try (ObjectReader reader = ours.newObjectReader();
                ObjectInserter inserter = ours.newObjectInserter()) {
            SortedMap<String, TreeEntry> committed = new TreeMap<>();
            if (head != null) {
                committed.putAll(TreeListing.of(reader, head.getTree()).entries());
            }
            Map<String, Optional<TreeEntry>> edits = new LinkedHashMap<>();
            TreeSet<String> missing = new TreeSet<>(committed.keySet());
            FolderFiles.of(folder, users, committed.keySet()).forEach((path, file) -> {
                missing.remove(path);
                TreeEntry entry = insert(inserter, file);
                if (!entry.equals(committed.get(path))) {
                    edits.put(path, Optional.of(entry));
                }
            });
            missing.forEach(path -> edits.put(path, Optional.empty()));
            ObjectId before = head == null ? null : head.getTree();
            ObjectId tree =
                    before != null && edits.isEmpty() ? before : new TreeEdit(reader, inserter).apply(before, edits);
            inserter.flush();
            return new BaseState(
                    head == null ? GitNames.NO_COMMIT : head.name(), TreeListing.of(reader, tree), tree.equals(before));
        }
    }

    private static @Nullable RevCommit head(Repository users, Repository ours) throws IOException {
        ObjectId id = users.resolve(Constants.HEAD);
        return id == null ? null : Commits.find(ours, id).orElse(null);
    }

    private static TreeEntry insert(ObjectInserter inserter, Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                byte[] target = Constants.encode(Files.readSymbolicLink(file).toString());
                return new TreeEntry(FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, target));
            }
            FileMode mode = TreeFiles.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            long size = Files.size(file);
            if (size > TreeFiles.LARGEST) {
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    return new TreeEntry(mode, inserter.insert(Constants.OBJ_BLOB, size, in));
                }
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return new TreeEntry(mode, inserter.insert(Constants.OBJ_BLOB, in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + file, e);
        }
    }
}
