package dev.fettle.repair.template;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The few classes of ours that the workshop's process needs, as a jar of their own: all of Fettle has no business beside foreign code. */
final class WorkshopJar {
    private static final List<String> WANTED = List.of("dev/fettle/repair/template/", "dev/fettle/repair/Candidate");

    private WorkshopJar() {}

    /** The jar's bytes. */
    static byte[] bytes() {
        try {
            URI own = WorkshopJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path place = Path.of(own);
            if (Files.isDirectory(place)) {
                return pack(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return pack(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Fettle cannot read its own classes", e);
        } catch (URISyntaxException e) {
            throw new WorkshopException("Fettle does not know where its own classes are", e);
        }
    }

    private static byte[] pack(Path root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(root.resolve("dev/fettle/repair"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (WANTED.stream().anyMatch(name::startsWith)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}
