package dev.fettle.improve.scan;

import dev.fettle.base.Redactor;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.intake.Signal;
import dev.fettle.intake.Signal.FailureClass;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests that are red when the whole suite runs, once, in the sandbox. Off unless asked for: it costs what the suite costs. */
public final class RedTestsInTree implements ScanSource {
    private final Builds builds;
    private final boolean on;
    private final Redactor redactor;
    private final Duration limit;
    private final InstantSource clock;

    /**
     * Runs suites.
     *
     * @param on whether it was asked for
     * @param limit of the run
     */
    public RedTestsInTree(Builds builds, boolean on, Redactor redactor, Duration limit, InstantSource clock) {
        this.builds = builds;
        this.on = on;
        this.redactor = redactor;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return on;
    }

    @Override
    public boolean ofTheTree() {
        return true;
    }

    @Override
    public Looked look(Place place) {
        return builds.running(name(), place, (tool, project) -> tested(place, tool, project));
    }

    private Looked tested(Place place, BuildTool tool, Project project) {
        TestRun run;
        try (Sandbox sandbox = builds.sandboxes().fresh(Quota.PROJECT)) {
            sandbox.copyIn(place.tree().root(), "");
            run = tool.test(sandbox, project, List.of(), limit);
        }
        return switch (run.end()) {
            case PASSED -> new Looked(List.of(), List.of(), false);
            case RED -> new Looked(List.of(new Sighting(red(place, run), true)), List.of(), false);
            case NO_TESTS -> Looked.not(name(), ScanReason.NO_TESTS, clean(run.diagnosis()));
            case DOES_NOT_BUILD -> Looked.not(name(), ScanReason.DOES_NOT_BUILD, clean(run.diagnosis()));
            case TIMED_OUT ->
                Looked.not(name(), ScanReason.ENVIRONMENT, "it did not end within " + limit.toMinutes() + " minutes");
            case ENVIRONMENT -> Looked.not(name(), ScanReason.ENVIRONMENT, clean(run.diagnosis()));
        };
    }

    private Signal red(Place place, TestRun run) {
        List<TestOutcome> red = run.report().red();
        List<TestId> ids = red.stream().map(TestOutcome::id).toList();
        TestOutcome.Failure first = red.get(0).failure();
        String branch =
                place.onForge().map(repository -> repository.defaultBranch()).orElse("the folder");
        return new Signal.RedTests(
                place.repository(),
                clock.instant(),
                place.commit(),
                branch,
                true,
                "fettle scan",
                FailureClass.TEST,
                ids,
                trace(first),
                first == null ? "" : clean(first.type() + ": " + first.message()));
    }

    private @Nullable StackTrace trace(TestOutcome.@Nullable Failure failure) {
        return failure == null
                ? null
                : StackTraceParser.parseClean(failure.stackTrace(), this::clean).orElse(null);
    }

    private String clean(String text) {
        return redactor.redact(text);
    }
}
