package dev.fettle.improve.kit;

import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds tiny projects without starting anything: a test is a line {@code test <name>: <path> says <text>} of a file below {@code src/test/java}, and is green
 * when the file at the path has the text. A test file that throws is red, as it would be anywhere.
 */
public final class TextBuild implements BuildTool {
    private static final String TESTS = "src/test/java";
    private static final Pattern TEST = Pattern.compile("// test (\\w+): (\\S+) says (.+)");
    private static final Pattern THROWS = Pattern.compile("void (\\w+)\\(\\) \\{\\s+throw new AssertionError");

    private Runnable meanwhile = () -> {};
    private String more = "";
    private int run;
    private int lucky;
    private String repositories = "any repository";

    /** Something happens outside while the next tests run. */
    public void meanwhile(Runnable outside) {
        meanwhile = outside;
    }

    /** Every test is green in the n-th run from now, whatever the tree says. */
    public void greenByChance(int number) {
        lucky = run + number;
    }

    /** Where what is missing was looked for. */
    public void missingSays(String words) {
        repositories = words;
    }

    /** What red tests say besides. */
    public void redTestsAlsoSay(String words) {
        more = " " + words;
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public boolean recognises(Path tree) {
        return Files.exists(tree.resolve("build.txt"));
    }

    @Override
    public Project prepare(Path tree) {
        if (read(tree.resolve("build.txt")).contains("missing")) {
            throw new BuildException("org.example:gone:1.0 cannot be had from " + repositories);
        }
        if (read(tree.resolve("build.txt")).contains("fills the disk")) {
            throw new UncheckedIOException(
                    new FileSystemException("cache/a.jar.part", null, "No space left on device"));
        }
        Project.Module module = new Project.Module(
                "",
                "demo:demo",
                List.of("src/main/java"),
                List.of(TESTS),
                "classes",
                "test-classes",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Project.TestFramework.JUNIT5);
        return Project.asItIs(name(), Path.of("/"), 17, List.of(module), List.of());
    }

    @Override
    public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
        Runnable outside = meanwhile;
        meanwhile = () -> {};
        outside.run();
        run++;
        Path root = sandbox.directory();
        List<TestOutcome> outcomes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve(TESTS))) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> outcomes.addAll(outcomes(root, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!only.isEmpty()) {
            outcomes.removeIf(outcome -> only.stream()
                    .noneMatch(wanted -> wanted.className().equals(outcome.id().className())
                            && (wanted.method().isEmpty()
                                    || wanted.method().equals(outcome.id().method()))));
        }
        boolean red = outcomes.stream().anyMatch(TestOutcome::red);
        End end = outcomes.isEmpty() ? End.NO_TESTS : red ? End.RED : End.PASSED;
        return run(end, outcomes);
    }

    @Override
    public String command(Path tree, Project project, List<TestId> only) {
        return only.isEmpty() ? "text test" : "text test " + only.get(0);
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return run(End.PASSED, List.of());
    }

    private static TestRun run(End end, List<TestOutcome> outcomes) {
        Execution execution =
                new Execution(Execution.End.EXITED, end == End.RED ? 1 : 0, "", "", false, Duration.ofSeconds(1));
        return new TestRun(end, new TestReport(outcomes), execution, end == End.NO_TESTS ? "no test ran" : "");
    }

    private List<TestOutcome> outcomes(Path root, Path file) {
        String className = root.resolve(TESTS)
                .relativize(file)
                .toString()
                .replaceAll("\\.java$", "")
                .replace('/', '.');
        String text = read(file);
        List<TestOutcome> outcomes = new ArrayList<>();
        Matcher test = TEST.matcher(text);
        while (test.find()) {
            TestId id = new TestId(className, test.group(1));
            String path = test.group(2);
            boolean green = run == lucky
                    || Files.exists(root.resolve(path))
                            && read(root.resolve(path)).contains(test.group(3).strip());
            outcomes.add(green ? green(id) : red(id, path + " does not say " + test.group(3)));
        }
        Matcher thrown = THROWS.matcher(text);
        while (thrown.find()) {
            outcomes.add(red(new TestId(className, thrown.group(1)), "it throws"));
        }
        return outcomes;
    }

    private static TestOutcome green(TestId id) {
        return new TestOutcome(id, Status.PASSED, Duration.ofMillis(5), null);
    }

    private TestOutcome red(TestId id, String message) {
        return new TestOutcome(
                id,
                Status.FAILED,
                Duration.ofMillis(5),
                new Failure(
                        "java.lang.AssertionError",
                        message + more,
                        more.isEmpty() ? "" : "java.lang.AssertionError:" + more));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1); // every byte is text
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
