package dev.fettle.repair.trace;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Compiles with the JDK that runs this, and runs with the JUnit that runs this. */
final class JavacBuild implements BuildTool {
    @Override
    public String name() {
        return "javac";
    }

    @Override
    public boolean recognises(Path any) {
        return true;
    }

    @Override
    public Project prepare(Path any) {
        Project.Module module = new Project.Module(
                "",
                "test:house",
                List.of("src/main/java"),
                List.of("src/test/java"),
                "classes",
                "classes",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Project.TestFramework.JUNIT5);
        return Project.asItIs(name(), Path.of(System.getProperty("java.home")), 17, List.of(module), List.of());
    }

    @Override
    public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
        Path root = sandbox.directory();
        String mistakes = compiled(root);
        if (!mistakes.isEmpty()) {
            return run(TestRun.End.DOES_NOT_BUILD, List.of(), mistakes);
        }
        List<TestOutcome> outcomes = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {root.resolve("classes").toUri().toURL()}, JavacBuild.class.getClassLoader())) {
            loader.setDefaultAssertionStatus(true);
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                List<DiscoverySelector> wanted = new ArrayList<>();
                if (only.isEmpty()) {
                    wanted.add(DiscoverySelectors.selectClass(loader.loadClass("house.PlainTest")));
                }
                for (TestId id : only) {
                    wanted.add(DiscoverySelectors.selectClass(loader.loadClass(id.className())));
                }
                LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(wanted)
                                        .build(),
                                new Heard(outcomes));
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        boolean red = outcomes.stream().anyMatch(TestOutcome::red);
        return run(red ? TestRun.End.RED : TestRun.End.PASSED, outcomes, "");
    }

    private static String compiled(Path root) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                root.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path").replace(";", File.pathSeparator)));
        try (Stream<Path> files = Files.walk(root.resolve("src"))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(new String[0]));
        return status == 0 ? "" : said.toString(StandardCharsets.UTF_8);
    }

    private static TestRun run(TestRun.End end, List<TestOutcome> outcomes, String diagnosis) {
        Execution execution = new Execution(Execution.End.EXITED, 0, "", "", false, Duration.ofSeconds(1));
        return new TestRun(end, new TestReport(outcomes), execution, diagnosis);
    }

    @Override
    public String command(Path any, Project project, List<TestId> only) {
        return "javac";
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return run(TestRun.End.PASSED, List.of(), "");
    }

    /** What the platform tells of tests. */
    private record Heard(List<TestOutcome> outcomes) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (!test.isTest() || !(test.getSource().orElse(null) instanceof MethodSource method)) {
                return;
            }
            TestId id = new TestId(method.getClassName(), method.getMethodName());
            outcomes.add(result.getThrowable()
                    .map(thrown -> new TestOutcome(id, TestOutcome.Status.ERROR, Duration.ofMillis(1), failure(thrown)))
                    .orElseGet(() -> new TestOutcome(id, TestOutcome.Status.PASSED, Duration.ofMillis(1), null)));
        }

        private static TestOutcome.Failure failure(Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return new TestOutcome.Failure(
                    thrown.getClass().getName(), String.valueOf(thrown.getMessage()), trace.toString());
        }
    }
}
