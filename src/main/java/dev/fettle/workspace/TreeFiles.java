package dev.fettle.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files below one folder: no link is followed on the way to any of them. */
final class TreeFiles {
    /** No source text is larger; 32 MiB. */
    static final int LARGEST = 32 << 20;

    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path root;

    TreeFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The file's place, when every folder on the way is a real folder (or missing). Does not look at the file itself. */
    Optional<Path> locate(String path) {
        Path place = root;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            place = place.resolve(names[i]);
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        }
        return Optional.of(place.resolve(names[names.length - 1]));
    }

    /** The bytes of a regular file of at most {@link #LARGEST} bytes; empty for everything else. */
    Optional<byte[]> read(String path) {
        Path file = locate(path).orElse(null);
        if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Set<java.nio.file.OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options);
                InputStream in = Channels.newInputStream(channel)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + GitNames.printable(path), e);
        }
    }

    /** Writes a regular file, folders on the way included. An existing file keeps whether it may be executed. */
    void write(String path, byte[] bytes) {
        boolean executable = locate(path).filter(TreeFiles::isExecutable).isPresent();
        write(path, bytes, executable);
    }

    /** Writes a regular file, folders on the way included. */
    void write(String path, byte[] bytes, boolean executable) {
        Path file = locate(path).orElseThrow(() -> onTheWay(path));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new WorkspaceException(
                    "Fettle does not write " + GitNames.printable(path) + ": it is a link or a folder");
        }
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Set<java.nio.file.OpenOption> options = Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
            try (SeekableByteChannel channel = Files.newByteChannel(file, options)) {
                java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, EnumSet.copyOf(executable ? EXECUTABLE : PLAIN));
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot write " + GitNames.printable(path), e);
        }
    }

    /** Makes a symbolic link; the caller has seen to it that the target lies inside. */
    void link(String path, String target) {
        Path place = locate(path).orElseThrow(() -> onTheWay(path));
        try {
            Path folder = place.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createSymbolicLink(place, Path.of(target));
        } catch (IOException e) {
            throw new WorkspaceException("cannot make the link " + GitNames.printable(path), e);
        }
    }

    /** Removes a file or link, and the folders that it leaves empty. */
    void delete(String path) {
        Path place = locate(path).orElse(null);
        if (place == null) {
            return;
        }
        try {
            Files.deleteIfExists(place);
            Path folder = place.getParent();
            while (folder != null && !folder.equals(root) && (!Files.exists(folder) || isEmpty(folder))) {
                Files.deleteIfExists(folder);
                folder = folder.getParent();
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot remove " + GitNames.printable(path), e);
        }
    }

    /** Regular files and links below the root by path, links not followed; everything called {@code .git} stays out. */
    Map<String, BasicFileAttributes> list() {
        Map<String, BasicFileAttributes> found = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root)
                                    || TreePath.whyNotCheckedOut(name(folder)).isEmpty()
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                        String path = name(file);
                        if (TreePath.whyNotCheckedOut(path).isEmpty()) {
                            found.put(path, attributes);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new WorkspaceException("cannot list the files of " + root, e);
        }
        return found;
    }

    String name(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    static boolean isExecutable(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the mode of " + file, e);
        }
    }

    /** Removes a folder and all below it; links are removed, not followed. */
    static void removeAll(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path done, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(done);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new WorkspaceException("cannot remove " + folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static WorkspaceException onTheWay(String path) {
        return new WorkspaceException(
                "Fettle does not write " + GitNames.printable(path) + ": there is a link or a file on the way to it");
    }
}
