package dev.fettle.build.maven;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.BuildException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Maven that is installed on this machine: what it brings by itself decides which plugins an offline build asks for.
 *
 * @param home its folder, links resolved
 * @param version such as 3.8.7
 * @param plugins versions that its life cycle gives to plugins without one, by {@code groupId:artifactId}
 * @param superPom the text of the model that every model inherits from
 */
record MavenInstallation(Path home, String version, Map<String, String> plugins, String superPom) {
    /** Where distributions put it. */
    static final Path USUAL = Path.of("/usr/share/maven");

    private static final Pattern BINDING =
            Pattern.compile("(org\\.apache\\.maven\\.plugins:maven-[a-z]+-plugin):(\\d[\\w.-]*):[a-zA-Z]+");

    /**
     * Finds Maven by {@code MAVEN_HOME}, {@code M2_HOME} or the path.
     *
     * @throws BuildException when there is none
     */
    static MavenInstallation find(Map<String, String> environment) {
        return find(environment, USUAL);
    }

    /** @param usual where it is looked for last */
    static MavenInstallation find(Map<String, String> environment, Path usual) {
        for (Path candidate : candidates(environment, usual)) {
            try {
                if (Files.isDirectory(candidate.resolve("boot")) && Files.isDirectory(candidate.resolve("lib"))) {
                    return read(candidate.toRealPath());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new BuildException("Maven is not installed: put mvn on the PATH or set MAVEN_HOME.");
    }

    private static List<Path> candidates(Map<String, String> environment, Path usual) {
        List<Path> candidates = new ArrayList<>();
        for (String name : List.of("MAVEN_HOME", "M2_HOME")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                candidates.add(Path.of(value));
            }
        }
        for (String folder : environment.getOrDefault("PATH", "/usr/bin").split(":", -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder).resolve("mvn");
            if (Files.isExecutable(program)) {
                candidates.add(real(program).resolve("../..").normalize());
            }
        }
        candidates.add(usual);
        return candidates;
    }

    private static MavenInstallation read(Path home) throws IOException {
        Path core = jar(home, "maven-core");
        Map<String, String> plugins = new LinkedHashMap<>();
        String version;
        try (ZipFile zip = new ZipFile(core.toFile())) {
            Properties properties = new Properties();
            properties.load(
                    new java.io.StringReader(text(zip, "META-INF/maven/org.apache.maven/maven-core/pom.properties")));
            version = properties.getProperty("version", "").replace("-debian", "");
            // Maven 3.8 lists them in XML files, 3.9 in constants of classes; the text is the same.
            List<String> names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("META-INF/plexus/")
                            || name.startsWith("org/apache/maven/lifecycle/providers/packaging/"))
                    .sorted()
                    .toList();
            for (String name : names) {
                Matcher binding = BINDING.matcher(text(zip, name));
                while (binding.find()) {
                    plugins.putIfAbsent(binding.group(1), binding.group(2));
                }
            }
        }
        try (ZipFile zip = new ZipFile(jar(home, "maven-model-builder").toFile())) {
            return new MavenInstallation(home, version, plugins, text(zip, "org/apache/maven/model/pom-4.0.0.xml"));
        }
    }

    /** The version that the life cycle gives to a plugin, "" when it does not know the plugin. */
    String pluginVersion(String artifactId) {
        return plugins.getOrDefault("org.apache.maven.plugins:" + artifactId, "");
    }

    /** The settings file that holds for all users of this machine. */
    Path globalSettings() {
        return home.resolve("conf/settings.xml");
    }

    /** The jar of the class loader that starts Maven. */
    Path launcher() {
        try (Stream<Path> boot = Files.list(home.resolve("boot"))) {
            return boot.filter(file -> file.getFileName().toString().startsWith("plexus-classworlds")
                            && file.getFileName().toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new BuildException("Maven in " + home + " is not whole: no launcher in boot."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a sandbox must show of it: what Maven is made of, part by part. Never the whole home: where Maven was unpacked
     * from an archive, its {@code conf} holds the operator's settings, with mirrors and passwords.
     */
    List<Path> readOnly() {
        Set<Path> paths = new LinkedHashSet<>();
        for (String part : List.of("boot", "lib", "bin/m2.conf", "conf/logging")) {
            paths.add(home.resolve(part));
            paths.add(real(home.resolve(part)));
        }
        for (String folder : List.of("lib", "boot")) {
            try (Stream<Path> jars = Files.list(home.resolve(folder))) {
                jars.filter(Files::isSymbolicLink).map(MavenInstallation::real).forEach(paths::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // A distribution's package links to jars below /usr, which every sandbox shows, and hides what is an
        // operator's.
        paths.removeIf(path -> !Files.exists(path) || path.startsWith("/usr"));
        return List.copyOf(paths);
    }

    private static Path jar(Path home, String name) throws IOException {
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            return lib.filter(file -> file.getFileName().toString().matches(name + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new BuildException("Maven in " + home + " is not whole: no " + name + " in lib."));
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
