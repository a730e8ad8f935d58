package dev.fettle.gate.coverage;

import dev.fettle.build.Project;
import dev.fettle.gate.TwoTrees.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The production sources of a tree, by what a class file knows of its source: the package and the name of the file. */
final class SourceIndex {
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|kt|groovy|scala)");
    /** Other languages than Java need not keep a package in a folder of its name. */
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");

    private static final int HEAD = 8 << 10;
    private static final int MOST_PREFIXES = 8;
    /** Older JVMs read no more than 1,024 characters of options from the environment. */
    private static final int LONGEST_OPTION = 600;

    private final Map<String, Map<String, String>> byModule = new TreeMap<>();
    private final TreeSet<String> packages = new TreeSet<>();
    private final TreeSet<String> withoutPackage = new TreeSet<>();

    private SourceIndex() {}

    static SourceIndex of(Tree tree) {
        SourceIndex index = new SourceIndex();
        for (Project.Module module : tree.project().modules()) {
            Map<String, String> files = new TreeMap<>();
            for (String folder : module.sources()) {
                index.add(tree, folder, files);
            }
            index.byModule.put(module.path(), files);
        }
        return index;
    }

    private void add(Tree tree, String folder, Map<String, String> files) {
        Path root = tree.root().resolve(folder);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String path = tree.root().relativize(file).toString().replace('\\', '/');
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (SOURCE.matcher(name).matches() && !tree.removed().contains(path)) {
                    String pack = packageOf(root, file, name);
                    files.putIfAbsent(key(pack, name), path);
                    (pack.isEmpty() ? withoutPackage : packages)
                            .add(pack.isEmpty() ? name.substring(0, name.lastIndexOf('.')) : pack);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(Path root, Path file, String name) throws IOException {
        String relative = root.relativize(file).toString();
        String folder =
                relative.substring(0, Math.max(0, relative.lastIndexOf('/'))).replace('/', '.');
        if (name.endsWith(".java")) {
            return folder;
        }
        try (var in = Files.newInputStream(file)) {
            Matcher stated = PACKAGE.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
            return stated.find() ? stated.group(1) : folder;
        }
    }

    private static String key(String pack, String name) {
        return pack + "/" + name;
    }

    /**
     * The path of a source.
     *
     * @param pack with dots
     */
    Optional<String> path(Project.Module module, String pack, String name) {
        return Optional.ofNullable(
                byModule.getOrDefault(module.path(), Map.of()).get(key(pack, name)));
    }

    /** Whether a path is that of a production source. */
    boolean holds(String path) {
        return byModule.values().stream().anyMatch(files -> files.containsValue(path));
    }

    /**
     * Patterns of class names, joined by colons, that hold the project's classes and few others: the build tool's own JVM gets the agent too, and instrumenting the
     * build tool would take longer than the tests. "" where no short pattern does.
     */
    String patterns() {
        List<String> patterns = new ArrayList<>();
        withoutPackage.forEach(name -> patterns.add(name + "*"));
        prefixes().forEach(prefix -> patterns.add(prefix + ".*"));
        String joined = String.join(":", patterns);
        return joined.length() > LONGEST_OPTION ? "" : joined;
    }

    private TreeSet<String> prefixes() {
        int deepest = packages.stream().mapToInt(SourceIndex::depth).max().orElse(1);
        for (int depth = deepest; depth > 1; depth--) {
            TreeSet<String> prefixes = prefixes(depth);
            if (prefixes.size() <= MOST_PREFIXES) {
                return prefixes;
            }
        }
        return prefixes(1);
    }

    private TreeSet<String> prefixes(int depth) {
        TreeSet<String> prefixes = new TreeSet<>();
        for (String pack : packages) {
            String[] names = pack.split("\\.");
            prefixes.add(String.join(".", List.of(names).subList(0, Math.min(depth, names.length))));
        }
        return prefixes;
    }

    private static int depth(String pack) {
        return pack.split("\\.").length;
    }
}
