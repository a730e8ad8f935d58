package dev.fettle.probe;

import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One module opened in this JVM: its libraries loaded once and for all, its own classes as often as a run asks. */
final class Session {
    /** Fewer changes of static state than this say nothing about the next run. */
    private static final int MANY_CHANGES = 8;

    /** Sets of tests that have a shared loader at once; each holds a copy of the project's classes. */
    private static final int LOADERS = 6;

    private final ProjectClasses classes;
    private final ClassLoader libraries;
    private final boolean keepLauncher;
    private final List<Framework> frameworks = new ArrayList<>();
    private final ThreadGroup group = new ThreadGroup("tests");
    private final JvmState state;
    private final Watchdog watchdog;
    private final Leftovers leftovers = new Leftovers(group);
    private final long stackBytes;
    private final Map<String, Shared> shared = new LinkedHashMap<String, Shared>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shared> eldest) {
            return size() > LOADERS;
        }
    };

    Session(
            List<Path> tests,
            List<Path> production,
            List<Path> jars,
            int stackKilobytes,
            Consumer<Watchdog> callForHelp)
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
        self[0] = new Watchdog(group, () -> callForHelp.accept(self[0]));
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
        shared.keySet().removeIf(key -> key.startsWith(batch + "/"));
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
        boolean baseline = request.has(Wire.BASELINE);
        ProjectClasses.Mode mode =
                new ProjectClasses.Mode(request.has(Wire.WITH_TRACE) || baseline, baseline ? sink : null);
        Summary summary = new Summary();
        Recorder recorder = new Recorder(request, watchdog, leftovers, sink);
        if (request.has(Wire.FRESH) || baseline) {
            execute(request, true, new ProjectLoader(classes, batch, mode, libraries), recorder, summary);
        } else {
            shared.computeIfAbsent(request.key(), key -> new Shared(batch, mode))
                    .run(request, recorder, summary);
        }
        summary.ticks = recorder.ticks();
        summary.retire = recorder.outOfMemory() || leftovers.tooMany();
        summary.nanos = System.nanoTime() - start;
        return summary;
    }

    /** Calls the methods of which a batch has variants on inputs near those of one test. */
    Probed probe(ProbeRequest request) throws IOException {
        ProjectClasses.Batch batch = classes.batch(request.batch);
        if (batch == null) {
            throw new IOException("no batch " + request.batch);
        }
        int watched = 0;
        Set<Integer> seen = new HashSet<>();
        for (Watched.Copied copied : batch.edited().values()) {
            watched += copied.methods.size();
            seen.addAll(copied.variants);
        }
        request.keep(seen);
        Probed probed = new Probed();
        Request test = new Request(request.batch, request.className, request.method, request.limit);
        probed.sightings = new Prober(request, watched, new Prober.Runs() {
                    @Override
                    public ProjectLoader fresh() throws IOException {
                        return new ProjectLoader(classes, batch, ProjectClasses.Mode.WATCHING, libraries);
                    }

                    @Override
                    public boolean run(ProjectLoader loader, Trial trial) {
                        Recorder recorder = new Recorder(test, watchdog, leftovers, Recorder.NOBODY);
                        Experiment.listen(trial);
                        execute(test, false, loader, recorder, new Summary());
                        trial.cancel();
                        Experiment.listen(null);
                        probed.retire |= recorder.outOfMemory() || Experiment.busy();
                        return recorder.tornInitializer();
                    }
                })
                .probe();
        probed.retire |= leftovers.tooMany();
        return probed;
    }

    private void execute(Request request, boolean variants, ClassLoader loader, Recorder recorder, Summary summary) {
        Thread thread = new Thread(group, () -> runAll(request, loader, recorder, summary), "main", stackBytes);
        thread.setContextClassLoader(loader);
        Switch.set(variants ? request.first : 0, variants ? request.second : 0);
        Answers.reset();
        Values.reset();
        thread.start();
        join(thread);
        Switch.set(0, 0);
        watchdog.end();
        leftovers.quieten();
        Budget.poison();
        state.putBack();
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

    /**
     * Loaders that serve many runs of the same tests over the same batch. Two runs with no variant on say whether the tests can be
     * repeated with the same classes and what static fields hold afterwards; a run after which they hold something else costs its
     * loader, and where that happens too often every run has one of its own.
     */
    private final class Shared {
        private final ProjectClasses.Batch batch;
        private final ProjectClasses.Mode mode;
        private boolean tried;
        private boolean repeatable;
        private long expected;
        private int runs;
        private int changes;
        private @Nullable ProjectLoader loader;

        Shared(ProjectClasses.Batch batch, ProjectClasses.Mode mode) {
            this.batch = batch;
            this.mode = mode;
        }

        void run(Request request, Recorder recorder, Summary summary) throws IOException {
            if (!tried) {
                tried = true;
                tryOut(request);
            }
            ProjectLoader used = loader;
            if (used == null || !repeatable) {
                used = new ProjectLoader(classes, batch, mode, libraries);
            }
            execute(request, true, used, recorder, summary);
            loader = used;
            runs++;
            if (repeatable && (recorder.tornInitializer() || used.statics().digest() != expected)) {
                loader = null;
                changes++;
                repeatable = changes < MANY_CHANGES || changes * 2 < runs;
            }
        }

        private void tryOut(Request request) throws IOException {
            ProjectLoader first = new ProjectLoader(classes, batch, mode, libraries);
            Recorder once = new Recorder(request, watchdog, leftovers, Recorder.NOBODY);
            execute(request, false, first, once, new Summary());
            expected = first.statics().digest();
            Recorder twice = new Recorder(request, watchdog, leftovers, Recorder.NOBODY);
            execute(request, false, first, twice, new Summary());
            repeatable = once.ends().equals(twice.ends())
                    && !twice.tornInitializer()
                    && first.statics().digest() == expected;
            loader = first;
        }
    }

    /** What was seen of a test's entries. */
    static final class Probed {
        List<Sighting> sightings = new ArrayList<>();
        /** Whether this JVM had better not run another test. */
        boolean retire;
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
