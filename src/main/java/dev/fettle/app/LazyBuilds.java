package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.improve.scan.Builds;
import dev.fettle.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Build tools and sandboxes that are looked for when a scan first needs them: most scans only read. */
final class LazyBuilds implements Builds, AutoCloseable {
    private final Home home;
    private final Map<String, String> environment;
    private final SandboxChoice choice;
    private @Nullable MavenBuild maven;
    private @Nullable SandboxWiring sandboxes;

    LazyBuilds(Home home, Map<String, String> environment, SandboxChoice choice) {
        this.home = home;
        this.environment = environment;
        this.choice = choice;
    }

    @Override
    public MavenBuild maven() {
        MavenBuild known = maven;
        if (known == null) {
            known = new MavenBuild(home.dependencies(), environment);
            maven = known;
        }
        return known;
    }

    @Override
    public Optional<BuildTool> toolOf(Path tree) {
        BuildTool tool = maven();
        return tool.recognises(tree) ? Optional.of(tool) : Optional.empty();
    }

    @Override
    public DependencyAudit audit() {
        return maven().audit();
    }

    @Override
    public Sandboxes sandboxes() {
        SandboxWiring known = sandboxes;
        if (known == null) {
            known = SandboxWiring.of(choice, home.sandboxes());
            sandboxes = known;
        }
        return known;
    }

    @Override
    public boolean mayRun(RepositoryRef repository) {
        return choice.allows(repository);
    }

    @Override
    public void close() throws Exception {
        if (sandboxes != null) {
            sandboxes.close();
        }
    }
}
