package dev.fettle.gate.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.pitest.classinfo.ClassByteArraySource;

/**
 * Class files by name: those of the project, of the jars that it is built with, and of the JDK that we run on. To write a changed method's stack maps one must know
 * the common ancestors of the types in it.
 */
final class ClassFiles implements ClassByteArraySource, AutoCloseable {
    private static final int LARGEST = 4 << 20;

    private final Map<String, byte[]> project;
    private final List<Path> jars;
    private final List<JarFile> open = new ArrayList<>();
    private boolean opened;

    /**
     * Nothing is opened yet.
     *
     * @param project class files by binary name
     */
    ClassFiles(Map<String, byte[]> project, List<Path> jars) {
        this.project = Map.copyOf(project);
        this.jars = List.copyOf(jars);
    }

    @Override
    public Optional<byte[]> getBytes(String name) {
        byte[] own = project.get(name.replace('/', '.'));
        if (own != null) {
            return Optional.of(own);
        }
        String file = name.replace('.', '/') + ".class";
        try {
            byte[] found = ofJdk(file);
            return Optional.ofNullable(found == null ? ofJars(file) : found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte @Nullable [] ofJdk(String file) throws IOException {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private byte @Nullable [] ofJars(String file) throws IOException {
        if (!opened) {
            opened = true;
            for (Path jar : jars) {
                open.add(new JarFile(jar.toFile()));
            }
        }
        for (JarFile jar : open) {
            ZipEntry entry = jar.getEntry(file);
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    return in.readNBytes(LARGEST);
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : open) {
            jar.close();
        }
    }
}
