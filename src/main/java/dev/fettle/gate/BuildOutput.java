package dev.fettle.gate;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.sandbox.Collected;
import dev.fettle.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a build leaves in the folders of class files: a start of the build tool costs seconds, copying them does not. */
final class BuildOutput {
    private static final long LARGEST = 16L << 20;

    private BuildOutput() {}

    /** Copies it, all or nothing; tells whether it was there. */
    static boolean copy(Project project, Sandbox from, Sandbox to) {
        Map<String, byte[]> all = new HashMap<>();
        for (Project.Module module : project.modules()) {
            Optional<Map<String, byte[]>> classes = whole(module.classes(), from);
            Optional<Map<String, byte[]>> tests = whole(module.testClasses(), from);
            if (classes.isEmpty() && !module.sources().isEmpty()
                    || tests.isEmpty() && module.framework() != TestFramework.NONE) {
                return false;
            }
            classes.ifPresent(all::putAll);
            tests.ifPresent(all::putAll);
        }
        all.forEach(to::write);
        return true;
    }

    /** All of a folder; empty where it has no class, or something in it cannot be read. */
    private static Optional<Map<String, byte[]>> whole(String folder, Sandbox from) {
        Collected built = from.collect(List.of(folder + "/**"), LARGEST);
        boolean classes = built.files().keySet().stream().anyMatch(path -> path.endsWith(".class"));
        return classes && built.refused().isEmpty() ? Optional.of(built.files()) : Optional.empty();
    }
}
