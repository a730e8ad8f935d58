package dev.fettle.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The project's own class files, found once, rewritten once for each mode, and the batches of variants that take their place. */
final class ProjectClasses {
    /** Where the project is Fettle itself, this package stays ours: its classes cannot count their own steps. */
    private static final String OURS = "dev.fettle.probe.";

    private final List<Path> testRoots;
    private final List<Path> productionRoots;
    private final Map<String, Path> files = new HashMap<>();
    private final TreeSet<String> tests = new TreeSet<>();
    private final Map<Integer, Batch> batches = new ConcurrentHashMap<>();
    private final Batch original = new Batch(new HashMap<>());

    ProjectClasses(List<Path> testRoots, List<Path> productionRoots) throws IOException {
        this.testRoots = testRoots;
        this.productionRoots = productionRoots;
        for (Path root : testRoots) {
            index(root, true);
        }
        for (Path root : productionRoots) {
            index(root, false);
        }
    }

    private void index(Path root, boolean test) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String relative = root.relativize(file).toString();
                if (relative.endsWith(".class") && !relative.equals("module-info.class")) {
                    String name = relative.substring(0, relative.length() - 6).replace(File.separatorChar, '.');
                    if (!name.startsWith(OURS) && files.putIfAbsent(name, file) == null && test) {
                        tests.add(name);
                    }
                }
            }
        }
    }

    /** Names of all classes below the test roots, sorted. */
    List<String> testClasses() {
        return new ArrayList<>(tests);
    }

    /** Names of all other classes, sorted. */
    List<String> productionClasses() {
        TreeSet<String> names = new TreeSet<>(files.keySet());
        names.removeAll(tests);
        return new ArrayList<>(names);
    }

    /** Where a class lies; null for one that is not the project's. */
    @Nullable
    Path fileOf(String className) {
        return files.get(className);
    }

    /** Test roots first, as on Maven's class path. */
    List<Path> roots() {
        List<Path> roots = new ArrayList<>(testRoots);
        roots.addAll(productionRoots);
        return roots;
    }

    /** Whether a file of one of the roots has this name, such as {@code META-INF/services/x}. */
    boolean hasResource(String name) {
        for (Path root : roots()) {
            if (Files.exists(root.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Path rootOf(String className) {
        Path file = files.get(className);
        for (Path root : roots()) {
            if (file != null && file.startsWith(root)) {
                return root;
            }
        }
        return null;
    }

    void put(int id, Map<String, byte[]> classes) {
        batches.put(id, new Batch(classes));
    }

    void drop(int id) {
        batches.remove(id);
    }

    /** The batch, the project as it is for 0; null when it was never put. */
    @Nullable
    Batch batch(int id) {
        return id == 0 ? original : batches.get(id);
    }

    /** The project with some classes replaced. */
    final class Batch {
        private final Map<String, byte[]> replaced;
        private final Map<String, Ready> rewritten = new ConcurrentHashMap<>();
        private volatile @Nullable Map<String, Watched.Copied> edited;

        Batch(Map<String, byte[]> replaced) {
            this.replaced = replaced;
        }

        boolean has(String className) {
            return replaced.containsKey(className) || files.containsKey(className);
        }

        /** The methods of which this batch has variants, by class. */
        Map<String, Watched.Copied> edited() {
            Map<String, Watched.Copied> known = edited;
            if (known == null) {
                known = new HashMap<>();
                for (Map.Entry<String, byte[]> entry : replaced.entrySet()) {
                    known.put(entry.getKey(), Watched.in(entry.getValue()));
                }
                edited = known;
            }
            return known;
        }

        private Set<String> watched(String className) {
            Watched.Copied copied = edited().get(className);
            return copied == null ? Collections.emptySet() : copied.methods;
        }

        /** The class ready to be defined. Line probes are never cached: each loader numbers its own. */
        Ready ready(String className, Mode mode) throws IOException {
            boolean test = tests.contains(className);
            boolean traced = mode.trace && !test;
            byte[] variant = replaced.get(className);
            if (mode.sink != null && !test) {
                return rewritten(new Instrumentation(true, traced, mode.sink), variant, className);
            }
            Map<String, Ready> cache = variant != null ? rewritten : original.rewritten;
            Set<String> watched = mode.watch && variant != null ? watched(className) : Collections.emptySet();
            String key = className + (traced ? "/traced" : "") + (watched.isEmpty() ? "" : "/watched");
            Ready ready = cache.get(key);
            if (ready == null) {
                ready = rewritten(new Instrumentation(false, traced, NOWHERE, watched), variant, className);
                cache.put(key, ready);
            }
            return ready;
        }

        private Ready rewritten(Instrumentation how, byte @Nullable [] variant, String className) throws IOException {
            byte[] bytes = how.rewrite(variant != null ? variant : read(className));
            return new Ready(bytes, how.hasInitializer());
        }

        private byte[] read(String className) throws IOException {
            Path file = files.get(className);
            if (file == null) {
                throw new IOException("no class file of " + className);
            }
            return Files.readAllBytes(file);
        }
    }

    /** A class file ready to be defined, and whether its static initialiser tells of itself. */
    static final class Ready {
        final byte[] bytes;
        final boolean initializer;

        Ready(byte[] bytes, boolean initializer) {
            this.bytes = bytes;
            this.initializer = initializer;
        }
    }

    private static final Instrumentation.LineSink NOWHERE = (className, file, line, method) -> 0;

    /** How classes are rewritten: with traces, with entries told, and with line probes where there is someone to hear of them. */
    static final class Mode {
        static final Mode WATCHING = new Mode(false, null, true);

        final boolean trace;
        final boolean watch;
        final Instrumentation.@Nullable LineSink sink;

        Mode(boolean trace, Instrumentation.@Nullable LineSink sink) {
            this(trace, sink, false);
        }

        private Mode(boolean trace, Instrumentation.@Nullable LineSink sink, boolean watch) {
            this.trace = trace;
            this.sink = sink;
            this.watch = watch;
        }
    }
}
