package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.eclipse.aether.version.VersionConstraint;
import org.jspecify.annotations.Nullable;

/** The version that Maven gives to a plugin without one: the release, or else the newest that runs in this Maven (its {@code DefaultPluginVersionResolver}). */
final class PluginVersions {
    private static final GenericVersionScheme SCHEME = new GenericVersionScheme();

    private final Fetcher fetcher;
    private final String maven;

    /** @param maven the version that builds */
    PluginVersions(Fetcher fetcher, String maven) {
        this.fetcher = fetcher;
        this.maven = maven;
    }

    /** Null when no repository tells of one that fits. */
    @Nullable
    String choose(Plugin plugin, List<RemoteRepository> repositories) {
        for (String version : fetcher.released(plugin.getGroupId(), plugin.getArtifactId(), repositories)) {
            if (runs(plugin, version, repositories)) {
                return version;
            }
        }
        return null;
    }

    private boolean runs(Plugin plugin, String version, List<RemoteRepository> repositories) {
        try {
            Artifact pom = fetcher.file(
                    new DefaultArtifact(plugin.getGroupId(), plugin.getArtifactId(), "", "pom", version),
                    repositories,
                    "the version of " + plugin.getKey());
            String required = fetcher.requiredMaven(pom, repositories);
            return required.isEmpty() || fits(required);
        } catch (BuildException e) {
            return false; // one that a list names and no repository has: Maven passes it over, too
        }
    }

    private boolean fits(String required) {
        try {
            VersionConstraint constraint = SCHEME.parseVersionConstraint(required);
            Version ours = SCHEME.parseVersion(maven);
            return constraint.getRange() == null
                    ? constraint.getVersion().compareTo(ours) <= 0
                    : constraint.containsVersion(ours);
        } catch (InvalidVersionSpecificationException e) {
            return true; // Maven does not refuse what it cannot read
        }
    }
}
