package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuilder;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.plugin.LifecycleBindingsInjector;
import org.apache.maven.model.resolution.WorkspaceModelResolver;
import org.apache.maven.model.superpom.SuperPomProvider;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** Builds effective models the way the installed Maven would, with the given properties and profiles. Loads no plugin and no extension. */
final class ModelReader implements WorkspaceModelResolver {
    private final ModelBuilder builder;
    private final Fetcher fetcher;
    private final Reactor reactor;
    private final Properties systemProperties;
    private final MavenConfig config;
    private final List<RemoteRepository> initial;
    private final Map<Path, Model> built = new HashMap<>();
    private final Deque<Path> building = new ArrayDeque<>();

    ModelReader(
            MavenInstallation maven,
            Fetcher fetcher,
            Reactor reactor,
            Properties systemProperties,
            MavenConfig config) {
        this.fetcher = fetcher;
        this.reactor = reactor;
        this.systemProperties = systemProperties;
        this.config = config;
        Model superModel = superModel(maven);
        this.initial = repositories(superModel);
        this.builder = new DefaultModelBuilderFactory() {
            @Override
            protected LifecycleBindingsInjector newLifecycleBindingsInjector() {
                return new LifecycleBindings(maven);
            }

            @Override
            protected SuperPomProvider newSuperPomProvider() {
                return version -> superModel;
            }
        }.newInstance();
    }

    /** Where Maven looks by itself, whatever a project says. */
    static List<RemoteRepository> ownRepositories(MavenInstallation maven) {
        return repositories(superModel(maven));
    }

    private static List<RemoteRepository> repositories(Model model) {
        return model.getRepositories().stream()
                .map(ArtifactDescriptorUtils::toRemoteRepository)
                .toList();
    }

    private static Model superModel(MavenInstallation maven) {
        try {
            return new MavenXpp3Reader().read(new StringReader(maven.superPom()));
        } catch (java.io.IOException | XmlPullParserException e) {
            throw new BuildException("Maven in " + maven.home() + " is not whole: no super model.", e);
        }
    }

    /** As {@link Fetcher} says it of what is not there or not reached, which may be this machine's fault. */
    private static final String CANNOT_BE_HAD = "cannot be had";

    /** Builds the models of all active modules, from the root down, and adds them to the reactor. */
    void readAll() {
        Deque<Path> open = new ArrayDeque<>(List.of(reactor.rootPom()));
        List<Path> seen = new ArrayList<>();
        while (!open.isEmpty()) {
            Path pom = open.removeFirst();
            if (seen.contains(pom)) {
                continue;
            }
            seen.add(pom);
            Model model = effective(pom);
            Path folder = reactor.root().relativize(Objects.requireNonNull(pom.getParent()));
            reactor.add(new Unit(folder.toString().replace('\\', '/'), pom, model));
            for (String module : model.getModules()) {
                Path child = reactor.child(pom, module);
                if (child == null) {
                    throw BuildException.ofTheProject(
                            "The module " + module + " of " + model.getArtifactId() + " does not exist.", null);
                }
                open.addLast(child);
            }
        }
    }

    private Model effective(Path pom) {
        Model known = built.get(pom);
        if (known != null) {
            return known;
        }
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setPomFile(pom.toFile());
        request.setProcessPlugins(true);
        request.setTwoPhaseBuilding(false);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MAVEN_3_0);
        request.setSystemProperties(systemProperties);
        request.setUserProperties(config.properties());
        request.setActiveProfileIds(config.activeProfiles());
        request.setInactiveProfileIds(config.inactiveProfiles());
        request.setModelResolver(new PomResolver(fetcher, initial));
        request.setWorkspaceModelResolver(this);
        building.push(pom);
        try {
            Model model = builder.build(request).getEffectiveModel();
            built.put(pom, model);
            return model;
        } catch (ModelBuildingException e) {
            ModelProblem first = e.getProblems().stream()
                    .filter(problem -> problem.getSeverity() != ModelProblem.Severity.WARNING)
                    .findFirst()
                    .orElse(e.getProblems().get(0));
            String message = reactor.root().relativize(pom) + " makes no model: " + first.getMessage();
            throw first.getMessage().contains(CANNOT_BE_HAD)
                    ? new BuildException(message, e)
                    : BuildException.ofTheProject(message, e);
        } finally {
            building.pop();
        }
    }

    @Override
    public @Nullable Model resolveRawModel(String groupId, String artifactId, String versionConstraint) {
        Path pom = reactor.pomOf(groupId, artifactId);
        if (pom == null || !fits(pom, versionConstraint)) {
            return null;
        }
        Model model = reactor.rawModel(pom).clone();
        model.setPomFile(pom.toFile());
        return model;
    }

    @Override
    public @Nullable Model resolveEffectiveModel(String groupId, String artifactId, String versionConstraint) {
        Path pom = reactor.pomOf(groupId, artifactId);
        return pom == null || building.contains(pom) || !fits(pom, versionConstraint) ? null : effective(pom);
    }

    private boolean fits(Path pom, String wanted) {
        Model model = reactor.rawModel(pom);
        String version = model.getVersion() != null
                ? model.getVersion()
                : model.getParent() != null ? model.getParent().getVersion() : "";
        // A version made of properties is known only once the model is built; the name tells enough.
        return version.contains("${") || version.equals(wanted);
    }
}
