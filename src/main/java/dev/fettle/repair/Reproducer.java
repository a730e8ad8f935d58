package dev.fettle.repair;

import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees a failure happen, twice: the whole suite once as the baseline, then the red tests again in a fresh sandbox. What is green on the second run is flaky and
 * is never patched; what is red and was not asked for is not our business. In a large suite tests that were named are seen first, and the suite runs beside what
 * comes after.
 */
public final class Reproducer {
    /** A run that begins at the very end gets so much, to say what it can. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** With so many test files the suite takes longer than the start of another build. */
    private static final int LARGE = 40;

    /** So often tests run again of which it is doubtful that they are red each time … */
    private static final int RUNS_IN_DOUBT = 3;

    /** … and no run begins later than this. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(20);

    private final Suite suite;
    private final TraceTestWriter writer;
    private final CodeReproducer shownCode;
    private final InstantSource clock;

    public Reproducer(
            Sandboxes sandboxes,
            Examiner examiner,
            TraceTestWriter writer,
            CodeTestWriter codeWriter,
            InstantSource clock) {
        this.suite = new Suite(sandboxes, examiner);
        this.shownCode = new CodeReproducer(codeWriter, suite::run);
        this.writer = writer;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * Seen twice.
     *
     * @param reproduction all of it
     * @param parts the same, told apart where red tests that nobody named seem to have causes of their own; the most promising first, at least one
     * @param suite what else there is to know of the suite, while it still runs; null when the reproduction knows the whole of it. Whoever has it closes it
     */
    public record Reproduced(
            Reproduction reproduction,
            List<Reproduction> parts,
            @Nullable SuiteBeside suite) implements Outcome {
        public Reproduced {
            parts = List.copyOf(parts);
        }

        Reproduced(Reproduction reproduction, List<Reproduction> parts) {
            this(reproduction, parts, null);
        }

        /** With one cause. */
        public Reproduced(Reproduction reproduction) {
            this(reproduction, List.of(reproduction));
        }

        private Reproduced beside(SuiteBeside running) {
            return new Reproduced(reproduction, parts, running);
        }
    }

    /** Not seen, or not in a way that can be worked with. {@code error} tells what could not be tried. */
    public record NotReproduced(RepairReason reason, String detail, boolean error) implements Outcome {}

    /** Reproduces a problem. @param time for all runs together */
    public Outcome reproduce(Problem problem, Duration time, Progress progress) {
        Instant end = clock.instant().plus(time);
        Supplier<Duration> limit = () -> {
            Duration left = Duration.between(clock.instant(), end);
            return left.compareTo(LEAST) < 0 ? LEAST : left;
        };
        problem.project().notes().forEach(progress::note);
        if (!problem.failing().isEmpty() && Suite.files(problem) >= LARGE) {
            Optional<Outcome> soon = namedFirst(problem, limit, progress);
            if (soon.isPresent()) {
                return soon.get();
            }
        }
        progress.note("running the whole suite");
        Suite.Baseline baseline = suite.baseline(problem, limit, progress);
        Set<TestId> endless = baseline.endless();
        Optional<NotReproduced> broken = broken(baseline.run(), problem);
        if (broken.isPresent()) {
            return broken.get();
        }
        List<TestOutcome> targets = targets(problem, baseline.report());
        boolean shown = problem.trace() != null && !targets.isEmpty() && shows(problem.trace(), targets);
        if (problem.failing().isEmpty() && !shown && (problem.trace() != null || problem.code() != null)) {
            return fromTheReport(problem, baseline.report(), targets, endless, limit, progress);
        }
        if (targets.isEmpty()) {
            return notRed(problem, baseline.report());
        }
        progress.note(targets.size() + " red, running " + (targets.size() == 1 ? "it" : "them") + " again");
        return again(problem, baseline.report(), targets, endless, limit);
    }

    /** Nothing where the named tests are not seen red by themselves: then the whole suite tells why. */
    private Optional<Outcome> namedFirst(Problem problem, Supplier<Duration> limit, Progress progress) {
        progress.note("running the named tests, twice");
        Supplier<TestRun> named = () -> suite.run(problem, Map.of(), problem.failing(), Suite.patience(limit.get()));
        SideBySide.Both<TestRun, TestRun> runs = SideBySide.run(named, named);
        TestReport report = runs.first().report();
        List<TestOutcome> targets = targets(problem, report);
        boolean bothRan = broken(runs.first(), problem).isEmpty()
                && broken(runs.second(), problem).isEmpty();
        if (!bothRan || targets.isEmpty()) {
            progress.note("they are not seen red by themselves");
            return Optional.empty();
        }
        Outcome seen =
                seenTwice(problem, report, false, targets, greenIn(runs.second().report(), targets));
        return Optional.of(seen instanceof Reproduced reproduced ? reproduced.beside(start(problem, limit)) : seen);
    }

    private SuiteBeside start(Problem problem, Supplier<Duration> limit) {
        return new SuiteBeside(problem, Beside.start(() -> suite.baseline(problem, limit, Progress.SILENT)));
    }

