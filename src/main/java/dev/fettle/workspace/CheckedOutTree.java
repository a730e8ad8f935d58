package dev.fettle.workspace;

import dev.fettle.workspace.Blobs.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Files on disk beside the tree they came from: writes them out, tells how they differ now, puts them back. */
final class CheckedOutTree {
    private final TreeFiles files;
    private final TreeListing base;
    /** Files as they lay when last seen equal to the base, so that they need not be read again. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** Paths of the base that this file system cannot hold (a case-insensitive one, or one without such names). */
    private final Set<String> unwritable = ConcurrentHashMap.newKeySet();

    CheckedOutTree(TreeFiles files, TreeListing base) {
        this.files = files;
        this.base = base;
    }

    /** Writes all of the base out into an empty folder: files first, links last, so that no file is written through a link. */
    void writeOut(ObjectReader reader) throws IOException {
        for (Map.Entry<String, TreeEntry> entry : base.entries().entrySet()) {
            if (entry.getValue().isFile()) {
                restore(reader, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, TreeEntry> entry : base.entries().entrySet()) {
            if (entry.getValue().isLink()) {
                restore(reader, entry.getKey(), entry.getValue());
            }
        }
    }

    /** What is no more as in the base: the new state by path, empty where the file is gone. */
    SortedMap<String, Optional<Version>> differences() {
        SortedMap<String, Optional<Version>> differences = new TreeMap<>();
        Map<String, BasicFileAttributes> now = files.list();
        Set<String> missing = new java.util.TreeSet<>(base.entries().keySet());
        now.forEach((path, attributes) -> {
            missing.remove(path);
            TreeEntry entry = base.entries().get(path);
            if (entry != null && Seen.of(attributes).equals(seen.get(path)) && modeFits(path, entry)) {
                return;
            }
            state(path, attributes, entry)
                    .filter(version -> !isAsInBase(path, attributes, entry, version))
                    .ifPresent(version -> differences.put(path, Optional.of(version)));
        });
        missing.stream()
                .filter(path -> !unwritable.contains(path))
                .forEach(path -> differences.put(path, Optional.empty()));
        return differences;
    }

    /** Forgets what is known of a file: it was just written to. */
    void touched(String path) {
        seen.remove(path);
    }

    /** Puts one file back as in the base. */
    void putBack(ObjectReader reader, String path) throws IOException {
        files.delete(path);
        TreeEntry entry = base.entries().get(path);
        if (entry != null) {
            restore(reader, path, entry);
        }
    }

    private void restore(ObjectReader reader, String path, TreeEntry entry) throws IOException {
        try {
            if (entry.isLink()) {
                byte[] target = Blobs.read(reader, entry.id());
                Optional<String> inside = target == null ? Optional.empty() : LinkTarget.inside(path, target);
                if (inside.isPresent()) {
                    files.link(path, inside.get());
                } else {
                    files.write(path, target == null ? new byte[0] : target, false);
                }
            } else {
                write(reader, path, entry);
            }
            files.locate(path).ifPresent(place -> remember(path, place));
        } catch (java.nio.file.InvalidPathException e) {
            unwritable.add(path);
        }
    }

    private void write(ObjectReader reader, String path, TreeEntry entry) throws IOException {
        byte[] bytes = Blobs.read(reader, entry.id());
        if (bytes != null) {
            files.write(path, bytes, entry.isExecutable());
            return;
        }
        files.write(path, new byte[0], entry.isExecutable());
        Path place = files.locate(path).orElseThrow();
        try (java.io.OutputStream out = Files.newOutputStream(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            reader.open(entry.id(), Constants.OBJ_BLOB).copyTo(out);
        }
    }

    private void remember(String path, Path place) {
        try {
            seen.put(
                    path,
                    Seen.of(Files.readAttributes(
                            place, BasicFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS)));
        } catch (IOException e) {
            seen.remove(path);
        }
    }

    private boolean modeFits(String path, TreeEntry entry) {
        return !entry.isFile()
                || files.locate(path).map(TreeFiles::isExecutable).orElse(false) == entry.isExecutable();
    }

    private Optional<Version> state(String path, BasicFileAttributes attributes, @Nullable TreeEntry entry) {
        Path place = files.locate(path).orElse(null);
        if (place == null) {
            return Optional.empty();
        }
        try {
            if (attributes.isSymbolicLink()) {
                byte[] target = Constants.encode(Files.readSymbolicLink(place).toString());
                return Optional.of(new Version(FileMode.SYMLINK, Blobs.idOf(target), target));
            }
            boolean executable = TreeFiles.isExecutable(place);
            FileMode mode = executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            byte[] bytes = files.read(path).orElse(null);
            if (bytes == null) {
                return Optional.of(new Version(mode, idOfLarge(place, attributes.size()), null));
            }
            ObjectId id = Blobs.idOf(bytes);
            // A link that was not made because it leads out lies there as a plain file.
            boolean link = entry != null && entry.isLink() && entry.id().equals(id);
            return Optional.of(new Version(link ? FileMode.SYMLINK : mode, id, bytes));
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + GitNames.printable(path), e);
        }
    }

    private boolean isAsInBase(
            String path, BasicFileAttributes attributes, @Nullable TreeEntry entry, Version version) {
        boolean same =
                entry != null && entry.id().equals(version.id()) && entry.mode().equals(version.mode());
        if (same) {
            seen.put(path, Seen.of(attributes));
        }
        return same;
    }

    private static ObjectId idOfLarge(Path place, long size) throws IOException {
        try (java.io.InputStream in = Files.newInputStream(place, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                org.eclipse.jgit.lib.ObjectInserter.Formatter formatter =
                        new org.eclipse.jgit.lib.ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, size, in);
        }
    }

    /** What tells that a file was not written to since. */
    private record Seen(
            long size, FileTime modified, @Nullable Object key) {
        static Seen of(BasicFileAttributes attributes) {
            return new Seen(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /** The tree's edits that make the base into what lies there now, new content put into the object database. */
    Map<String, Optional<TreeEntry>> edits(org.eclipse.jgit.lib.ObjectInserter inserter) throws IOException {
        Map<String, Optional<TreeEntry>> edits = new HashMap<>();
        for (Map.Entry<String, Optional<Version>> difference : differences().entrySet()) {
            Optional<TreeEntry> entry = Optional.empty();
            if (difference.getValue().isPresent()) {
                Version version = difference.getValue().get();
                if (version.bytes() == null) {
                    throw new WorkspaceException("too large to commit: " + GitNames.printable(difference.getKey()));
                }
                ObjectId id = inserter.insert(Constants.OBJ_BLOB, version.bytes());
                entry = Optional.of(new TreeEntry(version.mode(), id));
            }
            edits.put(difference.getKey(), entry);
        }
        return edits;
    }
}
