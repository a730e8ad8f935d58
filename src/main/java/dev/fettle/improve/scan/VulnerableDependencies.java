package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.Advisory;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit.Vulnerable;
import dev.fettle.intake.Signal;
import dev.fettle.workspace.Workspace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Maven project resolves to, held against advisories that lie on this machine. Nothing is asked of anybody for it. */
public final class VulnerableDependencies implements ScanSource {
    private final KnownAdvisories advisories;
    private final Builds builds;
    private final InstantSource clock;

    /** The advisories at hand. */
    public interface KnownAdvisories {
        /** All, and what of them could not be read. */
        Known read();

        /** Which they are: another answer when they have changed. "" for none. */
        String edition();

        /** Whether somebody handed them in for this scan, and so wants it whatever the settings say. */
        boolean handedIn();
    }

    /** @param unread files that could not be read, each with why */
    public record Known(List<Advisory> all, List<String> unread) {
        public Known {
            all = List.copyOf(all);
            unread = List.copyOf(unread);
        }
    }

    public VulnerableDependencies(KnownAdvisories advisories, Builds builds, InstantSource clock) {
        this.advisories = advisories;
        this.builds = builds;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "dependencies";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return advisories.handedIn() || settings.sources().codeAnalysis();
    }

    @Override
    public boolean ofTheTree() {
        return true;
    }

    @Override
    public String edition() {
        return advisories.edition();
    }

    @Override
    public Looked look(Place place) {
        if (advisories.edition().isEmpty()) {
            return Looked.not(name(), ScanReason.NO_ADVISORIES, "");
        }
        Workspace tree = place.tree();
        Optional<BuildTool> tool = builds.toolOf(tree.root());
        if (tool.isEmpty()) {
            return Looked.not(name(), ScanReason.NOT_SUPPORTED, "");
        }
        Known known = advisories.read();
        List<Left> left = new ArrayList<>();
        known.unread().forEach(file -> left.add(new Left(name(), ScanReason.NOT_READ, file)));
        List<Sighting> sightings = builds.audit().audit(tool.get().prepare(tree.root()), known.all()).stream()
                .map(vulnerable -> new Sighting(signal(place, vulnerable), false))
                .toList();
        return new Looked(sightings, left, true);
    }

    private Signal signal(Place place, Vulnerable vulnerable) {
        Advisory worst = vulnerable.advisories().get(0);
        int more = vulnerable.advisories().size() - 1;
        return new Signal.VulnerableDependency(
                place.repository(),
                clock.instant(),
                vulnerable.dependency(),
                vulnerable.version(),
                vulnerable.module().isEmpty() ? "pom.xml" : vulnerable.module() + "/pom.xml",
                vulnerable.advisories().stream().map(Advisory::id).distinct().toList(),
                worst.severity(),
                worst.summary() + (more > 0 ? " (and " + more + " more)" : ""),
                vulnerable.fixed());
    }
}
