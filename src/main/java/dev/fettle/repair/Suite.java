package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Examiner.Examination;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Runs a problem's tests before any change, each time in a fresh sandbox, and finds an end where tests never do. */
final class Suite {
    /** A test that never ends is given so long by the build tool before it counts as seen. */
    private static final Duration ENDLESS = Duration.ofSeconds(30);

    /** The build tool's first try at the suite. A suite of few classes that takes longer has a test that never ends … */
    private static final Duration FIRST_TRY = Duration.ofSeconds(45);

    /** … and one of many takes long by itself: so much more for each of its source files, up to two thirds of the time there is. */
    private static final Duration FOR_EACH_FILE = Duration.ofSeconds(2);

    private static final Examination NOTHING_SEEN = new Examination(List.of(), Set.of());

    private final Sandboxes sandboxes;
    private final Examiner examiner;

    Suite(Sandboxes sandboxes, Examiner examiner) {
        this.sandboxes = sandboxes;
        this.examiner = examiner;
    }

    /** @param endless tests that never end */
    record Baseline(TestRun run, TestReport report, Set<TestId> endless) {
        static Baseline of(TestRun run) {
            return new Baseline(run, run.report(), Set.of());
        }
    }

    /** The build tool first, as almost every suite ends. Where it does not within a first, short limit, tests that never end are looked for. */
    Baseline baseline(Problem problem, Supplier<Duration> limit, Progress progress) {
        Duration all = limit.get();
        Duration patience = firstTry(problem, all);
        boolean isShort = all.compareTo(patience) <= 0;
        TestRun first = run(problem, Map.of(), List.of(), isShort ? all : patience);
        if (first.end() != TestRun.End.TIMED_OUT || isShort) {
            return Baseline.of(first); // where all the time went into it, none is left to look for more
        }
        progress.note("the suite takes long; looking for tests that never end");
        Examination seen = examiner.examine(problem, limit.get()).orElse(NOTHING_SEEN);
        if (!seen.endless().isEmpty()) {
            progress.note(seen.endless().size() + " never end; running the others");
            return without(problem, seen, limit);
        }
        Duration left = limit.get();
        return Baseline.of(
                left.compareTo(patience) <= 0
                        ? first // what did not end in that time ends in no less
                        : run(problem, Map.of(), List.of(), left));
    }

    /** How long the build tool may take at first. */
    private static Duration firstTry(Problem problem, Duration limit) {
        Duration wanted = FIRST_TRY.plus(FOR_EACH_FILE.multipliedBy(files(problem)));
        Duration share = limit.multipliedBy(2).dividedBy(3);
        Duration most = share.compareTo(FIRST_TRY) < 0 ? FIRST_TRY : share;
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    /** How long tests that were named may take by themselves, most of it for the build: a third of the time there is, or less where they never end. */
    static Duration patience(Duration limit) {
        Duration wanted = FIRST_TRY.multipliedBy(2);
        Duration share = limit.dividedBy(3);
        return wanted.compareTo(share) < 0 ? wanted : share;
    }

    /** How many files the project's test folders hold. */
    static long files(Problem problem) {
        List<String> folders = problem.project().modules().stream()
                .flatMap(module -> module.tests().stream())
                .map(folder -> folder + "/")
                .toList();
        return problem.workspace().files().stream()
                .filter(path -> folders.stream().anyMatch(path::startsWith))
                .count();
    }

    private Baseline without(Problem problem, Examination seen, Supplier<Duration> limit) {
        Set<TestId> endless = seen.endless();
        List<TestId> others = seen.outcomes().stream()
                .map(TestOutcome::id)
                .filter(id -> !endless.contains(id))
                .toList();
        TestRun run = others.isEmpty()
                ? timedOut(run(problem, Map.of(), List.copyOf(endless), ENDLESS))
                : run(problem, Map.of(), others, limit.get());
        List<TestOutcome> outcomes = new ArrayList<>(run.report().outcomes());
        endless.forEach(id -> outcomes.add(endless(id)));
        return new Baseline(run, new TestReport(outcomes), endless);
    }

    /** Where nothing but endless tests runs, the time limit is what red looks like. */
    private static TestRun timedOut(TestRun run) {
        return run.end() == TestRun.End.TIMED_OUT
                ? new TestRun(TestRun.End.RED, run.report(), run.execution(), run.diagnosis())
                : run;
    }

    /** How long it would take is not known: no time, so that nobody derives a limit from it. */
    private static TestOutcome endless(TestId id) {
        return new TestOutcome(
                id,
                TestOutcome.Status.ERROR,
                Duration.ZERO,
                new TestOutcome.Failure(TestOutcome.ENDLESS, "it never ends: it was stopped by its loop budget", ""));
    }

    TestRun run(Problem problem, Map<String, String> extra, List<TestId> only, Duration limit) {
        return SuiteRun.of(sandboxes, problem, extra, only, limit);
    }
}
