package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A module written in a test: sources by path, compiled where a build would put the classes. */
final class SmallProject {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private final Path root;
    private final Map<String, String> production = new LinkedHashMap<>();
    private final Map<String, String> tests = new LinkedHashMap<>();
    private final TestFramework framework;

    SmallProject(Path root, TestFramework framework) {
        this.root = root;
        this.framework = framework;
    }

    /** A production class, named by its file. */
    SmallProject production(String path, String source) {
        production.put(path, source);
        return this;
    }

    SmallProject test(String path, String source) {
        tests.put(path, source);
        return this;
    }

    /** Paths of its sources, relative to its root. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        production.keySet().forEach(path -> files.add("src/main/java/" + path));
        tests.keySet().forEach(path -> files.add("src/test/java/" + path));
        return files;
    }

    /** The text of a source. */
    Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Lets a production source look as if the build had generated it. */
    void forget(String path) {
        production.remove(path.substring("src/main/java/".length()));
    }

    /** Writes and compiles everything. */
    SmallProject compiled() throws IOException {
        write("src/main/java", production);
        write("src/test/java", tests);
        compile("src/main/java", production, "target/classes", jars());
        List<Path> path = new ArrayList<>(jars());
        path.add(root.resolve("target/classes"));
        compile("src/test/java", tests, "target/test-classes", path);
        return this;
    }

    private void write(String folder, Map<String, String> sources) throws IOException {
        for (Map.Entry<String, String> entry : sources.entrySet()) {
            Path file = root.resolve(folder).resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
    }

    private void compile(String folder, Map<String, String> sources, String into, List<Path> path) throws IOException {
        Path out = root.resolve(into);
        Files.createDirectories(out);
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-d", out.toString(), "-cp", join(path)));
        sources.keySet()
                .forEach(
                        name -> arguments.add(root.resolve(folder).resolve(name).toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the test's own source does not compile");
        }
    }

    /** Compiles one production class in another shape, as a batch of variants. */
    Map<String, byte[]> variant(String path, String source) throws IOException {
        Path folder = Files.createTempDirectory(root, "variant");
        Path file = folder.resolve("src").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path out = Files.createDirectories(folder.resolve("out"));
        List<Path> classPath = List.of(root.resolve("target/classes"), ownClasses());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, "-g", "-d", out.toString(), "-cp", join(classPath), file.toString()) != 0) {
            throw new IllegalStateException("the variant does not compile");
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (var files = Files.walk(out)) {
            for (Path found : files.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(found).toString().replace(File.separatorChar, '.');
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(found));
            }
        }
        return classes;
    }

    private static Path ownClasses() {
        try {
            return Path.of(dev.fettle.probe.Switch.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String join(List<Path> path) {
        return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
    }

    /** The test frameworks are those that run this very test. */
    private List<Path> jars() {
        List<String> wanted = switch (framework) {
            case JUNIT4, JUNIT3 -> List.of("junit-4", "hamcrest-");
            case JUNIT5 ->
                List.of(
                        "junit-jupiter-",
                        "junit-platform-engine",
                        "junit-platform-commons",
                        "junit-platform-launcher",
                        "opentest4j",
                        "apiguardian");
            case TESTNG -> List.of("testng", "jcommander", "jquery", "slf4j-api");
            case NONE -> List.of();
        };
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> wanted.stream()
                        .anyMatch(start -> jar.getFileName().toString().startsWith(start)))
                .toList();
    }

    /** Copies the compiled tree and the frameworks' jars into a sandbox. */
    Project in(Sandbox sandbox) {
        return in(sandbox, JAVA_HOME);
    }

    Project in(Sandbox sandbox, Path javaHome) {
        sandbox.copyIn(root, "");
        List<Path> inside = new ArrayList<>();
        for (Path jar : jars()) {
            sandbox.copyIn(jar, "lib/" + jar.getFileName());
            inside.add(sandbox.directory().resolve("lib").resolve(jar.getFileName()));
        }
        Project.Module module = new Project.Module(
                "",
                "test:small",
                List.of("src/main/java"),
                List.of("src/test/java"),
                "target/classes",
                "target/test-classes",
                inside,
                List.of(),
                Map.of("told.by.build", "yes"),
                Map.of("TOLD_BY_BUILD", "yes"),
                List.of(),
                framework);
        return Project.asItIs("maven", javaHome, 17, List.of(module), List.of());
    }
}
