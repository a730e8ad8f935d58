package dev.fettle.store.folder;

import dev.fettle.base.Secret;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner can read. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Makes the folder (0700) when it is not there. Folders above it are made as open as others are: one may be FETTLE_HOME, through which sandboxes reach
     * what they build with.
     */
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(folder, attributes("rwx------"));
        }
    }

    /** What is told where a folder cannot be worked in: the file system's own message is often nothing but a path. */
    public static StoreException unusable(Path folder, IOException why) {
        String cause = why instanceof FileAlreadyExistsException
                ? "it is no folder"
                : why instanceof AccessDeniedException
                        ? "this user may not write to " + why.getMessage()
                        : why.toString();
        return new StoreException(
                "The data folder " + folder + " cannot be used: " + cause
                        + ". Give it to Fettle's own user, or name another one: data_dir in the settings.",
                why);
    }

    /** Makes an empty file (0600) when it is not there, and takes rights of others away when it is. */
    public static void file(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, attributes("rw-------"));
        } else if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Writes the whole content, so that after a crash either the old or the new is there. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        file(next);
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a secret to a file of its own, so that after a crash either the old or the new is there. */
    public static void secret(Path file, Secret secret) throws IOException {
        replace(file, secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether nobody but its owner can read or write it, as far as this file system knows. */
    public static boolean isPrivate(Path file) throws IOException {
        if (!POSIX) {
            return true;
        }
        Set<PosixFilePermission> owner = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
        return owner.containsAll(Files.getPosixFilePermissions(file));
    }

    private static FileAttribute<?>[] attributes(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
