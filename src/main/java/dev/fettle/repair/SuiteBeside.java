package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.repair.Reproducer.NotReproduced;
import dev.fettle.repair.Reproducer.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole suite before any change, which runs beside the search where the failing tests were named and seen red: what else is red, and which tests there are,
 * need not be known before there is something to prove.
 */
public final class SuiteBeside implements AutoCloseable {
    private final Problem problem;
    private final Beside<Suite.Baseline> run;

    SuiteBeside(Problem problem, Beside<Suite.Baseline> run) {
        this.problem = problem;
        this.run = run;
    }

    /** Waits for the suite, and adds what it said. A wanted test that is green in it is flaky; one that is not in it was never the build's. */
    public Outcome join(Reproduction seen) {
        Suite.Baseline baseline = run.await();
        Optional<NotReproduced> broken = Reproducer.broken(baseline.run(), problem);
        if (broken.isPresent()) {
            return broken.get();
        }
        TestReport report = baseline.report();
        List<TestOutcome> there = seen.red().stream()
                .filter(red -> report.find(red.id()).isPresent())
                .toList();
        if (there.isEmpty()) {
            return Reproducer.notRed(problem, report);
        }
        Set<TestId> flaky = new LinkedHashSet<>(seen.flaky());
        flaky.addAll(Reproducer.greenIn(report, there));
        return Reproducer.seenTwice(problem, report, true, there, flaky);
    }

    /** Stops the run where it has not ended. */
    @Override
    public void close() {
        run.close();
    }
}
