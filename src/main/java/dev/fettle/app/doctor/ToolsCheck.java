package dev.fettle.app.doctor;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.MavenLook;
import dev.fettle.sandbox.SandboxRefusedException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK and the build tools that Fettle works with. */
public final class ToolsCheck implements Check {
    private static final int OLDEST_JAVA = 17;
    /** What the SDK that most MCP servers are written with asks for. */
    private static final int OLDEST_NODE = 18;

    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");

    private final Map<String, String> environment;
    private final MavenLook maven;
    private final Function<Path, Optional<String>> version;

    /**
     * @param environment the operator's, for {@code PATH} and {@code JAVA_HOME}
     * @param version what a program that is run in the sandbox says its version is; empty where it does not run there
     */
    public ToolsCheck(Map<String, String> environment, MavenLook maven, Function<Path, Optional<String>> version) {
        this.environment = Map.copyOf(environment);
        this.maven = maven;
        this.version = version;
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(List.of(java()));
        String home = environment.getOrDefault("JAVA_HOME", "");
        if (!home.isEmpty() && !Files.isExecutable(Path.of(home, "bin", "javac"))) {
            findings.add(Finding.warning(
                    name(),
                    "JAVA_HOME is " + home + ", which is no JDK; it is passed over",
                    "Set it to a JDK of 17 or later, or unset it."));
        }
        findings.add(maven());
        findings.add(node());
        return findings;
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
            Path node = Path.of(folder.isEmpty() ? "." : folder, "node");
            if (!folder.isEmpty() && Files.isExecutable(node)) {
                return node(node);
            }
        }
        return Finding.notNeeded(name(), "Node is not on the PATH; only MCP servers that are Node programs need it");
    }

    private Finding node(Path node) {
        String needed = "Only MCP servers that are Node programs need it: install Node " + OLDEST_NODE
                + " or later below /usr, which the sandbox shows.";
        Optional<String> said;
        try {
            said = version.apply(node);
        } catch (SandboxRefusedException | UncheckedIOException e) {
            return Finding.good(name(), node + " (its version is not known: see 'sandbox')");
        }
        if (said.isEmpty()) {
            return Finding.warning(name(), node + " does not run in the sandbox", needed);
        }
        Matcher major = MAJOR.matcher(said.get());
        return major.matches() && Integer.parseInt(major.group(1)) < OLDEST_NODE
                ? Finding.warning(name(), "Node " + said.get() + " in " + node.getParent() + " is too old", needed)
                : Finding.good(name(), "Node " + said.get() + " in " + node.getParent());
    }
}
