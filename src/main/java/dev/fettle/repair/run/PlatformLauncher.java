package dev.fettle.repair.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the JUnit Platform's launcher comes from. A project seldom names it: Surefire brings it along, in the version of the
 * project's engines. The rule: the launcher on the class path, if there is one; else the one that lies beside the class path's
 * {@code junit-platform-engine} in the dependency cache, in the same version.
 */
final class PlatformLauncher {
    private static final String ENGINE = "junit-platform-engine";
    private static final String LAUNCHER = "junit-platform-launcher";

    private PlatformLauncher() {}

    /** The jar to add to a class path; empty when none is needed or none is there. */
    static Optional<Path> beside(List<Path> classPath) {
        Path engine = null;
        for (Path jar : classPath) {
            String name = String.valueOf(jar.getFileName());
            if (name.startsWith(LAUNCHER + "-")) {
                return Optional.empty();
            }
            if (name.startsWith(ENGINE + "-")) {
                engine = jar;
            }
        }
        return engine == null ? Optional.empty() : launcher(engine);
    }

    /** {@code …/junit-platform-engine/1.9.3/junit-platform-engine-1.9.3.jar} tells all. */
    private static Optional<Path> launcher(Path engine) {
        String version =
                String.valueOf(engine.getFileName()).replace(ENGINE + "-", "").replace(".jar", "");
        Path folder = engine.getParent();
        Path artifact = folder == null ? null : folder.getParent();
        if (artifact == null) {
            return Optional.empty();
        }
        Path jar = artifact.resolveSibling(LAUNCHER).resolve(version).resolve(LAUNCHER + "-" + version + ".jar");
        return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
    }
}
