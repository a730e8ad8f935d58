package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.improve.scan.Builds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server's build tools and sandboxes, as scans use them. */
record EngineBuilds(List<BuildTool> tools, MavenBuild maven, SandboxWiring sandboxes) implements Builds {
    EngineBuilds {
        tools = List.copyOf(tools);
    }

    @Override
    public Optional<BuildTool> toolOf(Path tree) {
        return tools.stream().filter(tool -> tool.recognises(tree)).findFirst();
    }

    @Override
    public DependencyAudit audit() {
        return maven.audit();
    }

    @Override
    public boolean mayRun(RepositoryRef repository) {
        return sandboxes.allows(repository);
    }
}
