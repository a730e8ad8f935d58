package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a host tree to a place that foreign code cannot reach yet. Pipes, sockets and devices stay behind, and so do links that lead out of the tree. */
final class TreeCopy extends SimpleFileVisitor<Path> {
    private static final Logger LOG = LoggerFactory.getLogger(TreeCopy.class);

    private final Path source;
    private final Path target;
    private final Ownership owner;

    private TreeCopy(Path source, Path target, Ownership owner) {
        this.source = source;
        this.target = target;
        this.owner = owner;
    }

    static void copy(Path source, Path target, Ownership owner) throws IOException {
        Files.walkFileTree(source, new TreeCopy(source, target, owner));
    }

    private Path targetOf(Path path) {
        Path relative = source.relativize(path);
        return relative.toString().isEmpty() ? target : target.resolve(relative);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        owner.give(Files.createDirectory(targetOf(folder)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path to = targetOf(file);
        if (attributes.isSymbolicLink()) {
            copyLink(file, to);
        } else if (attributes.isRegularFile()) {
            Files.copy(file, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
            boolean program = Files.isExecutable(file);
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            owner.give(to);
        } else {
            LOG.info("left out of the sandbox, neither file nor folder nor link: {}", file);
        }
        return FileVisitResult.CONTINUE;
    }

    private void copyLink(Path link, Path to) throws IOException {
        Path points = Files.readSymbolicLink(link);
        Path parent = link.getParent();
        boolean inside = !points.isAbsolute()
                && parent != null
                && parent.resolve(points).normalize().startsWith(source.normalize());
        if (inside) {
            owner.give(Files.createSymbolicLink(to, points));
        } else {
            LOG.info("left out of the sandbox, a link that leads out of its tree: {}", link);
        }
    }
}
