package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders of jobs below one base, each named after the process that made it, so that what a dead server left can be told from what is in use. */
public final class JobRoots {
    private static final Pattern NAME = Pattern.compile("p(\\d{1,10})\\.(\\d{1,18})-\\d{1,18}");

    private final Path base;
    private final AtomicLong made = new AtomicLong();

    public JobRoots(Path base) {
        this.base = base;
    }

    /** A new, empty, closed folder: {@code <base>/p<pid>.<start ticks>-<number>}. */
    public Path fresh() throws IOException {
        while (true) {
            Path root = base.resolve(HostProcess.current().label() + "-" + made.incrementAndGet());
            try {
                return Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException another) {
                // Another instance in this process counts in the same base.
            }
        }
    }

    /** Folders whose makers are dead. */
    public List<Path> ofTheDead() throws IOException {
        List<Path> dead = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(base)) {
            for (Path entry : listing) {
                Optional<HostProcess> owner = ownerOf(entry);
                if (owner.isPresent() && !owner.get().isAlive()) {
                    dead.add(entry);
                }
            }
        }
        return dead;
    }

    private static Optional<HostProcess> ownerOf(Path root) {
        Matcher name = NAME.matcher(root.getFileName().toString());
        return name.matches()
                ? Optional.of(new HostProcess(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }
}
