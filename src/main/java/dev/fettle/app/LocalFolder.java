package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A person's folder, and the repository in which it lies. */
final class LocalFolder {
    private static final String POM = "pom.xml";
    private static final int MOST_NAMED = 5;

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

    /** Where else the work may be that somebody looked for here, in a sentence; empty where nothing tells. */
    Optional<String> elsewhere() {
        return projectAbove()
                .map(above -> "This folder is a module of the project in " + above + ": name that folder instead.")
                .or(() ->
                        repositoriesBelow().map(below -> "Repositories of their own lie in " + below + ": name one."));
    }

    /** The folder above, where its pom says that this one is a module of it. */
    private Optional<Path> projectAbove() {
        Path above = folder.getParent();
        Path name = folder.getFileName();
        if (above == null || name == null || !Files.isRegularFile(folder.resolve(POM))) {
            return Optional.empty();
        }
        try {
            String pom = Files.isRegularFile(above.resolve(POM)) ? Files.readString(above.resolve(POM)) : "";
            return pom.matches("(?s).*<module>\\s*(\\./)?" + Pattern.quote(name.toString()) + "/?\\s*</module>.*")
                    ? Optional.of(above)
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> repositoriesBelow() {
        if (Files.exists(folder.resolve(".git"))) {
            return Optional.empty();
        }
        try (Stream<Path> below = Files.list(folder)) {
            List<String> names = below.filter(each -> Files.exists(each.resolve(".git")))
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .limit(MOST_NAMED)
                    .toList();
            return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
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
