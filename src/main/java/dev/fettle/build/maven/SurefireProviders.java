package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import dev.fettle.build.Project.TestFramework;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what Surefire resolves only while it runs: the provider that fits the tests' framework, and for the JUnit platform the launcher and engines in
 * the version of the tests' own class path (its {@code JUnitPlatformProviderInfo}).
 */
final class SurefireProviders {
    private static final Logger LOG = LoggerFactory.getLogger(SurefireProviders.class);
    private static final String SUREFIRE = "org.apache.maven.surefire";
    private static final String PLATFORM = "org.junit.platform";
    private static final List<String> GROUPING = List.of("parallel", "groups", "excludedGroups");

    private final Fetcher fetcher;

    SurefireProviders(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** What the tests of a class path are written in, as Surefire decides it. */
    static TestFramework framework(List<Artifact> testClassPath) {
        Map<String, String> versions = versions(testClassPath);
        if (versions.containsKey("org.testng:testng")) {
            return TestFramework.TESTNG;
        }
        boolean platform = versions.keySet().stream()
                .anyMatch(key -> key.startsWith(PLATFORM + ":junit-platform-") || key.startsWith("org.junit.jupiter:"));
        if (platform) {
            return TestFramework.JUNIT5;
        }
        String junit = versions.getOrDefault("junit:junit", versions.getOrDefault("junit:junit-dep", ""));
        if (junit.isEmpty()) {
            return TestFramework.NONE;
        }
        return junit.startsWith("3.") ? TestFramework.JUNIT3 : TestFramework.JUNIT4;
    }

    private static Map<String, String> versions(List<Artifact> artifacts) {
        Map<String, String> versions = new HashMap<>();
        artifacts.forEach(artifact -> versions.putIfAbsent(
                artifact.getGroupId() + ":" + artifact.getArtifactId(), artifact.getBaseVersion()));
        return versions;
    }

    void fetch(Model model, List<Artifact> testClassPath, List<RemoteRepository> repositories) {
        Plugin plugin = model.getBuild().getPluginsAsMap().get("org.apache.maven.plugins:maven-surefire-plugin");
        if (plugin != null && plugin.getVersion() != null) {
            provider(model, plugin, testClassPath, repositories);
        }
    }

    private void provider(
            Model model, Plugin plugin, List<Artifact> testClassPath, List<RemoteRepository> repositories) {
        String version = plugin.getVersion();
        if (PlatformOnly.is(version)) {
            attempt(
                    new DefaultArtifact(SUREFIRE, "surefire-junit-platform", "", "jar", version),
                    repositories,
                    "Surefire");
            String ownJUnit = PlatformOnly.defaultJUnit(fetcher, version, repositories);
            platform(PlatformOnly.engines(versions(testClassPath), ownJUnit), repositories);
            if (framework(testClassPath) == TestFramework.TESTNG) {
                attempt(PlatformOnly.TESTNG_ENGINE, repositories, "TestNG's engine");
            }
            return;
        }
        List<String> names = new ArrayList<>();
        switch (framework(testClassPath)) {
            // Its helpers go to the tests' own class path, so they are no dependency of the provider.
            case TESTNG -> names.addAll(List.of("surefire-testng", "surefire-testng-utils"));
            case JUNIT5 -> names.add("surefire-junit-platform");
            case JUNIT4 -> names.add(grouped(model, plugin) ? "surefire-junit47" : "surefire-junit4");
            case JUNIT3, NONE -> names.add(before27(version) ? "surefire-junit" : "surefire-junit3");
        }
        // Providers that a build forces are its plugin's own dependencies and are fetched with them.
        for (String name : names) {
            attempt(new DefaultArtifact(SUREFIRE, name, "", "jar", version), repositories, "Surefire");
        }
        Map<String, String> versions = versions(testClassPath);
        if (names.contains("surefire-junit-platform")) {
            platform(versions, repositories);
        }
    }

    /** Releases before 2.7 have one provider for JUnit 3 under a name of its own. */
    private static boolean before27(String version) {
        String[] parts = version.split("[.-]", -1);
        return parts[0].equals("2") && parts.length > 1 && Jdk.level(parts[1]) < 7;
    }

    private void platform(Map<String, String> versions, List<RemoteRepository> repositories) {
        String jupiter = versions.getOrDefault("org.junit.jupiter:junit-jupiter-api", "");
        String platform = versions.getOrDefault(
                PLATFORM + ":junit-platform-commons", versions.getOrDefault(PLATFORM + ":junit-platform-engine", ""));
        if (!jupiter.isEmpty()) {
            attempt(jar("org.junit.jupiter", "junit-jupiter-engine", jupiter), repositories, "JUnit's engine");
        }
        if (!jupiter.isEmpty() && versions.containsKey("junit:junit")) {
            attempt(jar("org.junit.vintage", "junit-vintage-engine", jupiter), repositories, "JUnit's engine");
        }
        if (!platform.isEmpty()) {
            attempt(jar(PLATFORM, "junit-platform-launcher", platform), repositories, "JUnit's launcher");
            attempt(jar(PLATFORM, "junit-platform-engine", platform), repositories, "JUnit's launcher");
        }
    }

    private static boolean grouped(Model model, Plugin plugin) {
        for (String name : GROUPING) {
            boolean configured = plugin.getConfiguration() instanceof Xpp3Dom own && own.getChild(name) != null;
            if (configured || model.getProperties().containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static Artifact jar(String group, String name, String version) {
        return new DefaultArtifact(group, name, "", "jar", version);
    }

    private void attempt(Artifact artifact, List<RemoteRepository> repositories, String why) {
        try {
            fetcher.graph(
                    new CollectRequest(new Dependency(artifact, ""), repositories),
                    new ScopeDependencyFilter("provided", "test"),
                    why);
        } catch (BuildException e) {
            // Which provider a release of Surefire asks for is its own affair; when this one is needed, the run says
            // so.
            LOG.info("{}", e.getMessage());
        }
    }
}
