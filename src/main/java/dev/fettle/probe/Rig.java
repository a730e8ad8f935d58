package dev.fettle.probe;

import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The project's classes, loaded afresh as often as asked, and calls into them with a limit of steps and of time. Used by one thread; the
 * calls run in another, which is given up where nothing stops it.
 */
public final class Rig {
    /** More threads than this that nothing stops, and the machine has no time left for the rest. */
    private static final int MOST_GIVEN_UP = 3;

    private static final long BEYOND_LIMIT_NANOS = 1_500_000_000L;

    private final ProjectClasses classes;
    private final ClassLoader libraries;
    private final List<Path> jars;
    private final ThreadGroup group = new ThreadGroup("calls");
    private final JvmState state = new JvmState();
    private final Watchdog watchdog;
    private final long stackBytes;
    private final Map<String, Integer> probes = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private @Nullable Worker worker;
    private int givenUp;

    /** One line of production code, which the probe with this place's number watches. */
    public static final class Place {
        public final String className;
        public final String method;
        public final int line;

        Place(String className, String method, int line) {
            this.className = className;
            this.method = method;
            this.line = line;
        }
    }

    /**
     * Opens a module.
     *
     * @param tests folders of its test classes
     * @param production folders of its own classes and of those of the modules that it needs
     * @param jars its libraries
     */
    public Rig(List<Path> tests, List<Path> production, List<Path> jars, int stackKilobytes) throws IOException {
        classes = new ProjectClasses(tests, production);
        this.jars = new ArrayList<>(jars);
        libraries = new URLClassLoader(ProjectLoader.urls(jars), Rig.class.getClassLoader());
        stackBytes = stackKilobytes * 1024L;
        watchdog = new Watchdog(group, () -> {});
        watchdog.start();
    }

    /** All of the project's classes anew. @param watched whether lines of production code are to be seen */
    public ClassLoader fresh(boolean watched) throws IOException {
        ProjectClasses.Batch batch = classes.batch(0);
        if (batch == null) {
            throw new IOException("no classes");
        }
        return new ProjectLoader(
                classes, batch, new ProjectClasses.Mode(false, watched ? this::probe : null), libraries);
    }

    /** The same line has the same number in every loader. */
    private int probe(String className, String file, int line, String method) {
        return probes.computeIfAbsent(className + ':' + line + ':' + method, unknown -> {
            places.add(new Place(className, method, line));
            return Lines.add();
        });
    }

    /** The watched lines so far, by their numbers. */
    public List<Place> places() {
        return places;
    }

    /** Numbers of the lines that ran in the last call. */
    public BitSet seen() {
        return Lines.seen();
    }

    /** Names of the classes below the test folders, sorted. */
    public List<String> testClasses() {
        return classes.testClasses();
    }

    /** Names of all other classes of the project, sorted. */
    public List<String> productionClasses() {
        return classes.productionClasses();
    }

    /** A class as the compiler wrote it; null for one that is not the project's. */
    public byte @Nullable [] classFile(String className) {
        Path file = classes.fileOf(className);
        try {
            return file == null ? null : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Folders with classes, those of the tests first, and libraries: for a compiler. */
    public List<File> classPath() {
        List<File> all = new ArrayList<>();
        classes.roots().forEach(root -> all.add(root.toFile()));
        jars.forEach(jar -> all.add(jar.toFile()));
        return all;
    }

    /**
     * Adds a class that is not of the project to one loading of it.
     *
     * @param loader made by {@link #fresh}
     */
    public static Class<?> define(ClassLoader loader, String name, byte[] classFile) {
        return ((ProjectLoader) loader).defineBeside(name, classFile);
    }

    /** Whether too many calls could not be stopped: nothing more should be called in this JVM. */
    public boolean exhausted() {
        return givenUp > MOST_GIVEN_UP;
    }

    /** Code that is called. */
    public interface Body {
        void run() throws Throwable;
    }

    /**
     * Runs code in a thread of its own.
     *
     * @param loader of the thread's context
     * @param ticks loop iterations and method entries
     * @return what it threw, null where it came to its end or had to be stopped
     */
    public @Nullable Throwable call(ClassLoader loader, Body body, long ticks, long nanos) {
        Worker running = worker;
        if (running == null || !running.isAlive()) {
            running = new Worker();
            running.start();
            worker = running;
        }
        running.setContextClassLoader(loader);
        Lines.reset();
        Budget.grant(ticks);
        watchdog.begin(nanos);
        boolean ended = running.run(body, nanos + BEYOND_LIMIT_NANOS);
        boolean late = watchdog.end();
        Budget.poison();
        if (!ended) {
            givenUp++;
            worker = null;
            running.leave();
            return null;
        }
        boolean cut = late || Budget.exhausted();
        Thread.interrupted();
        Throwable thrown = running.thrown;
        running.thrown = null;
        return cut && !(thrown instanceof StackOverflowError) ? null : thrown;
    }

    /** Undoes what calls may have changed in the JVM for those that follow. */
    public void putBack() {
        state.putBack();
    }

    private final class Worker extends Thread {
        private final SynchronousQueue<Body> next = new SynchronousQueue<>();
        private final SynchronousQueue<Boolean> done = new SynchronousQueue<>();
        private volatile boolean left;
        volatile @Nullable Throwable thrown;

        Worker() {
            super(group, null, "main", stackBytes);
            setDaemon(true);
        }

        boolean run(Body body, long nanos) {
            try {
                next.put(body);
                return done.poll(nanos, TimeUnit.NANOSECONDS) != null;
            } catch (InterruptedException notUs) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void leave() {
            left = true;
            interrupt();
        }

        @Override
        public void run() {
            while (!left) {
                try {
                    Body body = next.take();
                    try {
                        body.run();
                    } catch (Throwable any) {
                        thrown = any;
                    }
                    Thread.interrupted(); // of the call, not of this thread
                    done.offer(true, 1, TimeUnit.SECONDS);
                } catch (InterruptedException late) {
                    continue; // an interrupt that came for the call before
                }
            }
        }
    }
}
