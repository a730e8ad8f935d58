package dev.fettle.app.doctor;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.MavenLook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JDK and the build tools that Fettle works with. */
public final class ToolsCheck implements Check {
    private static final int OLDEST_JAVA = 17;

    private final Map<String, String> environment;
    private final MavenLook maven;

    /** @param environment the operator's, for {@code PATH} */
    public ToolsCheck(Map<String, String> environment, MavenLook maven) {
        this.environment = Map.copyOf(environment);
        this.maven = maven;
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public List<Finding> look() {
        return List.of(java(), maven(), node());
    }

    private Finding java() {
        Runtime.Version version = Runtime.version();
        boolean compiler = ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                && Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"));
        if (version.feature() < OLDEST_JAVA || !compiler) {
            return Finding.broken(
                    name(),
                    "Java " + version + " in " + System.getProperty("java.home")
                            + (compiler ? " is too old" : " has no compiler: it is no JDK"),
                    "Install a JDK of 17 or later (Debian: openjdk-17-jdk-headless) and set JAVA_HOME.");
        }
        return Finding.good(name(), "Java " + version + "; projects may be built with " + maven.jdks());
    }

    private Finding maven() {
        try {
            return Finding.good(name(), "Maven " + maven.installed());
        } catch (BuildException e) {
            return Finding.broken(
                    name(),
                    "Maven is not found: no project can be built or tested",
                    "Install it (Debian: apt-get install maven), put mvn on the PATH or set MAVEN_HOME.");
        }
    }

    private Finding node() {
        for (String folder : environment.getOrDefault("PATH", "/usr/bin").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "node"))) {
                return Finding.good(name(), "Node in " + folder);
            }
        }
        return Finding.notNeeded(name(), "Node is not on the PATH; only MCP servers that are Node programs need it");
    }
}
