package dev.fettle.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A job's folder, shared with foreign code that may rename, link and replace anything in it at any moment.
 *
 * <p>Beside the shared {@code work} lies a closed {@code stage} on the same file system. What comes in is finished there (content, mode, owner) and then
 * renamed into place through folder handles that were opened without following links, so no link that foreign code plants is ever written through.
 */
public final class JobFolder {
    private final Path work;
    private final Path stage;
    private final Ownership owner;
    private final AtomicLong staged = new AtomicLong();

    private JobFolder(Path work, Path stage, Ownership owner) {
        this.work = work;
        this.stage = stage;
        this.owner = owner;
    }

    /** Makes {@code work} and {@code stage} below an empty folder that foreign code cannot write. */
    public static JobFolder create(Path root, Ownership owner) throws IOException {
        Path stage = Files.createDirectory(root.resolve("stage"));
        Files.setPosixFilePermissions(stage, PosixFilePermissions.fromString("rwx------"));
        Path work = Files.createDirectory(root.resolve("work"));
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx------"));
        owner.give(work);
        return new JobFolder(work, stage, owner);
    }

    /** The folder that foreign code writes to. */
    public Path work() {
        return work;
    }

    /** Writes one file, replacing what is there; parents are made. */
    public void write(String target, byte[] content) {
        RelativeName name = fileName(target);
        try {
            Path ready = nextStaged();
            Files.write(ready, content);
            Files.setPosixFilePermissions(ready, PosixFilePermissions.fromString("rw-r--r--"));
            owner.give(ready);
            place(ready, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + " into the sandbox", e);
        }
    }

    /** Copies a file or a tree; an existing folder at the target is merged with, an existing file or link is replaced. */
    public void copyIn(Path source, String target) {
        RelativeName name = RelativeName.parse(target);
        try {
            Path ready = nextStaged();
            TreeCopy.copy(source, ready, owner);
            if (name.isRoot() && !Files.isDirectory(ready, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(ready);
                throw new IllegalArgumentException("a single file needs a name in the sandbox: " + source);
            }
            place(ready, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + source + " into the sandbox", e);
        }
    }

    /** Reads matching regular files back; see {@link Collector}. */
    public Collected collect(List<String> globs, long maxBytesEach) {
        try (SecureDirectoryStream<Path> top = open(work)) {
            return new Collector(globs, maxBytesEach).collect(top);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sandbox's folder", e);
        }
    }

    private static RelativeName fileName(String target) {
        RelativeName name = RelativeName.parse(target);
        if (name.isRoot()) {
            throw new IllegalArgumentException("a file needs a name");
        }
        return name;
    }

    private Path nextStaged() {
        return stage.resolve("s" + staged.incrementAndGet());
    }

    private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new FileSystemException(folder.toString(), null, "this file system has no folder handles (openat)");
    }

    private void place(Path ready, RelativeName target) throws IOException {
        try (SecureDirectoryStream<Path> from = open(stage);
                SecureDirectoryStream<Path> top = open(work)) {
            if (target.isRoot()) {
                mergeChildren(from, ready.getFileName(), top);
            } else {
                descend(from, ready.getFileName(), top, target.parents(), target.last());
            }
        }
    }

    private void descend(
            SecureDirectoryStream<Path> from,
            Path ready,
            SecureDirectoryStream<Path> at,
            List<String> parents,
            String last)
            throws IOException {
        if (parents.isEmpty()) {
            merge(from, ready, at, Path.of(last));
            return;
        }
        Path next = Path.of(parents.get(0));
        if (kindOf(at, next) == Kind.ABSENT) {
            Path made = Files.createDirectory(nextStaged());
            owner.give(made);
            from.move(made.getFileName(), at, next);
        }
        try (SecureDirectoryStream<Path> below = at.newDirectoryStream(next, LinkOption.NOFOLLOW_LINKS)) {
            descend(from, ready, below, parents.subList(1, parents.size()), last);
        }
    }

    /** Renames {@code ready} to {@code name}; where both are folders, goes on with what is inside; a file or link in a folder's place goes. */
    private void merge(SecureDirectoryStream<Path> from, Path ready, SecureDirectoryStream<Path> to, Path name)
            throws IOException {
        Kind there = kindOf(to, name);
        boolean folder = kindOf(from, ready) == Kind.FOLDER;
        if (folder && there == Kind.FOLDER) {
            try (SecureDirectoryStream<Path> below = to.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                mergeChildren(from, ready, below);
            }
        } else {
            if (folder && there == Kind.OTHER) {
                to.deleteFile(name);
            }
            from.move(ready, to, name);
        }
    }

    private void mergeChildren(SecureDirectoryStream<Path> from, Path ready, SecureDirectoryStream<Path> to)
            throws IOException {
        try (SecureDirectoryStream<Path> children = from.newDirectoryStream(ready, LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : children) {
                merge(children, child.getFileName(), to, child.getFileName());
            }
        }
        from.deleteDirectory(ready);
    }

    private enum Kind {
        ABSENT,
        FOLDER,
        OTHER
    }

    private static Kind kindOf(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            BasicFileAttributes attributes = folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            return attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.ABSENT;
        }
    }
}
