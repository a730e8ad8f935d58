package dev.fettle.build.maven;

import dev.fettle.base.UntrustedText;
import dev.fettle.build.BuildException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalArtifactRegistration;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalArtifactResult;
import org.eclipse.aether.repository.LocalMetadataRegistration;
import org.eclipse.aether.repository.LocalMetadataRequest;
import org.eclipse.aether.repository.LocalMetadataResult;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * The dependency cache, which first takes what the operator's own local repository already holds. Keeps no notes on where an artifact came from: Maven
 * then takes whatever lies in it, under whichever repository id a build knows it.
 */
final class SeededCache implements LocalRepositoryManager {
    /** A step that stands still or goes up, and what is no character of a name. */
    private static final Pattern LEADS_ELSEWHERE = Pattern.compile("(^|/)\\.{1,2}(/|$)|[\\\\\\p{Cntrl}]");

    private static final int LONGEST = 200;

    private final LocalRepositoryManager cache;
    private final Path root;
    private final Path seed;

    SeededCache(LocalRepositoryManager cache, Path seed) {
        this.cache = cache;
        this.root = cache.getRepository().getBasedir().toPath();
        this.seed = seed;
    }

    @Override
    public LocalArtifactResult find(RepositorySystemSession session, LocalArtifactRequest request) {
        Path path = Path.of(getPathForLocalArtifact(request.getArtifact()));
        LocalArtifactResult result = cache.find(session, request);
        if (result.isAvailable()) {
            return result;
        }
        Path source = seed.resolve(path);
        if (!Files.isRegularFile(source)) {
            return result;
        }
        copy(source, root.resolve(path));
        return cache.find(session, request);
    }

    /** Models of strangers name artifacts, and nothing else looks at those names before files of them are written. */
    private static String inside(String path, Object named) {
        if (path.startsWith("/") || LEADS_ELSEWHERE.matcher(path).find()) {
            throw BuildException.ofTheProject(
                    "A dependency is named " + UntrustedText.oneLine(named.toString(), LONGEST)
                            + ", which is no name of an artifact.",
                    null);
        }
        return path;
    }

    private static void copy(Path source, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(
                    target.getParent(), target.getFileName().toString(), ".part");
            Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Somebody cleaned their repository at this moment: then it is fetched.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public LocalRepository getRepository() {
        return cache.getRepository();
    }

    @Override
    public String getPathForLocalArtifact(Artifact artifact) {
        return inside(cache.getPathForLocalArtifact(artifact), artifact);
    }

    @Override
    public String getPathForRemoteArtifact(Artifact artifact, RemoteRepository repository, String context) {
        return inside(cache.getPathForRemoteArtifact(artifact, repository, context), artifact);
    }

    @Override
    public String getPathForLocalMetadata(Metadata metadata) {
        return inside(cache.getPathForLocalMetadata(metadata), metadata);
    }

    @Override
    public String getPathForRemoteMetadata(Metadata metadata, RemoteRepository repository, String context) {
        return inside(cache.getPathForRemoteMetadata(metadata, repository, context), metadata);
    }

    @Override
    public void add(RepositorySystemSession session, LocalArtifactRegistration request) {
        cache.add(session, request);
    }

    @Override
    public LocalMetadataResult find(RepositorySystemSession session, LocalMetadataRequest request) {
        return cache.find(session, request);
    }

    @Override
    public void add(RepositorySystemSession session, LocalMetadataRegistration request) {
        cache.add(session, request);
    }
}
