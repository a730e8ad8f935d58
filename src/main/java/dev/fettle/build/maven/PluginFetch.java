package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.maven.model.Extension;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what Maven loads when it runs the phases up to {@code test}: plugins bound to one of them with their dependencies, the descriptors of plugins
 * whose goals choose their phase themselves, extensions. Only files are read; none of them is ever loaded.
 */
final class PluginFetch {
    /** In bytes, unpacked: those of the largest plugins have one. */
    private static final int LONGEST_DESCRIPTOR = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PluginFetch.class);

    /** Maven adds this to plugins that bring none (its {@code PlexusUtilsInjector}). */
    private static final Artifact OLD_PLEXUS_UTILS = new DefaultArtifact("org.codehaus.plexus:plexus-utils:jar:1.1");

    private final Fetcher fetcher;
    private final PluginVersions versions;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Map<String, String>> phases = new HashMap<>();

    /** @param maven the version that builds */
    PluginFetch(Fetcher fetcher, String maven) {
        this.fetcher = fetcher;
        this.versions = new PluginVersions(fetcher, maven);
    }

    /**
     * Fetches what one module's build loads.
     *
     * @throws BuildException when a plugin cannot be had
     */
    void fetch(Unit unit) {
        List<RemoteRepository> repositories = repositories(unit);
        for (Plugin plugin : unit.model().getBuild().getPlugins()) {
            if (plugin.getVersion() == null) {
                if (!version(plugin, repositories)) {
                    throw new BuildException("The plugin " + plugin.getKey()
                            + " has no version, and no repository tells one that runs in this Maven.");
                }
                goals(plugin, repositories); // Maven looks whether that version fits, even where the plugin never runs
            }
            if (plugin.isExtensions() || !Checks.isCheck(plugin) && runs(plugin, repositories)) {
                String key = plugin.getId()
                        + plugin.getDependencies().stream()
                                .map(org.apache.maven.model.Dependency::toString)
                                .toList();
                if (done.add(key)) {
                    fetch(plugin, repositories);
                }
                named(plugin, repositories, unit);
            }
        }
        managed(unit, repositories);
        for (Extension extension : unit.model().getBuild().getExtensions()) {
            extension(extension.getGroupId(), extension.getArtifactId(), extension.getVersion(), repositories);
        }
    }

    /** Maven gives a version to every managed plugin too, and reads the plugin's descriptor to see whether the version fits. */
    private void managed(Unit unit, List<RemoteRepository> repositories) {
        if (unit.model().getBuild().getPluginManagement() == null) {
            return;
        }
        for (Plugin plugin : unit.model().getBuild().getPluginManagement().getPlugins()) {
            boolean wanted = plugin.getVersion() == null
                    && !unit.model().getBuild().getPluginsAsMap().containsKey(plugin.getKey());
            if (wanted && version(plugin, repositories)) {
                goals(plugin, repositories);
            }
        }
    }

    private boolean version(Plugin plugin, List<RemoteRepository> repositories) {
        plugin.setVersion(versions.choose(plugin, repositories));
        return plugin.getVersion() != null;
    }

    /** The repositories of a module's plugins, then those of its dependencies. */
    List<RemoteRepository> repositories(Unit unit) {
        List<RemoteRepository> named = new ArrayList<>();
        unit.model().getPluginRepositories().forEach(one -> named.add(ArtifactDescriptorUtils.toRemoteRepository(one)));
        unit.model().getRepositories().forEach(one -> named.add(ArtifactDescriptorUtils.toRemoteRepository(one)));
        return fetcher.repositories(named);
    }

    /** Fetches an extension of the build, or of Maven itself, with what it needs. */
    void extension(String groupId, String artifactId, String version, List<RemoteRepository> repositories) {
        Artifact artifact = new DefaultArtifact(groupId, artifactId, "", "jar", version);
        if (done.add("extension " + artifact)) {
            fetcher.graph(
                    new CollectRequest(new Dependency(artifact, ""), repositories),
                    filter(),
                    "the extension " + artifact);
        }
    }

    private void fetch(Plugin plugin, List<RemoteRepository> repositories) {
        CollectRequest request = new CollectRequest();
        request.setRoot(new Dependency(jar(plugin, plugin.getVersion()), ""));
        request.setRepositories(repositories);
        for (org.apache.maven.model.Dependency dependency : plugin.getDependencies()) {
            Dependency converted =
                    Coordinates.dependency(dependency, fetcher.session().getArtifactTypeRegistry());
            request.addDependency(converted.setScope("runtime"));
        }
        List<Artifact> artifacts = fetcher.graph(request, filter(), "the plugin " + plugin.getId());
        boolean utils = artifacts.stream()
                .anyMatch(artifact -> artifact.getGroupId().equals("org.codehaus.plexus")
                        && artifact.getArtifactId().equals("plexus-utils"));
        if (!utils) {
            fetcher.graph(
                    new CollectRequest(new Dependency(OLD_PLEXUS_UTILS, ""), repositories), filter(), "old plugins");
        }
    }

    /** Maven fetches also what it then takes from its own class path. */
    private static DependencyFilter filter() {
        return new ScopeDependencyFilter("provided", "test");
    }

    /** Artifacts that configurations name, such as annotation processors and signatures. What cannot be had may never be asked for; the build will tell. */
    private void named(Plugin plugin, List<RemoteRepository> repositories, Unit unit) {
        List<Xpp3Dom> configurations = new ArrayList<>();
        if (plugin.getConfiguration() instanceof Xpp3Dom own) {
            configurations.add(own);
        }
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getConfiguration() instanceof Xpp3Dom own) {
                configurations.add(own);
            }
        }
        for (Xpp3Dom configuration : configurations) {
            processorsManaged(configuration, unit);
            for (Artifact artifact : Coordinates.named(configuration)) {
                boolean ours = artifact.getGroupId().equals(unit.model().getGroupId())
                        && artifact.getVersion().equals(unit.model().getVersion());
                if (!ours && done.add("named " + artifact)) {
                    List<Exclusion> none = List.of();
                    try {
                        fetcher.graph(
                                new CollectRequest(new Dependency(artifact, "runtime", false, none), repositories),
                                new ScopeDependencyFilter("provided", "test"),
                                "named by " + plugin.getId());
                    } catch (BuildException e) {
                        LOG.info("{}", e.getMessage());
                    }
                }
            }
        }
    }

    /** Newer compiler plugins take a processor's version from the managed dependencies. */
    private static void processorsManaged(Xpp3Dom configuration, Unit unit) {
        Xpp3Dom paths = configuration.getChild("annotationProcessorPaths");
        if (paths == null || unit.model().getDependencyManagement() == null) {
            return;
        }
        for (Xpp3Dom path : paths.getChildren()) {
            if (!Coordinates.child(path, "version").isEmpty()) {
                continue;
            }
            unit.model().getDependencyManagement().getDependencies().stream()
                    .filter(managed -> managed.getGroupId().equals(Coordinates.child(path, "groupId"))
                            && managed.getArtifactId().equals(Coordinates.child(path, "artifactId")))
                    .findFirst()
                    .ifPresent(managed -> {
                        Xpp3Dom version = new Xpp3Dom("version");
                        version.setValue(managed.getVersion());
                        path.addChild(version);
                    });
        }
    }

    private boolean runs(Plugin plugin, List<RemoteRepository> repositories) {
        for (PluginExecution execution : plugin.getExecutions()) {
            String phase = execution.getPhase();
            if (phase != null && Phases.runs(phase)) {
                return true;
            }
            if (phase == null && !execution.getGoals().isEmpty()) {
                Map<String, String> goals = phases.computeIfAbsent(plugin.getId(), id -> goals(plugin, repositories));
                if (execution.getGoals().stream().anyMatch(goal -> Phases.runs(goals.getOrDefault(goal, "")))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The phase of each goal, from the plugin's descriptor. Maven reads that of every plugin with such an execution, so it must be in the cache anyway. */
    private Map<String, String> goals(Plugin plugin, List<RemoteRepository> repositories) {
        Artifact jar = jar(plugin, plugin.getVersion());
        fetcher.file(ArtifactDescriptorUtils.toPomArtifact(jar), repositories, "the plugin " + plugin.getId());
        // Maven resolves the parents of its model too.
        fetcher.model(jar, repositories);
        File file = Objects.requireNonNull(
                fetcher.file(jar, repositories, "the plugin " + plugin.getId()).getFile());
        try (ZipFile zip = new ZipFile(file)) {
            ZipEntry descriptor = zip.getEntry("META-INF/maven/plugin.xml");
            if (descriptor == null) {
                return Map.of();
            }
            try (InputStream in = zip.getInputStream(descriptor)) {
                byte[] text = in.readNBytes(LONGEST_DESCRIPTOR + 1);
                if (text.length > LONGEST_DESCRIPTOR) {
                    throw new IOException("the descriptor is larger than that of any plugin");
                }
                return goals(new ByteArrayInputStream(text));
            }
        } catch (IOException | XMLStreamException e) {
            throw new BuildException("The plugin " + plugin.getId() + " has no readable descriptor.", e);
        }
    }

    private static Map<String, String> goals(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        Map<String, String> goals = new HashMap<>();
        List<String> path = new ArrayList<>();
        @Nullable String goal = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.add(reader.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
            } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                String at = String.join("/", path);
                if (at.equals("plugin/mojos/mojo/goal")) {
                    goal = reader.getText().strip();
                } else if (at.equals("plugin/mojos/mojo/phase") && goal != null) {
                    goals.put(goal, reader.getText().strip());
                }
            }
        }
        return goals;
    }

    private static Artifact jar(Plugin plugin, String version) {
        return new DefaultArtifact(plugin.getGroupId(), plugin.getArtifactId(), "", "jar", version);
    }
}
