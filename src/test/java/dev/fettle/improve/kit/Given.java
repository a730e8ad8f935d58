package dev.fettle.improve.kit;

import dev.fettle.app.telemetry.Traces;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.forge.Forge;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.improve.TicketPages;
import dev.fettle.improve.scan.Builds;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Workspaces;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What outlives a process of the loop: the world around it, and what a story says about it. A process takes it as it is when it starts. */
final class Given implements Builds {
    final SecretShapes shapes = SecretShapes.bundled();
    final GatesInForce gates = new GatesInForce(shapes);
    final Path folder;
    final HandClock clock;
    final LocalForge forge;
    final TextBuild build;
    final MinusBecomesPlus engine;
    final FolderSandboxes sandboxes;

    /** The server's settings for repositories without their own. */
    RepositorySettings settings = RepositorySettings.DEFAULT;

    /** The forge as Fettle sees it. */
    Forge seen;

    /** What Fettle's git goes through. */
    UnaryOperator<Workspaces> git = workspaces -> workspaces;

    /** Whether builds of the repositories may be run. */
    boolean mayRun = true;

    /** What a scan by schedule looks with; none where a story is about something else. */
    List<ScanSource> sources = List.of();

    /** Collected by nobody, until a story says who. */
    Traces traces = new Traces("", "");

    /** Whether no webhooks come. */
    boolean alone;

    /** What happens in a repository without a file of its own. */
    Onboarding onboarding = Onboarding.OFF;

    /** What the forge does not list for us. */
    final Set<RepositoryRef> hidden = new HashSet<>();

    /** What the operator names. */
    List<RepositoryRef> named = List.of();

    /** Where people find the pages of tickets. */
    TicketPages pages = TicketPages.NOWHERE;

    Given(
            Path folder,
            HandClock clock,
            LocalForge forge,
            TextBuild build,
            MinusBecomesPlus engine,
            FolderSandboxes sandboxes) {
        this.folder = folder;
        this.clock = clock;
        this.forge = forge;
        this.build = build;
        this.engine = engine;
        this.sandboxes = sandboxes;
        this.seen = forge;
    }

    @Override
    public Optional<BuildTool> toolOf(Path tree) {
        return Optional.<BuildTool>of(build).filter(tool -> tool.recognises(tree));
    }

    @Override
    public BuildTool maven() {
        throw new IllegalStateException("no story here analyses");
    }

    @Override
    public DependencyAudit audit() {
        throw new IllegalStateException("no story here audits");
    }

    @Override
    public Sandboxes sandboxes() {
        return sandboxes;
    }

    @Override
    public boolean mayRun(RepositoryRef repository) {
        return mayRun;
    }
}
