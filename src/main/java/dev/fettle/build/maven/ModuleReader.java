package dev.fettle.build.maven;

import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.repository.internal.ArtifactDescriptorReaderDelegate;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/** Makes a module's record of its effective model, and fetches its dependencies on the way. */
final class ModuleReader {
    private static final String SUREFIRE = "org.apache.maven.plugins:maven-surefire-plugin";
    private static final String HELPER = "org.codehaus.mojo:build-helper-maven-plugin";

    /** Where well-known generators put Java, below {@code target/generated-sources} unless told otherwise. */
    private static final Map<String, String> GENERATORS = Map.of(
            "org.antlr:antlr4-maven-plugin", "antlr4",
            "org.xolstice.maven.plugins:protobuf-maven-plugin", "protobuf/java",
            "org.codehaus.mojo:javacc-maven-plugin", "javacc",
            "org.codehaus.mojo:jaxb2-maven-plugin", "jaxb",
            "org.openapitools:openapi-generator-maven-plugin", "openapi/src/main/java",
            "org.apache.avro:avro-maven-plugin", "avro",
            "de.jflex:jflex-maven-plugin", "jflex",
            "gg.jte:jte-maven-plugin", "jte");

    private final Fetcher fetcher;
    private final Reactor reactor;
    private final SurefireProviders providers;
    private final PluginFetch plugins;

    ModuleReader(Fetcher fetcher, Reactor reactor, PluginFetch plugins) {
        this.fetcher = fetcher;
        this.reactor = reactor;
        this.plugins = plugins;
        this.providers = new SurefireProviders(fetcher);
    }

    Module read(Unit unit) {
        Model model = unit.model();
        List<Artifact> classPath = dependencies(unit);
        providers.fetch(model, classPath, plugins.repositories(unit));
        List<Path> jars = new ArrayList<>();
        Set<String> dependsOn = new LinkedHashSet<>();
        for (Artifact artifact : classPath) {
            File file = artifact.getFile();
            Unit needed = reactor.unit(artifact.getGroupId(), artifact.getArtifactId());
            if (needed != null && needed.model().getVersion().equals(artifact.getVersion())) {
                dependsOn.add(needed.key());
            } else if (file != null && file.getName().endsWith(".jar")) {
                jars.add(file.toPath());
            }
        }
        PluginConfig surefire = PluginConfig.of(model, SUREFIRE, "default-test");
        surefire.list("additionalClasspathElements").stream()
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && Files.isRegularFile(path))
                .forEach(jars::add);
        Build build = model.getBuild();
        return new Module(
                unit.path(),
                unit.key(),
                sources(unit, build.getSourceDirectory(), "add-source", "main", GENERATORS),
                sources(unit, build.getTestSourceDirectory(), "add-test-source", "test", Map.of()),
                relative(build.getOutputDirectory()),
                relative(build.getTestOutputDirectory()),
                List.copyOf(jars),
                List.copyOf(dependsOn),
                systemProperties(model, surefire),
                rooted(surefire.map("environmentVariables")),
                jvmArguments(surefire),
                SurefireProviders.framework(classPath));
    }

    private List<Artifact> dependencies(Unit unit) {
        Artifact root = new DefaultArtifact(
                unit.model().getGroupId(),
                unit.model().getArtifactId(),
                "",
                "jar",
                unit.model().getVersion());
        ArtifactDescriptorResult described = new ArtifactDescriptorResult(new ArtifactDescriptorRequest());
        described.setArtifact(root); // it gets properties where the model says where the artifact can be downloaded
        new ArtifactDescriptorReaderDelegate().populateResult(fetcher.session(), described, unit.model());
        List<RemoteRepository> named = new ArrayList<>();
        unit.model().getRepositories().forEach(one -> named.add(ArtifactDescriptorUtils.toRemoteRepository(one)));
        CollectRequest request = new CollectRequest();
        request.setRootArtifact(root);
        for (Dependency dependency : described.getDependencies()) {
            request.addDependency(dependency);
        }
        request.setManagedDependencies(described.getManagedDependencies());
        request.setRepositories(fetcher.repositories(named));
        return fetcher.graph(request, null, "needed by " + unit.key());
    }

    private List<String> sources(
            Unit unit, String directory, String helperGoal, String kind, Map<String, String> generators) {
        Set<String> folders = new LinkedHashSet<>();
        folders.add(relative(directory));
        Path kotlin = unit.pom().resolveSibling("src/" + kind + "/kotlin");
        if (Files.isDirectory(kotlin)) {
            folders.add(relative(kotlin.toString()));
        }
        for (PluginConfig config : PluginConfig.executions(unit.model(), HELPER, helperGoal)) {
            config.list("sources").forEach(source -> folders.add(relative(resolve(unit, source))));
        }
        String target = unit.model().getBuild().getDirectory();
        generators.forEach((key, folder) -> {
            if (unit.model().getBuild().getPluginsAsMap().containsKey(key)) {
                folders.add(relative(target + "/generated-sources/" + folder));
            }
        });
        folders.add(relative(target
                + (kind.equals("main")
                        ? "/generated-sources/annotations"
                        : "/generated-test-sources/test-annotations")));
        folders.remove("");
        return List.copyOf(folders);
    }

    private static String resolve(Unit unit, String path) {
        return unit.pom().resolveSibling(path).normalize().toString();
    }

    /** Relative to the root of the tree, with forward slashes; "" for what lies outside. */
    private String relative(String path) {
        Path absolute = Path.of(path).toAbsolutePath().normalize();
        return absolute.startsWith(reactor.root())
                ? reactor.root().relativize(absolute).toString().replace('\\', '/')
                : "";
    }

    private Map<String, String> systemProperties(Model model, PluginConfig surefire) {
        Map<String, String> properties = new LinkedHashMap<>();
        // The older parameter first; the newer one wins, as in Surefire. It sets these two itself.
        properties.put("basedir", model.getProjectDirectory().getAbsolutePath());
        properties.putAll(surefire.map("systemProperties"));
        properties.putAll(surefire.map("systemPropertyVariables"));
        return rooted(properties);
    }

    private Map<String, String> rooted(Map<String, String> values) {
        Map<String, String> rooted = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.contains("${")) {
                rooted.put(name, rooted(value));
            }
        });
        return rooted;
    }

    private String rooted(String value) {
        return value.replace(reactor.root().toString(), Project.ROOT);
    }

    /** Without agents (they belong to coverage and mocking set-ups of the build itself) and without what only a plugin sets while it runs. */
    private List<String> jvmArguments(PluginConfig surefire) {
        List<String> arguments = new ArrayList<>();
        for (String word : Words.split(surefire.text("argLine", "argLine"))) {
            boolean agent =
                    word.startsWith("-javaagent:") || word.startsWith("-agentlib:") || word.startsWith("-agentpath:");
            if (!agent && !word.contains("${") && !word.contains("@{")) {
                arguments.add(rooted(word));
            }
        }
        if (surefire.text("enableAssertions", "enableAssertions").equals("false")) {
            arguments.add("-da");
        }
        return List.copyOf(arguments);
    }
}
