package dev.fettle.build.maven;

import dev.fettle.base.Certificates;
import dev.fettle.build.BuildException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.MetadataRequest;
import org.eclipse.aether.resolution.MetadataResult;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.jspecify.annotations.Nullable;

/** Brings artifacts into the dependency cache. One for one reading of a build; every file it touched is known afterwards. */
final class Fetcher {
    private static final long MOST_OF_ONE = 1L << 30;
    private static final long MOST_OF_ALL = 8L << 30;

    private final RepositorySystem system;
    private final DefaultRepositorySystemSession session;
    private final List<RemoteRepository> preferred;
    private final Set<Path> files = ConcurrentHashMap.newKeySet();
    private final Set<Path> versionLists = ConcurrentHashMap.newKeySet();

    Fetcher(
            RepositorySystem system,
            Path cache,
            Path seed,
            OperatorSettings settings,
            Optional<Certificates> trusted,
            PublicWay way,
            Properties properties,
            WorkspaceReader reactor) {
        this.system = system;
        this.session = MavenRepositorySystemUtils.newSession();
        settings.configure(session, trusted, way);
        session.setSystemProperties(properties);
        session.setUserProperties(Map.of());
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        session.setWorkspaceReader(reactor);
        session.setConfigProperty("aether.connector.userAgent", "Fettle");
        session.setConfigProperty("aether.connector.connectTimeout", 20_000);
        session.setConfigProperty("aether.connector.requestTimeout", 120_000);
        session.setTransferListener(new TransferCaps(MOST_OF_ONE, MOST_OF_ALL));
        session.setRepositoryListener(new AbstractRepositoryListener() {
            @Override
            public void artifactResolved(RepositoryEvent event) {
                if (event.getFile() != null && event.getFile().toPath().startsWith(cache)) {
                    files.add(event.getFile().toPath());
                }
            }

            @Override
            public void metadataResolved(RepositoryEvent event) {
                // Lists of an artifact's versions; those of one snapshot are another matter.
                boolean versions = event.getMetadata() != null
                        && event.getMetadata().getVersion().isEmpty();
                if (versions
                        && event.getFile() != null
                        && event.getFile().toPath().startsWith(cache)) {
                    versionLists.add(event.getFile().toPath());
                }
            }
        });
        session.setLocalRepositoryManager(new SeededCache(
                system.newLocalRepositoryManager(session, new LocalRepository(cache.toFile(), "simple")), seed));
        this.preferred = system.newResolutionRepositories(session, settings.repositories());
    }

    /** The parts of the resolver, wired. Costly; one for the life of the process. */
    static RepositorySystem newSystem() {
        return new RepositorySystemSupplier().get();
    }

    DefaultRepositorySystemSession session() {
        return session;
    }

    /** Every file of the cache that was asked for so far. */
    Set<Path> files() {
        return files;
    }

    /** Lists of versions that were asked for so far, as the repositories told them. */
    Set<Path> versionLists() {
        return versionLists;
    }

    /** The repositories to ask: the operator's, then the project's, each behind its mirror, with proxy and login. */
    List<RemoteRepository> repositories(List<RemoteRepository> named) {
        List<RemoteRepository> all = new ArrayList<>(preferred);
        for (RemoteRepository repository : system.newResolutionRepositories(session, named)) {
            boolean known = all.stream().anyMatch(one -> one.getId().equals(repository.getId()));
            if (!known && !GuardedMirrors.refuses(repository)) {
                all.add(repository);
            }
        }
        return all;
    }

    /**
     * One artifact's file.
     *
     * @throws BuildException when it cannot be had
     */
    Artifact file(Artifact artifact, List<RemoteRepository> repositories, String why) {
        try {
            return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                    .getArtifact();
        } catch (ArtifactResolutionException e) {
            throw missing(why, e);
        }
    }

    /** Reads an artifact's model, which brings the parents and imports of the model along. */
    void model(Artifact artifact, List<RemoteRepository> repositories) {
        descriptor(artifact, repositories);
    }

    private ArtifactDescriptorResult descriptor(Artifact artifact, List<RemoteRepository> repositories) {
        try {
            return system.readArtifactDescriptor(session, new ArtifactDescriptorRequest(artifact, repositories, null));
        } catch (ArtifactDescriptorException e) {
            throw missing("the model of " + artifact, e);
        }
    }

