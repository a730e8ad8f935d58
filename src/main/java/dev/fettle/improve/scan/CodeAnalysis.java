package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.intake.Signal;
import dev.fettle.repair.Analyser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Mistakes that the built-in analyser finds in production code, each with what its rule says would mend it. Whoever switched it on wants them mended: code of the
 * default branch is what people with write access made.
 */
public final class CodeAnalysis implements ScanSource {
    private final Supplier<Analyser> analyser;
    private final String edition;
    private final Builds builds;
    private final Duration limit;
    private final InstantSource clock;

    /**
     * With an analyser.
     *
     * @param analyser asked for when a tree is first analysed
     * @param edition its own
     * @param limit of one analysis, the project's build included
     */
    public CodeAnalysis(
            Supplier<Analyser> analyser, String edition, Builds builds, Duration limit, InstantSource clock) {
        this.analyser = analyser;
        this.edition = edition;
        this.builds = builds;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "code_analysis";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return settings.sources().codeAnalysis();
    }

    @Override
    public boolean ofTheTree() {
        return true;
    }

    @Override
    public String edition() {
        return edition;
    }

    @Override
    public Looked look(Place place) {
        return builds.running(name(), place, (tool, project) -> analysed(place, tool, project));
    }

    private Looked analysed(Place place, BuildTool tool, Project project) {
        Analyser.Analysis analysis = analyser.get().analyse(place.tree(), tool, project, limit);
        List<Left> left = new ArrayList<>();
        ScanReason reason = analysis.built() ? ScanReason.NOT_ANALYSED : ScanReason.DOES_NOT_BUILD;
        analysis.notLookedAt().forEach(detail -> left.add(new Left(name(), reason, detail)));
        List<Sighting> sightings = analysis.findings().stream()
                .map(finding -> new Sighting(signal(place, finding), true))
                .toList();
        return new Looked(sightings, left, left.isEmpty());
    }

    private Signal signal(Place place, Analyser.Finding finding) {
        return new Signal.RuleFinding(
                place.repository(),
                clock.instant(),
                finding.rule(),
                finding.path(),
                finding.line(),
                finding.message(),
                finding.severity(),
                "",
                finding.suggestion().isEmpty() ? "" : "Error Prone suggests: " + finding.suggestion(),
                true);
    }
}
