package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;

/** Fetches parents and imported models from the repositories that the models on the way name, and from those it was given to begin with. */
final class PomResolver implements ModelResolver {
    private final Fetcher fetcher;
    private final List<RemoteRepository> named = new ArrayList<>();

    PomResolver(Fetcher fetcher, List<RemoteRepository> named) {
        this.fetcher = fetcher;
        this.named.addAll(named);
    }

    @Override
    public ModelSource resolveModel(String groupId, String artifactId, String version)
            throws UnresolvableModelException {
        Artifact pom = new DefaultArtifact(groupId, artifactId, "", "pom", version);
        try {
            File file = Objects.requireNonNull(
                    fetcher.file(pom, fetcher.repositories(named), "a parent or an import of the model")
                            .getFile());
            return new FileModelSource(file);
        } catch (BuildException e) {
            throw new UnresolvableModelException(e.getMessage(), groupId, artifactId, version, e);
        }
    }

    @Override
    public ModelSource resolveModel(Parent parent) throws UnresolvableModelException {
        parent.setVersion(fixed(parent.getGroupId(), parent.getArtifactId(), parent.getVersion()));
        return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource resolveModel(Dependency dependency) throws UnresolvableModelException {
        dependency.setVersion(fixed(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion()));
        return resolveModel(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    private String fixed(String groupId, String artifactId, String version) {
        if (!version.startsWith("[") && !version.startsWith("(")) {
            return version;
        }
        String highest = fetcher.highestVersion(
                new DefaultArtifact(groupId, artifactId, "", "pom", version), fetcher.repositories(named));
        return highest == null ? version : highest;
    }

    @Override
    public void addRepository(Repository repository) {
        addRepository(repository, false);
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
        RemoteRepository added = ArtifactDescriptorUtils.toRemoteRepository(repository);
        boolean known = named.stream().anyMatch(one -> one.getId().equals(added.getId()));
        if (known && !replace) {
            return;
        }
        named.removeIf(one -> one.getId().equals(added.getId()));
        named.add(added);
    }

    @Override
    public ModelResolver newCopy() {
        return new PomResolver(fetcher, named);
    }
}
