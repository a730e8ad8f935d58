package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads files that foreign code left. Folders and files are opened through the handle of their parent and never through a link; a file is opened for reading and
 * writing, which is the one way to open a named pipe that cannot hang, and a pipe's size is 0. Depth, count and total size are bounded.
 */
final class Collector {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_FILES = 20_000;
    private static final int MAX_REFUSED = 1_000;
    private static final long MAX_TOTAL_BYTES = 256L << 20;

    private final List<PathGlob> globs;
    private final long maxBytesEach;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private long total;

    Collector(List<String> globs, long maxBytesEach) {
        this.globs = globs.stream().map(PathGlob::parse).toList();
        this.maxBytesEach = Math.min(maxBytesEach, MAX_TOTAL_BYTES);
    }

    Collected collect(SecureDirectoryStream<Path> top) throws IOException {
        visit(top, List.of());
        return new Collected(files, refused);
    }

    private void visit(SecureDirectoryStream<Path> folder, List<String> at) throws IOException {
        try {
            for (Path entry : folder) {
                Path name = entry.getFileName();
                List<String> names = new ArrayList<>(at);
                names.add(name.toString());
                visitEntry(folder, name, names);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void visitEntry(SecureDirectoryStream<Path> folder, Path name, List<String> names) {
        try {
            BasicFileAttributes attributes = folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isDirectory()) {
                if (globs.stream().anyMatch(glob -> glob.mayMatchBelow(names))) {
                    enter(folder, name, names);
                }
            } else if (globs.stream().anyMatch(glob -> glob.matches(names))) {
                take(folder, name, names, attributes);
            }
        } catch (IOException e) {
            // Gone, closed to us, or swapped for a link since we looked: for the caller it is one case.
            refuse(names);
        }
    }

    private void enter(SecureDirectoryStream<Path> folder, Path name, List<String> names) throws IOException {
        if (names.size() >= MAX_DEPTH) {
            refuse(names);
            return;
        }
        try (SecureDirectoryStream<Path> below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            visit(below, names);
        }
    }

    private void take(SecureDirectoryStream<Path> folder, Path name, List<String> names, BasicFileAttributes found)
            throws IOException {
        if (!found.isRegularFile()
                || found.size() > maxBytesEach
                || total + found.size() > MAX_TOTAL_BYTES
                || files.size() >= MAX_FILES) {
            refuse(names);
            return;
        }
        try (SeekableByteChannel channel = openWithoutHanging(folder, name)) {
            long size = channel.size();
            if (size > maxBytesEach || total + size > MAX_TOTAL_BYTES) {
                refuse(names);
                return;
            }
            byte[] content = new byte[(int) size];
            int read = 0;
            while (read < content.length) {
                int n = channel.read(ByteBuffer.wrap(content, read, content.length - read));
                if (n < 0) {
                    break;
                }
                read += n;
            }
            total += read;
            files.put(
                    String.join("/", names), read == content.length ? content : java.util.Arrays.copyOf(content, read));
        }
    }

    private static SeekableByteChannel openWithoutHanging(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        Set<OpenOption> both = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return folder.newByteChannel(name, both);
        } catch (AccessDeniedException readOnlyFile) {
            return folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (FileSystemException e) {
            if (e.getReason() != null && e.getReason().contains("busy")) {
                return folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            }
            throw e;
        }
    }

    private void refuse(List<String> names) {
        if (refused.size() < MAX_REFUSED) {
            refused.add(String.join("/", names));
        }
    }
}
