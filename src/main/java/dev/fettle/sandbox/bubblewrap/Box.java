package dev.fettle.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Everything of one sandbox on the host's disk, in one folder that names its owner: {@code ctl} (ours alone: filter, arguments, status, the folders of its control groups),
 * {@code etc} (its synthetic files), {@code fs} (its file system, with {@code work} inside).
 *
 * @param root a folder of {@link dev.fettle.sandbox.JobRoots}
 */
record Box(Path root) {
    Path control() {
        return root.resolve("ctl");
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path fileSystem() {
        return root.resolve("fs");
    }

    String groupPrefix() {
        return "fettle-" + root.getFileName();
    }

    /** Makes what is inside the root; the user of the slot may pass through, not look around. */
    void create(List<Path> groupParents) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        folder(control(), "rwx------");
        folder(etc(), "rwxr-xr-x");
        folder(fileSystem(), "rwx--x--x");
        Files.write(groupRecord(), groupParents.stream().map(Path::toString).toList());
    }

    /** Where this sandbox's control groups may be, as noted when it was made. */
    List<Path> groupParents() throws IOException {
        return Files.exists(groupRecord())
                ? Files.readAllLines(groupRecord()).stream().map(Path::of).toList()
                : List.of();
    }

    private Path groupRecord() {
        return control().resolve("groups");
    }

    private static void folder(Path folder, String mode) throws IOException {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }
}
