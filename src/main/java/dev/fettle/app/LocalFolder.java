package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A person's folder, and the repository in which it lies. */
final class LocalFolder {
    private final Path folder;

    LocalFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The root of the git repository that the folder is in, which may be the folder itself; empty where it is in none. */
    Optional<Path> repository() {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** The root of the repository where the folder is only a part of it. */
    Optional<Path> repositoryAbove() {
        return repository().filter(root -> !root.equals(folder));
    }

    /**
     * What the repository's own file says, as it lies; the defaults where there is none.
     *
     * @throws SettingsException when it has mistakes
     */
    RepositorySettings settings() {
        Path file = repository().orElse(folder).resolve(RepositorySettings.PATH);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return RepositorySettings.DEFAULT;
        }
        try {
            return new RepositoryFile(RepositorySettings.DEFAULT).read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