    /** The ends of a run after which there is nothing to reproduce. */
    static Optional<NotReproduced> broken(TestRun run, Problem problem) {
        return switch (run.end()) {
            case PASSED, RED -> Optional.empty();
            case DOES_NOT_BUILD -> {
                List<String> lines = new ArrayList<>(List.of(run.diagnosis()));
                lines.addAll(problem.project().notes());
                yield Optional.of(new NotReproduced(RepairReason.DOES_NOT_BUILD, String.join("\n", lines), false));
            }
            case NO_TESTS ->
                problem.trace() != null && problem.failing().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new NotReproduced(RepairReason.NO_TESTS, run.diagnosis(), false));
            case TIMED_OUT ->
                Optional.of(new NotReproduced(
                        RepairReason.TIME_BUDGET,
                        "The test suite did not end within the limit. " + run.diagnosis(),
                        false));
            case ENVIRONMENT -> Optional.of(new NotReproduced(RepairReason.ENVIRONMENT, run.diagnosis(), true));
        };
    }

    /** The red tests that were asked for, or all red ones when nothing was. */
    private static List<TestOutcome> targets(Problem problem, TestReport report) {
        if (problem.failing().isEmpty()) {
            return report.red();
        }
        return report.red().stream()
                .filter(outcome -> problem.failing().stream().anyMatch(wanted -> same(wanted, outcome.id())))
                .toList();
    }

    /** Whether a test that somebody named is the one of a report: by class or simple class name, and by method without parameters. */
    static boolean same(TestId wanted, TestId seen) {
        String name = seen.className();
        boolean sameClass = name.equals(wanted.className())
                || name.endsWith("." + wanted.className())
                || name.startsWith(wanted.className() + "$");
        return sameClass
                && (wanted.method().isEmpty()
                        || wanted.method().equals(seen.method())
                        || wanted.plainMethod().equals(seen.plainMethod()));
    }

    static Outcome notRed(Problem problem, TestReport report) {
        String absent = absent(problem, report);
        if (!problem.failing().isEmpty() && !report.red().isEmpty()) {
            String others = String.join(
                    ", ",
                    report.red().stream().limit(5).map(o -> o.id().toString()).toList());
            String named = absent.isEmpty() ? "The named tests pass." : "There is no test " + absent + ".";
            return new NotReproduced(
                    RepairReason.OTHER_FAILURE, named + near(problem, report) + " Red are: " + others, false);
        }
        int ran = report.outcomes().size();
        String none = (ran == 1 ? "1 test ran" : ran + " tests ran") + ", none is red";
        String detail =
                absent.isEmpty() ? none + "." : none + ", and there is no test " + absent + "." + near(problem, report);
        return new NotReproduced(RepairReason.NOT_RED, detail, false);
    }

    /** Tests that may have been meant; "" where nothing is missing or near. */
    private static String near(Problem problem, TestReport report) {
        String near = absentOnes(problem, report)
                .flatMap(wanted -> NearNames.of(wanted, report.ids()).stream())
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : " Near that name: " + near + ".";
    }

    private static Stream<TestId> absentOnes(Problem problem, TestReport report) {
        return problem.failing().stream()
                .filter(wanted -> report.outcomes().stream().noneMatch(seen -> same(wanted, seen.id())));
    }

    /** Named tests that are not among those that ran. */
    private static String absent(Problem problem, TestReport report) {
        return absentOnes(problem, report).map(TestId::toString).limit(5).collect(Collectors.joining(", "));
    }

    /** Whether one of the red tests threw what the trace says. */
    private static boolean shows(StackTrace trace, List<TestOutcome> targets) {
        String type = trace.root().type();
        return targets.stream()
                .map(TestOutcome::failure)
                .anyMatch(failure -> failure != null
                        && (failure.type().equals(type) || failure.stackTrace().contains(type)));
    }

    /** No test shows what was reported: the code that the report shows is tried first, then a call is searched that throws the exception of its trace. */
    private Outcome fromTheReport(
            Problem problem,
            TestReport baseline,
            List<TestOutcome> targets,
            Set<TestId> endless,
            Supplier<Duration> limit,
            Progress progress) {
        String howFar = "";
        RepairReason reason = RepairReason.NOT_REPRODUCED;
        if (problem.code() != null) {
            CodeReproducer.Tried tried = shownCode.reproduce(problem, problem.code(), baseline, limit, progress);
            if (tried.reproduction().isPresent()) {
                return new Reproduced(tried.reproduction().get());
            }
            howFar = tried.howFar();
            reason = tried.reason();
            howFar.lines().forEach(progress::note);
        }
        Outcome outcome = problem.trace() != null
                ? fromTrace(problem, baseline, limit, progress)
                : targets.isEmpty() || reason != RepairReason.NOT_REPRODUCED
                        ? new NotReproduced(reason, "", false)
                        : again(problem, baseline, targets, endless, limit);
        return outcome instanceof NotReproduced not && !howFar.isEmpty()
                ? new NotReproduced(not.reason(), (howFar + "\n" + not.detail()).strip(), not.error())
                : outcome;
    }

    private Outcome fromTrace(Problem problem, TestReport baseline, Supplier<Duration> limit, Progress progress) {
        progress.note("no test shows the exception; writing one");
        TraceTestWriter.Outcome written = writer.write(problem, limit.get(), progress);
        if (written.test().isEmpty()) {
            return new NotReproduced(written.reason(), written.detail(), false);
        }
        WrittenTest test = written.test().get();
        // The search has seen it twice, in classes loaded afresh, and once more in compiled source: the build need tell
        // but once.
        TestRun run = suite.run(problem, Map.of(test.path(), test.source()), List.of(test.id()), limit.get());
        Optional<NotReproduced> broken = broken(run, problem);
        if (broken.isPresent()) {
            return new NotReproduced(
                    RepairReason.NOT_REPRODUCED, "The test that Fettle wrote does not run: " + run.diagnosis(), false);
        }
        List<TestOutcome> red = run.report().red().stream()
                .filter(outcome -> same(test.id(), outcome.id()))
                .toList();
        if (red.isEmpty()) {
            return new NotReproduced(RepairReason.NOT_REPRODUCED, "The test that Fettle wrote passes.", false);
        }
        return new Reproduced(new Reproduction(red, baseline, ids(baseline.red()), Set.of(), test));
    }

    private Outcome again(
            Problem problem,
            TestReport baseline,
            List<TestOutcome> targets,
            Set<TestId> endless,
            Supplier<Duration> limit) {
        List<TestOutcome> ending = targets.stream()
                .filter(target -> !endless.contains(target.id()))
                .toList();
        Set<TestId> flaky = new LinkedHashSet<>();
        if (!ending.isEmpty()) {
            TestRun second = suite.run(
                    problem, Map.of(), ending.stream().map(TestOutcome::id).toList(), limit.get());
            Optional<NotReproduced> broken = broken(second, problem);
            if (broken.isPresent() && second.end() != TestRun.End.NO_TESTS) {
                return broken.get();
            }
            flaky.addAll(greenIn(second.report(), ending));
        }
        return seenTwice(problem, baseline, true, targets, flaky);
    }

    /**
     * The red tests of a reproduction that are not red each time after all: they run a few times more with nothing changed, each time in a fresh sandbox. Asked
     * where something would be proposed and it is doubtful whether they are steady: two runs in a row are red by chance now and then.
     *
     * @param limit of each run
     */
    public Set<TestId> greenAtTimes(Problem problem, Reproduction seen, Supplier<Duration> limit) {
        WrittenTest written = seen.written();
        Map<String, String> extra = written == null ? Map.of() : Map.of(written.path(), written.source());
        List<TestId> wanted = seen.red().stream().map(TestOutcome::id).toList();
        Instant enough = clock.instant().plus(LONGEST_DOUBT);
        Set<TestId> green = Set.of();
        for (int run = 0; run < RUNS_IN_DOUBT && green.isEmpty(); run++) {
            if (run > 0 && clock.instant().isAfter(enough)) {
                break;
            }
            green = greenIn(suite.run(problem, extra, wanted, limit.get()).report(), seen.red());
        }
        return green;
    }

    /** Those tests that were red, ran again and were not. */
    static Set<TestId> greenIn(TestReport second, List<TestOutcome> red) {
        Set<TestId> redAgain = ids(second.red());
        Set<TestId> green = new LinkedHashSet<>();
        red.stream()
                .map(TestOutcome::id)
                .filter(id -> second.find(id).isPresent() && !redAgain.contains(id))
                .forEach(green::add);
        return green;
    }

    static Outcome seenTwice(
            Problem problem, TestReport baseline, boolean whole, List<TestOutcome> targets, Set<TestId> flaky) {
        List<TestOutcome> steady =
                targets.stream().filter(target -> !flaky.contains(target.id())).toList();
        if (steady.isEmpty()) {
            return flaky(flaky);
        }
        Set<TestId> redBefore = new HashSet<>(ids(baseline.red()));
        redBefore.removeAll(ids(steady));
        Reproduction seen = new Reproduction(steady, baseline, whole, redBefore, flaky, null);
        return problem.failing().isEmpty()
                ? new Reproduced(seen, RedGroups.of(seen, problem).apart())
                : new Reproduced(seen);
    }

    /** The end of what is not red each time. */
    public static NotReproduced flaky(Set<TestId> tests) {
        String names =
                String.join(", ", tests.stream().limit(5).map(TestId::toString).toList());
        return new NotReproduced(RepairReason.FLAKY, "Red, then green on the same commit: " + names, false);
    }

    private static Set<TestId> ids(List<TestOutcome> outcomes) {
        Set<TestId> ids = new LinkedHashSet<>();
        outcomes.forEach(outcome -> ids.add(outcome.id()));
        return ids;
    }
}
