package dev.fettle.probe;

import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One module opened in this JVM: its libraries loaded once and for all, its own classes as often as a run asks. */
final class Session {
    /** A shared loader is renewed after so many runs, lest static state pile up. */
    private static final int RUNS_OF_A_LOADER = 64;

    private final ProjectClasses classes;
    private final ClassLoader libraries;
    private final boolean keepLauncher;
    private final List<Framework> frameworks = new ArrayList<>();
    private final ThreadGroup group = new ThreadGroup("tests");
    private final JvmState state;
    private final Watchdog watchdog;
    private final Leftovers leftovers = new Leftovers(group);
    private final long stackBytes;
    private final Map<String, Shared> shared = new HashMap<>();

    Session(
            List<Path> tests,
            List<Path> production,
            List<Path> jars,
            int stackKilobytes,
            Consumer<List<StackTraceElement[]>> callForHelp)
            throws IOException {
        classes = new ProjectClasses(tests, production);
        libraries = new URLClassLoader(ProjectLoader.urls(jars), Session.class.getClassLoader());
        keepLauncher = !classes.hasResource("META-INF/services/org.junit.platform.launcher.TestExecutionListener")
                && !classes.hasResource("META-INF/services/org.junit.platform.launcher.LauncherSessionListener")
                && !classes.hasResource("META-INF/services/org.junit.platform.launcher.PostDiscoveryFilter")
                && !classes.hasResource("META-INF/services/org.junit.platform.engine.TestEngine");
        stackBytes = stackKilobytes * 1024L;
        setClassPath(jars);
        state = new JvmState();
        Watchdog[] self = new Watchdog[1];
        self[0] = new Watchdog(group, () -> callForHelp.accept(self[0].samples()));
        watchdog = self[0];
        watchdog.start();
        addFrameworks();
    }

    /** As Surefire does: tests that start a JVM of their own take the class path from this property. */
    private void setClassPath(List<Path> jars) {
        StringBuilder all = new StringBuilder();
        List<Path> path = new ArrayList<>(classes.roots());
        path.addAll(jars);
        for (Path entry : path) {
            all.append(all.length() == 0 ? "" : File.pathSeparator).append(entry);
        }
        System.setProperty("java.class.path", all.toString());
    }

    /** JUnit 4 goes before the platform: what both can run, it runs with less ado. */
    private void addFrameworks() {
        Framework junit4 = JUnit4.of(libraries);
        Framework junit3 = junit4 == null ? JUnit3.of(libraries) : null;
        Framework testng = TestNg.of(libraries);
        Framework platform = Platform.of(libraries, keepLauncher);
        for (Framework framework : new @Nullable Framework[] {junit4, junit3, testng, platform}) {
            if (framework != null) {
                frameworks.add(framework);
            }
        }
    }

    void put(int batch, Map<String, byte[]> variants) {
        forget(batch);
        classes.put(batch, variants);
    }

    void drop(int batch) {
        forget(batch);
        classes.drop(batch);
    }

    private void forget(int batch) {
        shared.remove(batch + "/traced");
        shared.remove(batch + "/plain");
    }

    /** By Surefire's default patterns, without nested classes. */
    List<String> findTests() {
        List<String> found = new ArrayList<>();
        for (String name : classes.testClasses()) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (simple.indexOf('$') < 0
                    && (simple.startsWith("Test")
                            || simple.endsWith("Test")
                            || simple.endsWith("Tests")
                            || simple.endsWith("TestCase"))) {
                found.add(name);
            }
        }
        return found;
    }

    Summary run(Request request, Server.Sink sink) throws IOException {
        ProjectClasses.Batch batch = classes.batch(request.batch);
        if (batch == null) {
            throw new IOException("no batch " + request.batch);
        }
        long start = System.nanoTime();
        Summary summary = new Summary();
        Recorder recorder = new Recorder(request, watchdog, leftovers, sink);
        ClassLoader loader = loader(request, batch, sink);
        Thread thread = new Thread(group, () -> runAll(request, loader, recorder, summary), "main", stackBytes);
        thread.setContextClassLoader(loader);
        Switch.set(request.first, request.second);
        thread.start();
        join(thread);
        Switch.set(0, 0);
        watchdog.end();
        leftovers.quieten();
        Budget.poison();
        state.putBack();
        if (recorder.tornInitializer()) {
            forget(request.batch);
        }
        summary.ticks = recorder.ticks();
        summary.retire = recorder.outOfMemory() || leftovers.tooMany();
        summary.nanos = System.nanoTime() - start;
        return summary;
    }

    private ClassLoader loader(Request request, ProjectClasses.Batch batch, Server.Sink sink) throws IOException {
        boolean traced = request.has(Wire.WITH_TRACE) || request.has(Wire.BASELINE);
        ProjectClasses.Mode mode = new ProjectClasses.Mode(traced, request.has(Wire.BASELINE) ? sink : null);
        if (request.has(Wire.FRESH) || request.has(Wire.BASELINE)) {
            return new ProjectLoader(classes, batch, mode, libraries);
        }
        String key = request.batch + (traced ? "/traced" : "/plain");
        Shared known = shared.get(key);
        if (known == null || known.runs++ >= RUNS_OF_A_LOADER) {
            known = new Shared(new ProjectLoader(classes, batch, mode, libraries));
            shared.put(key, known);
        }
        return known.loader;
    }

    private void runAll(Request request, ClassLoader loader, Recorder recorder, Summary summary) {
        for (Request.Group tests : request.groups) {
            if (recorder.stopped()) {
                return;
            }
            recorder.beginClass(tests);
            try {
                Class<?> testClass = Class.forName(tests.className, false, loader);
                frameworkOf(testClass).run(testClass, tests.methods(), recorder);
            } catch (ClassNotFoundException missing) {
                summary.problem = "no class " + tests.className;
            } catch (Throwable escaped) {
                recorder.classFailed(tests.className, escaped);
            }
        }
    }

    private Framework frameworkOf(Class<?> testClass) {
        for (Framework framework : frameworks) {
            if (framework.takes(testClass)) {
                return framework;
            }
        }
        throw new Library.Broken("no test framework on the class path takes " + testClass.getName(), null);
    }

    private static void join(Thread thread) {
        while (true) {
            try {
                thread.join();
                return;
            } catch (InterruptedException again) {
                continue; // a test interrupts at random; this thread has nothing else to do
            }
        }
    }

    private static final class Shared {
        final ClassLoader loader;
        int runs = 1;

        Shared(ClassLoader loader) {
            this.loader = loader;
        }
    }

    /** How a run ended as a whole. */
    static final class Summary {
        long nanos;
        long ticks;
        /** Whether this JVM had better not run another. */
        boolean retire;
        /** What could not be run; "" for nothing. */
        String problem = "";
    }
}
