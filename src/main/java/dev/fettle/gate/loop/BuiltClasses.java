package dev.fettle.gate.loop;

import dev.fettle.build.Project;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The class files of a side, as its own build made them. */
final class BuiltClasses {
    private static final long LARGEST = 4L << 20;

    private BuiltClasses() {}

    /** Production classes; compiled now where nothing was built yet. Empty when it does not build. */
    static Optional<ClassGraph> production(TwoTrees trees, Side side) {
        Collection<byte[]> classes = collected(trees, side, Project.Module::classes);
        if (classes.isEmpty()) {
            Tree tree = trees.tree(side);
            tree.tool().compile(trees.shared(side), tree.project(), trees.runLimit());
            classes = collected(trees, side, Project.Module::classes);
        }
        return classes.isEmpty() ? Optional.empty() : Optional.of(ClassGraph.of(classes));
    }

    /** Production and test classes together. */
    static ClassGraph all(TwoTrees trees, Side side) {
        Collection<byte[]> classes = new java.util.ArrayList<>(collected(trees, side, Project.Module::classes));
        classes.addAll(collected(trees, side, Project.Module::testClasses));
        return ClassGraph.of(classes);
    }

    private static Collection<byte[]> collected(TwoTrees trees, Side side, Function<Project.Module, String> folder) {
        List<String> globs = trees.tree(side).project().modules().stream()
                .map(module -> folder.apply(module) + "/**/*.class")
                .toList();
        Map<String, byte[]> files =
                new TreeMap<>(trees.shared(side).collect(globs, LARGEST).files());
        files.keySet().removeIf(path -> path.contains("/META-INF/"));
        return files.values();
    }
}
