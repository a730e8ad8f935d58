package dev.fettle.repair.template;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Reproduction;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.PathHistory;
import dev.fettle.workspace.PushResult;
import dev.fettle.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A red module written in a test and compiled where a build would put its classes; the tests' framework is the one that runs this very test. */
public final class RedProject {
    private final Path root;
    private final Path jars;
    private final Set<String> modules = new LinkedHashSet<>();
    private String module = "";
    private Charset charset = StandardCharsets.UTF_8;

    public RedProject(Path folder) throws IOException {
        // The sandbox's user must be able to pass through to the libraries.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        root = Files.createDirectories(folder.resolve("tree"));
        jars = Files.createDirectories(folder.resolve("jars"));
    }

    /** What follows is of this module; by itself it needs no other. */
    RedProject module(String name) {
        module = name + "/";
        return this;
    }

    public RedProject production(String path, String source) throws IOException {
        return write("src/main/java/" + path, source);
    }

    public RedProject test(String path, String source) throws IOException {
        return write("src/test/java/" + path, source);
    }

    /** From now on sources are written in this charset; the build knows. */
    RedProject in(Charset other) {
        charset = other;
        return this;
    }

    private RedProject write(String path, String source) throws IOException {
        modules.add(module);
        Path file = root.resolve(module + path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(root));
        Files.writeString(file, source, charset);
        return this;
    }

    public Problem problem() throws IOException {
        List<Path> libraries = libraries();
        List<Project.Module> built = new ArrayList<>();
        for (String prefix : modules) {
            compile(prefix + "src/main/java", prefix + "target/classes", libraries);
            List<Path> withOwn = new ArrayList<>(libraries);
            withOwn.add(root.resolve(prefix + "target/classes"));
            compile(prefix + "src/test/java", prefix + "target/test-classes", withOwn);
            built.add(new Project.Module(
                    prefix.replace("/", ""),
                    "test:red" + prefix.replace("/", ""),
                    List.of(prefix + "src/main/java"),
                    List.of(prefix + "src/test/java"),
                    prefix + "target/classes",
                    prefix + "target/test-classes",
                    libraries,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    TestFramework.JUNIT5));
        }
        Project project = Project.asItIs("none", Path.of(System.getProperty("java.home")), 17, built, List.of(jars));
        return new Problem(new Tree(root, charset), new Compiled(charset), project, List.of(), null, Map.of());
    }

    /** As if the build had seen these tests fail. */
    public Reproduction reproduction(List<String> failing) {
        List<TestOutcome> red = failing.stream()
                .map(TestId::parse)
                .map(id -> new TestOutcome(
                        id, TestOutcome.Status.FAILED, Duration.ZERO, new TestOutcome.Failure("", "", "")))
                .toList();
        Stream<TestOutcome> classes = red.stream()
                .map(one -> new TestId(one.id().className(), ""))
                .distinct()
                .map(id -> new TestOutcome(id, TestOutcome.Status.PASSED, Duration.ZERO, null));
        return new Reproduction(red, new TestReport(classes.toList()), Set.of(), Set.of(), null);
    }

    /** As if the build had run this test alone. */
    Reproduction beforeTheSuiteIsKnown(String failing) {
        Reproduction known = reproduction(List.of(failing));
        return new Reproduction(known.red(), new TestReport(known.red()), false, Set.of(), Set.of(), null);
    }

    private void compile(String from, String to, List<Path> classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-g",
                "-nowarn",
                "-encoding",
                charset.name(),
                "-d",
                Files.createDirectories(root.resolve(to)).toString(),
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList())));
        try (Stream<Path> files = Files.walk(root.resolve(from))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the test's own source does not compile");
        }
    }

    /** Copies, since the originals may lie where the sandbox's user cannot look. */
    private List<Path> libraries() throws IOException {
        List<String> wanted = List.of("junit-jupiter-", "junit-platform-", "opentest4j", "apiguardian");
        List<Path> copies = new ArrayList<>();
        for (String entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator))) {
            String name = new File(entry).getName();
            if (wanted.stream().anyMatch(name::startsWith)) {
                Path copy = jars.resolve(name);
                if (!Files.exists(copy)) {
                    Files.copy(Path.of(entry), copy);
                }
                copies.add(copy);
            }
        }
        return copies;
    }

    /** The tests are compiled already; the program is, as it lies in the sandbox. */
    private record Compiled(Charset charset) implements BuildTool {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public boolean recognises(Path tree) {
            return true;
        }

        @Override
        public Project prepare(Path tree) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String command(Path tree, Project project, List<TestId> only) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
            Project.Module module = project.modules().get(0); // no test here changes another
            List<String> argv = new ArrayList<>(List.of(
                    project.javaHome().resolve("bin/javac").toString(),
                    "-g",
                    "-nowarn",
                    "-encoding",
                    charset.name(),
                    "-d",
                    module.classes()));
            argv.addAll(sandbox.collect(List.of(module.sources().get(0) + "/**/*.java"), 1 << 20)
                    .files()
                    .keySet());
            List<Path> visible = new ArrayList<>(project.readOnly());
            visible.add(project.javaHome());
            Execution done =
                    sandbox.run(new Command(argv, Map.of("PATH", "/usr/bin:/bin"), "", visible), Limits.build(limit));
            TestRun.End end = done.exitCode() == 0 ? TestRun.End.PASSED : TestRun.End.DOES_NOT_BUILD;
            return new TestRun(end, new TestReport(List.of()), done, done.stderr());
        }
    }

    /** Files of a folder, never written. */
    private record Tree(Path root, Charset charset) implements Workspace {
        @Override
        public String base() {
            return "0".repeat(40);
        }

        @Override
        public Optional<String> read(String path) {
            try {
                return Optional.of(Files.readString(root.resolve(path), charset));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> files() {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .filter(path -> path.endsWith(".java"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(Map<String, String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Change change() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String commit(CommitMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PushResult push(String commit, String branch, String expected) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, List<Integer>> linesChangedSince(String commit) {
            return Map.of();
        }

        @Override
        public Optional<PathHistory> history(String path, List<Integer> lines) {
            return Optional.empty();
        }

        @Override
        public List<dev.fettle.workspace.BranchHistory.Step> steps(
                java.util.function.Predicate<String> message, int most) {
            return List.of();
        }

        @Override
        public List<String> messages(int most) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
