package dev.fettle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where Fettle keeps what it keeps. {@code FETTLE_HOME} says so; else {@code /var/lib/fettle} for root, whose own home is closed to the sandbox's user, and
 * {@code ~/.local/share/fettle} for everybody else.
 *
 * @param root absolute; below it {@code data} (0700), {@code git}, {@code sandbox} and {@code maven} (open for reading, as sandboxes need them)
 */
public record Home(Path root) {
    /** As the environment says. */
    public static Home of(Map<String, String> environment) {
        String chosen = environment.get("FETTLE_HOME");
        if (chosen != null && !chosen.isBlank()) {
            return new Home(Path.of(chosen).toAbsolutePath().normalize());
        }
        if (System.getProperty("user.name", "").equals("root")) {
            return new Home(Path.of("/var/lib/fettle"));
        }
        return new Home(Path.of(System.getProperty("user.home"), ".local", "share", "fettle"));
    }

    /** The database and keys; for the owner alone. */
    public Path data() {
        return folder("data", "rwx------");
    }

    /** Git directories and checked-out trees. */
    public Path git() {
        return folder("git", "rwx------");
    }

    /** Where sandboxes have their folders. */
    public Path sandboxes() {
        return folder("sandbox", "rwxr-xr-x");
    }

    /** Dependencies of the projects that are built. */
    public Path dependencies() {
        return folder("maven", "rwxr-xr-x");
    }

    /** Where the operator keeps packages of MCP servers, in {@code node_modules} and {@code .venv}; need not be there. */
    public Path mcpPackages() {
        return root.resolve("mcp");
    }

    /** Where the operator keeps advisories in the OSV format; need not be there. */
    public Path advisories() {
        return root.resolve("advisories");
    }

    private Path folder(String name, String mode) {
        Path folder = root.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(root);
                Files.createDirectory(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make " + folder + "; set FETTLE_HOME to a folder that may be written", e);
        }
    }
}
