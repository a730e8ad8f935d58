package dev.fettle.app.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One state of a corpus case, compiled and its tests run in this JVM: the corpus is our own code. */
final class CompiledCase {
    private static final StandardJavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private final Path classes;
    private final List<String> tests;

    private CompiledCase(Path classes, List<String> tests) {
        this.classes = classes;
        this.tests = tests;
    }

    /** What ran. */
    record Ran(Set<String> green, Set<String> red) {}

    static CompiledCase of(Map<String, String> files, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".java")) {
                Path place = folder.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.writeString(place, file.getValue());
                sources.add(place);
                if (file.getKey().endsWith("Test.java")) {
                    tests.add(file.getKey()
                            .replace("src/test/java/", "")
                            .replace(".java", "")
                            .replace('/', '.'));
                }
            }
        }
        // One file manager for all cases: to open the class path is most of what a small compilation costs.
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        FILES,
                        null,
                        List.of("-nowarn", "-proc:none", "-d", classes.toString()),
                        null,
                        FILES.getJavaFileObjectsFromPaths(sources))
                .call();
        if (!compiled) {
            throw new AssertionError("the case does not compile");
        }
        return new CompiledCase(classes, tests);
    }

    Ran run() throws Exception {
        Set<String> green = new TreeSet<>();
        Set<String> red = new TreeSet<>();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
            for (String test : tests) {
                request.selectors(selectClass(loader.loadClass(test)));
            }
            LauncherDiscoveryRequest built = request.build();
            LauncherFactory.create().execute(built, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                        (passed ? green : red).add(name(test));
                    }
                }
            });
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        green.removeAll(red);
        return new Ran(green, red);
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(MethodSource.class::cast)
                .map(source -> source.getClassName() + "#" + source.getMethodName())
                .orElseGet(test::getDisplayName);
    }
}
