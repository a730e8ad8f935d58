package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a change into a person's folder, when they asked for it. All of it or nothing: every file must still be as the change found it. */
public final class FolderEdit {
    private FolderEdit() {}

    /**
     * Applies a change of text files.
     *
     * @throws WorkspaceException when a file is no longer as it was, a path is not allowed, or the change holds something that is no text;
     *     the folder is as before then
     */
    public static void apply(Path folder, Change change) {
        TreeFiles files = new TreeFiles(real(folder));
        Map<FileChange, Path> places = new LinkedHashMap<>();
        for (FileChange file : change.files()) {
            places.put(file, check(files, file));
        }
        Map<Path, Path> ready = new LinkedHashMap<>();
        try {
            for (Map.Entry<FileChange, Path> entry : places.entrySet()) {
                String after = entry.getKey().after();
                if (after != null) {
                    byte[] bytes = Texts.like(files.read(entry.getKey().path()).orElse(null), after);
                    ready.put(write(entry.getValue(), bytes), entry.getValue());
                }
            }
            for (Map.Entry<Path, Path> entry : ready.entrySet()) {
                Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
            for (FileChange file : places.keySet()) {
                if (file.kind() == FileChange.Kind.DELETED) {
                    files.delete(file.path());
                }
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot write to " + folder, e);
        } finally {
            removeLeft(new ArrayList<>(ready.keySet()));
        }
    }

    private static Path check(TreeFiles files, FileChange file) {
        TreePath.requireWritable(file.path());
        String shown = GitNames.printable(file.path());
        boolean text = switch (file.kind()) {
            case ADDED -> file.after() != null;
            case DELETED -> file.before() != null;
            case MODIFIED -> file.before() != null && file.after() != null;
        };
        if (!text) {
            throw new WorkspaceException(shown + " is not text: nothing was changed");
        }
        Path place = files.locate(file.path())
                .orElseThrow(() -> new WorkspaceException("there is a link on the way to " + shown));
        @Nullable String now = files.read(file.path()).flatMap(Texts::source).orElse(null);
        boolean there = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        boolean asBefore = file.kind() == FileChange.Kind.ADDED ? !there : now != null && now.equals(file.before());
        if (!asBefore) {
            throw new WorkspaceException(
                    shown + " changed since Fettle read it: nothing was changed; run the command again");
        }
        return place;
    }

    private static Path write(Path place, byte[] bytes) throws IOException {
        Path folder = place.getParent();
        if (folder == null) {
            throw new IOException("no folder above " + place);
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".fettle-", ".tmp");
        Files.write(temporary, bytes);
        if (place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    ? Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS)
                    : java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--");
            Files.setPosixFilePermissions(temporary, permissions);
        }
        return temporary;
    }

    private static void removeLeft(List<Path> temporaries) {
        for (Path temporary : temporaries) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                throw new WorkspaceException("cannot remove " + temporary + ": remove it by hand", e);
            }
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new WorkspaceException(folder + " is not there", e);
        }
    }
}
