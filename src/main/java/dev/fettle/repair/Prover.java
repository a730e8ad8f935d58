package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only maker of a {@link RedGreen}: applies a candidate to the clean tree, builds it whole and runs the whole suite in a fresh sandbox, and believes it only
 * when every wanted test is green, nothing else became red, no test went missing, and a planted failing test was seen failing.
 */
public final class Prover {
    /** In its tests alone. A longer one has the machine for itself. */
    private static final Duration SHORT_SUITE = Duration.ofSeconds(5);

    private final Sandboxes sandboxes;
    private final Canary canary;
    private final Duration limit;

    /**
     * Proves within a limit for each run.
     *
     * @param limit of one run of the whole suite, however much time there is
     */
    public Prover(Sandboxes sandboxes, Duration limit) {
        this.sandboxes = sandboxes;
        this.canary = new Canary(sandboxes);
        this.limit = limit;
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /** It holds. */
    public record Proved(Patch patch) implements Outcome {}

    /** It does not hold. */
    public record Refused(String detail) implements Outcome {}

    /** A proof whose run of the whole suite goes on beside its maker: what else was red before need not be known until it has ended. */
    public static final class Begun implements AutoCloseable {
        private final Plausible plausible;
        private final Map<String, String> texts;
        private final @Nullable WrittenTest written;
        private final Beside<TestRun> run;
        private final Supplier<Duration> limit;

        private Begun(
                Plausible plausible,
                Map<String, String> texts,
                @Nullable WrittenTest written,
                Supplier<Duration> limit,
                Beside<TestRun> run) {
            this.plausible = plausible;
            this.limit = limit;
            this.texts = texts;
            this.written = written;
            this.run = run;
        }

        /** Stops the run where it has not ended. */
        @Override
        public void close() {
            run.close();
        }
    }

    /**
     * Begins to prove a plausible candidate. Whoever has it closes it, and leaves the workspace alone until then.
     *
     * @param left of the repair's time, asked when a run begins: none takes longer
     */
    public Begun begin(
            Problem problem, Reproduction seen, Plausible plausible, Supplier<Duration> left, Progress progress) {
        problem.workspace().reset();
        Map<String, String> texts = new HashMap<>(EditedTexts.of(problem.workspace(), plausible.candidate()));
        WrittenTest written = seen.written();
        if (written != null) {
            texts.put(written.path(), written.source());
        }
        progress.note("clean checkout, full build, whole suite: "
                + plausible.candidate().summary());
        Supplier<Duration> each = () -> {
            Duration now = left.get();
            return now.compareTo(limit) < 0 ? now : limit;
        };
        return new Begun(
                plausible,
                texts,
                written,
                each,
                Beside.start(() -> SuiteRun.of(sandboxes, problem, texts, List.of(), each.get())));
    }

    /**
     * Ends what was begun. Leaves the workspace with the candidate applied when it holds, else as it was.
     *
     * @param reproduction with the baseline of the whole suite
     */
    public Outcome prove(
            Problem problem, Reproduction reproduction, Begun begun, Search search, String engine, Progress progress) {
        Runs runs = runs(problem, begun, reproduction, progress);
        TestRun after = runs.suite();
        List<String> objections = objections(reproduction, after);
        if (objections.isEmpty()) {
            objections = runs.canary().get();
        }
        if (!objections.isEmpty()) {
            return new Refused(String.join("; ", objections));
        }
        problem.workspace().write(begun.texts);
        Change change = problem.workspace().change();
        RedGreen proof = new RedGreen(
                reproduction.red(),
                green(reproduction, after.report()),
                withWritten(reproduction),
                after.report(),
                total(reproduction.baseline()),
                total(after.report()),
                command(problem, reproduction),
                problem.tool().command(problem.workspace().root(), problem.project(), List.of()));
        return new Proved(new Patch(
                change,
                proof,
                begun.plausible.candidate(),
                engine,
                search.confidence(),
                search.others(begun.plausible),
                begun.written));
    }

    /** @param canary what the second run, with a planted failure, has to object; runs it if it was not run yet */
    private record Runs(TestRun suite, Supplier<List<String>> canary) {}

    /** The whole suite, and the wanted tests once more; beside each other where the suite is short, so that its times say nothing anyway. */
    private Runs runs(Problem problem, Begun begun, Reproduction reproduction, Progress progress) {
        Supplier<List<String>> canaryRun = () -> {
            progress.note("the wanted tests once more, and a planted failure that must be seen");
            return canary.objections(problem, begun.texts, reproduction, begun.limit.get());
        };
        if (total(reproduction.baseline()).compareTo(SHORT_SUITE) > 0) {
            return new Runs(begun.run.await(), canaryRun);
        }
        List<String> objections = canaryRun.get();
        return new Runs(begun.run.await(), () -> objections);
    }

    private static List<String> objections(Reproduction reproduction, TestRun after) {
        Optional<String> notEnded = Regressions.notEnded(after);
        if (notEnded.isPresent()) {
            return List.of(notEnded.get());
        }
        List<String> objections = new ArrayList<>();
        Set<TestId> wanted = new HashSet<>();
        for (TestOutcome red : reproduction.red()) {
            wanted.add(red.id());
            boolean green = after.report()
                    .find(red.id())
                    .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                    .isPresent();
            if (!green) {
                objections.add("still not green: " + red.id() + namesakes(after.report(), red.id()));
            }
        }
        objections.addAll(Regressions.between(
                reproduction.baseline(),
                after.report(),
                id -> reproduction.redBefore().contains(id)
                        || reproduction.flaky().contains(id)
                        || wanted.contains(id)));
        return objections;
    }

    /** Modules may each have a test of one name. */
    private static String namesakes(TestReport report, TestId id) {
        long same = report.outcomes().stream()
                .filter(outcome -> outcome.id().equals(id))
                .count();
        return same > 1 ? " (" + same + " tests have this name)" : "";
    }

    private static List<TestOutcome> green(Reproduction reproduction, TestReport after) {
        return reproduction.red().stream()
                .flatMap(red -> after.find(red.id()).stream())
                .toList();
    }

    /** The baseline, with the red test that Fettle wrote as one of it. */
    private static TestReport withWritten(Reproduction reproduction) {
        if (reproduction.written() == null) {
            return reproduction.baseline();
        }
        List<TestOutcome> all = new ArrayList<>(reproduction.baseline().outcomes());
        all.addAll(reproduction.red());
        return new TestReport(all);
    }

    private static Duration total(TestReport report) {
        return report.outcomes().stream().map(TestOutcome::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static String command(Problem problem, Reproduction reproduction) {
        TestId first = reproduction.red().get(0).id();
        return problem.tool().command(problem.workspace().root(), problem.project(), List.of(first));
    }
}