    /** One artifact's file, null when it cannot be had. */
    @Nullable
    Artifact fileIfAny(Artifact artifact, List<RemoteRepository> repositories) {
        try {
            return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                    .getArtifact();
        } catch (ArtifactResolutionException e) {
            return null;
        }
    }

    /** The highest version of a range, or of all versions for {@code [0,)}. */
    @Nullable
    String highestVersion(Artifact artifact, List<RemoteRepository> repositories) {
        try {
            var result = system.resolveVersionRange(session, new VersionRangeRequest(artifact, repositories, null));
            return result.getHighestVersion() == null
                    ? null
                    : result.getHighestVersion().toString();
        } catch (RepositoryException e) {
            return null;
        }
    }

    /** The versions that repositories tell of, in the order in which Maven tries them for a plugin without one: the latest release, then the newest first. */
    List<String> released(String groupId, String artifactId, List<RemoteRepository> repositories) {
        Metadata wanted =
                new DefaultMetadata(groupId, artifactId, "maven-metadata.xml", Metadata.Nature.RELEASE_OR_SNAPSHOT);
        List<MetadataRequest> requests = new ArrayList<>();
        repositories.forEach(repository -> requests.add(new MetadataRequest(wanted, repository, null)));
        Set<String> releases = new LinkedHashSet<>();
        Set<Version> all = new TreeSet<>(Comparator.reverseOrder());
        for (MetadataResult result : system.resolveMetadata(session, requests)) {
            File file =
                    result.getMetadata() == null ? null : result.getMetadata().getFile();
            if (file == null) {
                continue;
            }
            try (Reader in = Files.newBufferedReader(file.toPath())) {
                Xpp3Dom versioning = Xpp3DomBuilder.build(in).getChild("versioning");
                String release = Coordinates.child(versioning, "release");
                if (!release.isEmpty()) {
                    releases.add(release);
                }
                all.addAll(versions(versioning));
            } catch (IOException | XmlPullParserException | InvalidVersionSpecificationException e) {
                throw new BuildException("The list of versions " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        all.forEach(version -> releases.add(version.toString()));
        return List.copyOf(releases);
    }

    private static List<Version> versions(@Nullable Xpp3Dom versioning) throws InvalidVersionSpecificationException {
        Xpp3Dom versions = versioning == null ? null : versioning.getChild("versions");
        List<Version> all = new ArrayList<>();
        for (Xpp3Dom version : versions == null ? new Xpp3Dom[0] : versions.getChildren("version")) {
            if (!version.getValue().endsWith("-SNAPSHOT")) {
                all.add(new GenericVersionScheme().parseVersion(version.getValue()));
            }
        }
        return all;
    }

    /**
     * The Maven that a plugin asks for, a version or a range; "" when it asks for none.
     *
     * @throws BuildException when its model cannot be had
     */
    String requiredMaven(Artifact pom, List<RemoteRepository> repositories) {
        return descriptor(pom, repositories)
                .getProperties()
                .getOrDefault("prerequisites.maven", "")
                .toString();
    }

    /**
     * Collects a graph and brings the files of its nodes.
     *
     * @param filter which nodes' files are wanted
     * @return the artifacts in class path order, each with its file
     * @throws BuildException naming what is missing and who wants it
     */
    List<Artifact> graph(CollectRequest request, @Nullable DependencyFilter filter, String why) {
        try {
            DependencyNode root = system.resolveDependencies(session, new DependencyRequest(request, filter))
                    .getRoot();
            PreorderNodeListGenerator order = new PreorderNodeListGenerator();
            root.accept(order);
            return order.getArtifacts(false);
        } catch (DependencyResolutionException e) {
            throw missing(why, e);
        }
    }

    private static BuildException missing(String why, RepositoryException e) {
        List<String> names = new ArrayList<>();
        List<ArtifactResult> results = e instanceof ArtifactResolutionException artifact
                ? artifact.getResults()
                : e instanceof DependencyResolutionException dependency && dependency.getResult() != null
                        ? dependency.getResult().getArtifactResults()
                        : List.of();
        for (ArtifactResult result : results) {
            if (!result.isResolved()) {
                names.add(result.getRequest().getArtifact().toString());
            }
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String what = names.isEmpty() ? "" : String.join(", ", names.subList(0, Math.min(5, names.size()))) + ": ";
        return new BuildException("A dependency cannot be had (" + why + "): " + what + cause.getMessage(), e);
    }
}
