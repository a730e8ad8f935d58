package dev.fettle.app.config;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.SettingsException.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Secrets come from the environment or from files of their own, never from the configuration file, and are never shown. */
final class Secrets {
    private static final long MOST_BYTES = 64 * 1024;

    private final Map<String, String> environment;
    private final Path folder;
    private final List<Mistake> mistakes;

    /** @param folder relative names of files start here */
    Secrets(Map<String, String> environment, Path folder, List<Mistake> mistakes) {
        this.environment = environment;
        this.folder = folder;
        this.mistakes = mistakes;
    }

    /** A secret and where it comes from. */
    record Loaded(Optional<Secret> secret, String source) {}

    /**
     * Loads a secret.
     *
     * @param variable that goes before the file
     * @param file its name, "" for none
     * @param fileSource where that name was written
     */
    Loaded load(String variable, String file, String fileSource, int line) {
        String fromEnvironment = environment.getOrDefault(variable, "").strip();
        if (!fromEnvironment.isEmpty()) {
            return new Loaded(Optional.of(Secret.of(fromEnvironment)), "environment " + variable);
        }
        if (file.isEmpty()) {
            return new Loaded(Optional.empty(), "default");
        }
        Path path = folder.resolve(file);
        String source = "file " + path;
        try {
            if (Files.isDirectory(path)) {
                mistakes.add(new Mistake(fileSource, line, path + " is a folder, and no file"));
                return new Loaded(Optional.empty(), source);
            }
            if (Files.size(path) > MOST_BYTES) {
                mistakes.add(new Mistake(fileSource, line, path + " is too big to be a secret"));
                return new Loaded(Optional.empty(), source);
            }
            if (openToOthers(path)) {
                mistakes.add(new Mistake(
                        fileSource, line, path + " can be read by every user of this machine; run: chmod 600 " + path));
            }
            String text = Files.readString(path).strip();
            if (text.isEmpty()) {
                mistakes.add(new Mistake(fileSource, line, path + " is empty"));
                return new Loaded(Optional.empty(), source);
            }
            return new Loaded(Optional.of(Secret.of(text)), source);
        } catch (NoSuchFileException e) {
            mistakes.add(new Mistake(fileSource, line, path + " does not exist"));
        } catch (IOException e) {
            mistakes.add(new Mistake(fileSource, line, path + " cannot be read: " + e.getMessage()));
        }
        return new Loaded(Optional.empty(), source);
    }

    private static boolean openToOthers(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
