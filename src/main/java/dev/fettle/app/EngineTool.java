package dev.fettle.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.bench.BenchCase;
import dev.fettle.app.bench.CaseTool;
import dev.fettle.app.bench.HeldOutTests;
import dev.fettle.app.bench.Row;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Our own engine as the bench sees it: exactly what {@code fettle fix} does. */
final class EngineTool implements CaseTool {
    private static final Set<Stage> AFTER_THE_BASELINE = Set.of(Stage.LOCALISE, Stage.PATCH, Stage.PROVE);

    private final EngineWiring engine;
    private final GitWorkspaces workspaces;
    private final InstantSource clock;

    EngineTool(EngineWiring engine, GitWorkspaces workspaces, InstantSource clock) {
        this.engine = engine;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fettle";
    }

    @Override
    public Row work(BenchCase one, Duration limit, Progress progress) {
        Instant start = clock.instant();
        progress.stage(Stage.CHECKOUT);
        try (Workspace workspace = workspaces.snapshot(one.folder())) {
            LocalRepair.Done done = new LocalRepair(engine, RepositorySettings.DEFAULT, clock)
                    .mend(one.folder(), workspace, LocalRepair.Asked.of(one.failing()), limit, progress);
            double seconds = seconds(Duration.between(start, clock.instant()));
            ObjectNode json = done.report().json();
            Problem problem = done.problem();
            if (problem != null && done.result() instanceof Mended mended) {
                Row.HeldOut heldOut = new HeldOutTests(engine.sandboxes()).look(problem, one.heldOut());
                return new Row(one, name(), Row.Outcome.FIXED, heldOut, seconds, afterTheBaseline(mended), json);
            }
            Row.Outcome outcome =
                    done.result() instanceof NotMended not && not.error() ? Row.Outcome.FAILED : Row.Outcome.ABSTAINED;
            return new Row(one, name(), outcome, Row.HeldOut.NOT_RUN, seconds, 0, json);
        }
    }

    private static double afterTheBaseline(Mended mended) {
        return seconds(mended.times().times().entrySet().stream()
                .filter(entry -> AFTER_THE_BASELINE.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
