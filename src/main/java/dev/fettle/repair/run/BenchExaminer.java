package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Examiner;
import dev.fettle.repair.Problem;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Examines a project on the warm test bench, which stops tests that never end by their loop budget. */
public final class BenchExaminer implements Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(BenchExaminer.class);
    private final Sandboxes sandboxes;
    private final InstantSource clock;

    public BenchExaminer(Sandboxes sandboxes, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.clock = clock;
    }

    @Override
    public Optional<Examination> examine(Problem problem, Duration limit) {
        Project project = problem.project();
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            TestRun compiled = problem.tool().compile(sandbox, project, limit);
            if (compiled.end() != TestRun.End.PASSED) {
                return Optional.empty();
            }
            List<TestOutcome> outcomes = new ArrayList<>();
            Set<TestId> endless = new HashSet<>();
            for (Project.Module module : project.modules()) {
                if (module.framework() == Project.TestFramework.NONE || !wanted(problem, module)) {
                    continue;
                }
                try (TestBench bench = WarmTestBench.open(sandbox, project, module, BenchOptions.standard(), clock)) {
                    Baseline baseline = bench.baseline(List.of(), limit);
                    outcomes.addAll(baseline.outcomes());
                    endless.addAll(baseline.endless().keySet());
                }
            }
            return Optional.of(new Examination(outcomes, endless));
        } catch (BenchException e) {
            LOG.info("the project cannot be examined on the bench, its build alone tells: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** With named tests, only the modules that may hold them. */
    private static boolean wanted(Problem problem, Project.Module module) {
        Set<String> files = Set.copyOf(problem.workspace().files());
        return problem.failing().isEmpty()
                || module.tests().stream()
                        .anyMatch(folder -> problem.failing().stream()
                                .anyMatch(test -> files.contains(folder + "/" + source(test))));
    }

    private static String source(TestId test) {
        int nested = test.className().indexOf('$');
        String top = nested < 0 ? test.className() : test.className().substring(0, nested);
        return top.replace('.', '/') + ".java";
    }
}
