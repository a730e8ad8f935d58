package dev.fettle.build.maven;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.Sha256;
import dev.fettle.build.BuildException;
import dev.fettle.build.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what was prepared, by what it depends on, with the checksum of every file it brought into the cache. */
final class PreparedStore {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path cache;
    private final Path folder;

    PreparedStore(Path cache) {
        this.cache = cache;
        this.folder = cache.resolve(".fettle/prepared");
    }

    /** What is kept. @param files checksum (SHA-256, hex) by path relative to the cache */
    record Entry(Project project, Map<String, String> files) {}

    /**
     * The remembered project, when every file of it is in the cache as it was. A changed file is removed, so that it is fetched anew, and no build sees it.
     */
    Optional<Project> find(String key) {
        Path file = folder.resolve(key + ".json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(file.toFile(), Entry.class);
            boolean whole = true;
            for (Map.Entry<String, String> one : entry.files().entrySet()) {
                Path artifact = cache.resolve(one.getKey());
                if (!Files.isRegularFile(artifact)) {
                    whole = false;
                } else if (!sha256(artifact).equals(one.getValue())) {
                    LOG.warn(
                            "{} in the dependency cache is not what was fetched; it is removed and fetched again",
                            artifact);
                    Files.delete(artifact);
                    whole = false;
                }
            }
            return whole && Files.isDirectory(entry.project().javaHome())
                    ? Optional.of(entry.project())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.info("what was prepared as {} cannot be read and is made anew: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    /** Remembers a project. */
    void keep(String key, Project project, Collection<Path> files) {
        Map<String, String> sums = new TreeMap<>();
        try {
            for (Path file : files) {
                sums.put(cache.relativize(file).toString(), sha256(file));
            }
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, key, ".part");
            JSON.writeValue(part.toFile(), new Entry(project, sums));
            Files.move(part, folder.resolve(key + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens files and the folders above them to every user for reading: the sandbox's own user must see them. */
    void open(Collection<Path> files) {
        try {
            for (Path file : files) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                for (Path parent = file.getParent();
                        parent != null && parent.startsWith(cache);
                        parent = parent.getParent()) {
                    if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(parent))
                            .equals("rwxr-xr-x")) {
                        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key over texts and files. */
    static String key(Collection<String> texts, Collection<Path> files) {
        MessageDigest digest = Sha256.begun();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        try {
            for (Path file : files) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            }
        } catch (IOException e) {
            throw new BuildException("A file of the build cannot be read: " + e.getMessage(), e);
        }
        return Sha256.hex(digest).substring(0, 40);
    }

    /** The checksum of one file (SHA-256, hex). */
    static String checksum(Path file) {
        try {
            return sha256(file);
        } catch (IOException e) {
            throw new BuildException("A file of the build cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.begun();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest);
    }
}
