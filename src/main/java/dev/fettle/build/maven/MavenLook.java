package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.MetadataRequest;
import org.eclipse.aether.resolution.MetadataResult;

/** How the Maven of this machine stands: which it is, which JDKs it may build with, and whether its repositories are reached. */
public final class MavenLook {
    /** Every Maven project's tests are run by it, so every repository that is of use has it. */
    private static final Metadata SUREFIRE = new DefaultMetadata(
            "org.apache.maven.plugins", "maven-surefire-plugin", "maven-metadata.xml", Metadata.Nature.RELEASE);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, String> environment;
    private final Path usual;

    /** @param environment the operator's */
    public MavenLook(Map<String, String> environment) {
        this(environment, MavenInstallation.USUAL);
    }

    /** @param usual where Maven is looked for when the environment does not lead to it */
    public MavenLook(Map<String, String> environment, Path usual) {
        this.environment = Map.copyOf(environment);
        this.usual = usual;
    }

    /**
     * The version that is found, and where.
     *
     * @throws BuildException when there is none
     */
    public String installed() {
        MavenInstallation maven = MavenInstallation.find(environment, usual);
        return maven.version() + " in " + maven.home();
    }

    /** The versions of the JDKs that projects may be built with. */
    public List<String> jdks() {
        return Jdk.installed(environment).stream().map(Jdk::version).distinct().toList();
    }

    /**
     * What a repository is and why it did not answer.
     *
     * @param trouble "" when it did
     */
    public record Reached(String repository, String trouble) {}

    /**
     * Asks the central repository, by the operator's own settings: mirror, proxy, login.
     *
     * @param scratch an empty folder for what comes back
     */
    public Reached central(Path scratch) {
        MavenInstallation maven = MavenInstallation.find(environment, usual);
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        OperatorSettings settings =
                OperatorSettings.read(home.resolve(".m2/settings.xml"), maven.globalSettings(), environment);
        RepositorySystem system = Fetcher.newSystem();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        settings.configure(session, MavenBuild.trusted(environment), new PublicWay(LONGEST));
        session.setSystemProperties(System.getProperties());
        session.setConfigProperty("aether.connector.connectTimeout", 5_000);
        session.setConfigProperty("aether.connector.requestTimeout", 10_000);
        session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(scratch.toFile(), "simple")));
        RemoteRepository central = system.newResolutionRepositories(session, ModelReader.ownRepositories(maven))
                .get(0);
        if (session.isOffline()) {
            return new Reached(central.getUrl(), "Maven's settings say offline");
        }
        MetadataResult result = system.resolveMetadata(session, List.of(new MetadataRequest(SUREFIRE, central, null)))
                .get(0);
        return new Reached(
                central.getUrl(),
                result.isResolved() ? "" : String.valueOf(result.getException().getMessage()));
    }
}
