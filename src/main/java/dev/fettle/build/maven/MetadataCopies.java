package dev.fettle.build.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists of versions are kept by the repository (or mirror) that told them. An offline Maven without the operator's settings does not know a mirror's name,
 * so each list is kept once more as the local one, which every Maven reads.
 */
final class MetadataCopies {
    private MetadataCopies() {}

    /** Looks beside the given artifacts; adds what it wrote to them. */
    static void write(Path cache, Collection<Path> files) {
        Set<Path> folders = new HashSet<>();
        for (Path file : List.copyOf(files)) {
            Path versions = file.getParent() == null ? null : file.getParent().getParent();
            if (versions != null && versions.startsWith(cache) && folders.add(versions)) {
                copy(versions, files);
            }
        }
    }

    private static void copy(Path folder, Collection<Path> files) {
        Path local = folder.resolve("maven-metadata-local.xml");
        try (Stream<Path> list = Files.list(folder)) {
            Path told = list.filter(file -> file.getFileName().toString().startsWith("maven-metadata-")
                            && file.getFileName().toString().endsWith(".xml")
                            && !file.equals(local))
                    .findFirst()
                    .orElse(null);
            if (told != null) {
                Files.copy(told, local, StandardCopyOption.REPLACE_EXISTING);
                files.add(local);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
