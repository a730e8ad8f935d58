import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Makes the probe's jar, the one jar that Fettle puts on the class path of foreign code: the probe's classes with ASM and JaCoCo
 * under names of their own, so that they never meet another version of either in the repository under repair.
 *
 * <p>The build runs this file from source: {@code java -cp <asm> ProbeJar.java OUT MANIFEST CLASSES-DIR LIBRARY-JAR...}. The same
 * input gives the same bytes.
 */
public final class ProbeJar {

    /** Old package to new; entries, class names and the string constants that hold such names are all renamed. */
    private static final Map<String, String> RENAMED = Map.of(
            "org/objectweb/asm/", "dev/fettle/probe/shaded/asm/", "org/jacoco/", "dev/fettle/probe/shaded/jacoco/");

    private static final LocalDateTime TIME_OF_EVERY_ENTRY = LocalDateTime.of(2026, 11, 1, 0, 0);

    private ProbeJar() {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        Manifest manifest;
        try (InputStream in = Files.newInputStream(Path.of(args[1]))) {
            manifest = new Manifest(in);
        }
        TreeMap<String, byte[]> entries = new TreeMap<>();
        for (String library : Arrays.asList(args).subList(3, args.length)) {
            addLibrary(Path.of(library), entries);
        }
        addClasses(Path.of(args[2]), entries);
        Files.createDirectories(out.getParent());
        try (OutputStream file = Files.newOutputStream(out);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            write(zip, JarFile.MANIFEST_NAME, bytes(manifest));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(zip, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void addLibrary(Path jar, Map<String, byte[]> entries) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : file.stream().toList()) {
                String name = entry.getName();
                if (entry.isDirectory() || rename(name).equals(name)) {
                    continue; // only what lies in the renamed packages: no module-info, no licence, no manifest
                }
                try (InputStream in = file.getInputStream(entry)) {
                    add(name, in.readAllBytes(), entries);
                }
            }
        }
    }

    private static void addClasses(Path root, Map<String, byte[]> entries) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file), entries);
            }
        }
    }

    private static void add(String name, byte[] content, Map<String, byte[]> entries) {
        entries.put(rename(name), name.endsWith(".class") ? renamed(content) : content);
    }

    private static byte[] renamed(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new ClassRemapper(writer, new Renamer()), 0);
        return writer.toByteArray();
    }

    private static String rename(String path) {
        for (Map.Entry<String, String> entry : RENAMED.entrySet()) {
            if (path.startsWith(entry.getKey())) {
                return entry.getValue() + path.substring(entry.getKey().length());
            }
        }
        return path;
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME_OF_EVERY_ENTRY);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(Manifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static final class Renamer extends Remapper {

        Renamer() {
            super(org.objectweb.asm.Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            return rename(internalName);
        }

        @Override
        public Object mapValue(Object value) {
            if (value instanceof String text) {
                String path = rename(text);
                if (!path.equals(text)) {
                    return path;
                }
                String dotted = rename(text.replace('.', '/'));
                return dotted.equals(text.replace('.', '/')) ? text : dotted.replace('/', '.');
            }
            return super.mapValue(value);
        }
    }
}
