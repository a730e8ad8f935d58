package dev.fettle.build.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists of versions are kept under the name of the repository (or mirror) that told them. An offline Maven without the operator's settings does not know a mirror's
 * name, so each list is kept once more as the local one, which every Maven reads.
 */
final class MetadataCopies {
    private MetadataCopies() {}

    /** Copies each list; returns the copies. */
    static Set<Path> write(Collection<Path> lists) {
        Set<Path> copies = new TreeSet<>();
        try {
            for (Path list : lists) {
                Path copy = list.resolveSibling("maven-metadata-local.xml");
                if (!list.equals(copy) && Files.isRegularFile(list)) {
                    Files.copy(list, copy, StandardCopyOption.REPLACE_EXISTING);
                    copies.add(copy);
                }
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
