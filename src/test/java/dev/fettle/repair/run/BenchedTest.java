package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small project in a real sandbox with a bench over it. */
abstract class BenchedTest extends SandboxedTest {
    static final Duration LONG = Duration.ofMinutes(2);

    SmallProject small;

    @Nullable
    WarmTestBench opened;

    @BeforeEach
    void begin(@TempDir Path folder) {
        small = new SmallProject(folder, framework());
    }

    @AfterEach
    void closeBench() {
        if (opened != null) {
            opened.close();
        }
    }

    TestFramework framework() {
        return TestFramework.JUNIT4;
    }

    /** Compiles what was written and runs all its tests. */
    Baseline baseline() {
        return baseline(BenchOptions.standard());
    }

    Baseline baseline(BenchOptions options) {
        open(options);
        return bench().baseline(List.of(), LONG);
    }

    void open(BenchOptions options) {
        try {
            Project project = small.compiled().in(sandbox);
            opened = WarmTestBench.open(sandbox, project, project.modules().get(0), options, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void load(String path, String source) {
        try {
            bench().load(new VariantBatch(1, small.variant(path, source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VariantResult shared(int variant, TestId... tests) {
        return bench().run(VariantRun.kill(1, variant, List.of(tests)));
    }

    VariantResult fresh(int variant, TestId... tests) {
        return bench().run(VariantRun.confirm(1, List.of(variant), List.of(tests)));
    }

    WarmTestBench bench() {
        return Objects.requireNonNull(opened, "open it first");
    }

    static Coverage coverage(Baseline baseline, TestId id) {
        return Objects.requireNonNull(baseline.coverage().get(id), "no coverage");
    }

    static long ticks(Baseline baseline, TestId id) {
        return Objects.requireNonNull(baseline.ticks().get(id), "no ticks");
    }

    static long trace(VariantResult result, TestId id) {
        return Objects.requireNonNull(result.traces().get(id), "no trace");
    }

    /** What a red test said. */
    static String message(TestOutcome outcome) {
        return Objects.requireNonNull(outcome.failure(), "not red").message();
    }

    static TestId test(String text) {
        return TestId.parse(text);
    }

    /** How each test ended, by its id as text. */
    static Map<String, TestOutcome.Status> statuses(Baseline baseline) {
        Map<String, TestOutcome.Status> statuses = new TreeMap<>();
        baseline.outcomes().forEach(outcome -> statuses.put(outcome.id().toString(), outcome.status()));
        return statuses;
    }
}
