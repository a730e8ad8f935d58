package dev.fettle.build.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The two files that Maven reads in a sandbox in place of the operator's: settings that say nothing, and the JDKs there are. Beside the cache, read-only. */
final class SandboxFiles {
    private SandboxFiles() {}

    static Path settings(Path cache) {
        return cache.resolve(".fettle/settings.xml");
    }

    static Path toolchains(Path cache) {
        return cache.resolve(".fettle/toolchains.xml");
    }

    static void write(Path cache, List<Jdk> jdks) {
        StringBuilder toolchains = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<toolchains>\n");
        for (Jdk jdk : jdks) {
            String version = jdk.feature() <= 8 ? "1." + jdk.feature() : String.valueOf(jdk.feature());
            toolchains
                    .append("  <toolchain><type>jdk</type><provides><version>")
                    .append(version)
                    .append("</version></provides><configuration><jdkHome>")
                    .append(jdk.home())
                    .append("</jdkHome></configuration></toolchain>\n");
        }
        toolchains.append("</toolchains>\n");
        try {
            Path folder = Files.createDirectories(cache.resolve(".fettle"));
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            put(settings(cache), "<settings/>\n");
            put(toolchains(cache), toolchains.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
            return;
        }
        Path part = Files.createTempFile(file.getParent(), "", ".part");
        Files.writeString(part, text);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
