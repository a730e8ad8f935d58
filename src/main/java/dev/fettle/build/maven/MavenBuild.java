package dev.fettle.build.maven;

import dev.fettle.base.Certificates;
import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds with the Maven that is installed. The model is read and everything an offline {@code mvn test} needs is fetched in our own process, with the
 * operator's settings; what the repository itself brings runs in the sandbox only. Safe for use by several threads.
 */
public final class MavenBuild implements BuildTool {
    /** Names a file of more certificates to trust where dependencies are fetched, PEM. */
    public static final String CA_BUNDLE = "FETTLE_CA_BUNDLE";

    /** Far more than a large build's first time over a slow line. */
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(20);

    private static final int MOST_LEFT_BEHIND = 4;

    private static final List<String> SOURCES = List.of(".java", ".kt", ".groovy", ".scala");

    private final Path cache;
    private final Map<String, String> environment;
    private final MavenInstallation maven;
    private final RepositorySystem system = Fetcher.newSystem();
    private final PreparedStore store;
    private final Optional<Certificates> trusted;
    private final PublicWay way = new PublicWay(LONGEST_FETCH);
    private final FetchDeadline deadline = new FetchDeadline(LONGEST_FETCH, MOST_LEFT_BEHIND);

    /**
     * @param cache a folder of our own for dependencies, in the layout of a local Maven repository; made when missing. Every folder above it must be open to the
     *     sandbox's user
     * @param environment the operator's, for {@code HOME}, {@code PATH}, {@code MAVEN_HOME}, {@code JAVA_HOME}, {@link #CA_BUNDLE} and what settings refer to
     * @throws BuildException when Maven is not installed, or the bundle cannot be used
     */
    public MavenBuild(Path cache, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.maven = MavenInstallation.find(environment);
        try {
            Files.createDirectories(cache);
            this.cache = cache.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.store = new PreparedStore(this.cache);
        this.trusted = trusted(environment);
    }

    /** Whom the operator's environment says to trust besides the JDK's own authorities. */
    static Optional<Certificates> trusted(Map<String, String> environment) {
        String bundle = environment.getOrDefault(CA_BUNDLE, "");
        try {
            return bundle.isEmpty() ? Optional.empty() : Optional.of(Certificates.read(Path.of(bundle)));
        } catch (IllegalArgumentException e) {
            throw new BuildException("Dependencies cannot be fetched: " + e.getMessage(), e);
        }
    }

    /** The audit of what projects that this Maven made ready depend on. */
    public DependencyAudit audit() {
        return new MavenAudit(cache);
    }

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public boolean recognises(Path tree) {
        return Files.isRegularFile(tree.resolve("pom.xml"), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Project prepare(Path tree) {
        Path root = tree.toAbsolutePath().normalize();
        return deadline.within(
                () -> new Preparation(cache, environment, maven, system, store, trusted, way).prepare(root));
    }

    @Override
    public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
        return new MavenTests(new MavenCommands(maven, cache, sandbox, project), sandbox, project).run(only, limit);
    }

    @Override
    public Optional<TestRun> testWith(
            Sandbox sandbox, Project project, String jvmOption, List<TestId> only, Duration limit) {
        MavenCommands commands = new MavenCommands(maven, cache, sandbox, project, jvmOption);
        return Optional.of(new MavenTests(commands, sandbox, project).run(only, limit));
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return new MavenTests(new MavenCommands(maven, cache, sandbox, project), sandbox, project)
                .compile(List.of(), limit);
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Project.Module module, Duration limit) {
        List<String> only = project.modules().size() < 2
                ? List.of()
                : List.of("-pl", module.path().isEmpty() ? "." : module.path(), "-am");
        return new MavenTests(new MavenCommands(maven, cache, sandbox, project), sandbox, project).compile(only, limit);
    }

    @Override
    public String command(Path tree, Project project, List<TestId> only) {
        if (only.isEmpty()) {
            return "mvn test";
        }
        String test = " test -Dtest='" + TestSelection.of(only) + "'";
        Set<String> modules = new LinkedHashSet<>();
        for (TestId one : only) {
            project.modules().stream()
                    .filter(each -> holds(tree, each, one)) // several may have a test of this name
                    .forEach(found -> modules.add(found.path().isEmpty() ? "." : found.path()));
        }
        return project.modules().size() < 2 || modules.isEmpty()
                ? "mvn -q" + test
                // The modules that are only needed have no such test, which is no mistake.
                : "mvn -q -pl " + String.join(",", modules) + " -am" + test
                        + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private static boolean holds(Path tree, Project.Module module, TestId test) {
        String path = TestSelection.outer(test.className()).replace('.', '/');
        return module.tests().stream()
                .flatMap(folder -> SOURCES.stream().map(ending -> folder + "/" + path + ending))
                .anyMatch(file -> Files.isRegularFile(tree.resolve(file), LinkOption.NOFOLLOW_LINKS));
    }
}
