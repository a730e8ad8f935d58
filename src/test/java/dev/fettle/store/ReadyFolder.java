package dev.fettle.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.stream.Stream;

/** An empty store as a first start leaves it. Making one takes the longest part of a short test, and it is the same each time: it is made once, and copied. */
public final class ReadyFolder {
    private ReadyFolder() {}

    /** The folder, with an empty store in it unless it holds something already. */
    public static Path at(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isEmpty()) {
                    copy(Made.FOLDER, folder);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> !file.endsWith("fettle.lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static final class Made {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("fettle-empty-store");
                folder.toFile().deleteOnExit();
                Stores.open(folder, InstantSource.system(), text -> text).close();
                try (Stream<Path> files = Files.list(folder)) {
                    files.forEach(file -> file.toFile().deleteOnExit());
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
