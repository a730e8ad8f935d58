package dev.fettle.repair.template;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patcher;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.Search;
import dev.fettle.repair.run.BenchOptions;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.WarmTestBench;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.SourceEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The offline engine: suspects from coverage, typed edits from the templates, hundreds of variants a compilation, judged by the
 * tests in a warm JVM. Everything foreign runs in one sandbox that ends with the search.
 */
public final class TemplatePatcher implements Patcher {
    /** What attempts and people know it by. */
    public static final String NAME = "template";

    /**
     * Below this share of the weight of all plausible candidates (and of what nobody thought of), the best one is a guess among several. The
     * bar is low because most rivals of a right patch say the same in other words.
     */
    public static final double CONFIDENCE_NEEDED = 0.2;

    /** Loop iterations that any test may use at first: endless loops are most of what small programs' candidates cost, and some grow what they build. */
    private static final long QUICK = 20_000;

    /** Mistakes that are mended one after the other. */
    private static final int MOST_EDITS = 3;

    private final Sandboxes sandboxes;
    private final Path javaHome;
    private final InstantSource clock;

    /** @param javaHome Fettle's own JDK; a project of a later source level is analysed with its own */
    public TemplatePatcher(Sandboxes sandboxes, Path javaHome, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.javaHome = javaHome;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double confidenceNeeded() {
        return CONFIDENCE_NEEDED;
    }

    @Override
    public Search search(Problem problem, Reproduction reproduction, Budget budget, Progress progress) {
        Instant deadline = clock.instant().plus(budget.wallTime());
        Search search = nothing("No module of the project holds the failing test.");
        for (Project reading : readings(problem, reproduction.red().get(0).id())) {
            search = from(
                    HalfMended.NOTHING, problem.of(reading), reproduction, deadline, budget.candidates(), progress);
            if (!search.suspects().isEmpty() || !clock.instant().isBefore(deadline)) {
                break;
            }
        }
        return search;
    }

    /** The project as it is; and where several modules have a test of this name, as each of them sees it: in one it may be green. */
    private static List<Project> readings(Problem problem, TestId test) {
        Project project = problem.project();
        List<Project.Module> holding =
                new ProjectFiles(project, problem.workspace().files()).holding(test);
        return holding.size() < 2
                ? List.of(project)
                : holding.stream().map(project::preferring).toList();
    }

    /** A search of its own from a program that is half mended; its candidates are edits of that program. */
    private Search from(
            HalfMended half,
            Problem problem,
            Reproduction reproduction,
            Instant deadline,
            int mostCandidates,
            Progress progress) {
        ProjectFiles files =
                new ProjectFiles(problem.project(), problem.workspace().files());
        Optional<Project.Module> module = files.ofTest(reproduction.red().get(0).id());
        if (module.isEmpty()) {
            return nothing("No module of the project holds the failing test.");
        }
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            WrittenTest written = reproduction.written();
            if (written != null) {
                sandbox.write(written.path(), written.source().getBytes(StandardCharsets.UTF_8));
            }
            Path root = problem.workspace().root();
            half.texts().forEach((path, text) -> sandbox.write(path, SourceEncoding.bytes(root, path, text)));
            Duration left = Duration.between(clock.instant(), deadline);
            TestRun compiled = problem.tool().compile(sandbox, problem.project(), module.get(), left);
            if (compiled.end() != TestRun.End.PASSED) {
                return nothing("The project does not compile in the search's sandbox: " + compiled.diagnosis());
            }
            try (TestBench bench = bench(QUICK, sandbox, problem, reproduction, module.get());
                    SearchRun run = new SearchRun(
                            new SearchSetting(
                                    problem,
                                    reproduction,
                                    files,
                                    module.get(),
                                    bench,
                                    ticks -> bench(ticks, sandbox, problem, reproduction, module.get()),
                                    () -> workshop(sandbox, problem),
                                    sandbox.directory(),
                                    half.over(problem.workspace()::read),
                                    half.edits() > 0,
                                    half.edits() + 1 == MOST_EDITS
                                            ? null
                                            : (step, mended, until) -> further(
                                                    half,
                                                    step,
                                                    problem,
                                                    reproduction.without(mended),
                                                    until,
                                                    mostCandidates,
                                                    progress)),
                            deadline,
                            mostCandidates,
                            clock,
                            progress)) {
                return run.run();
            }
        }
    }

    /** Beyond a step that mends some of the tests; what it finds holds the step too. Of the first of two steps nobody may be surer than of the second. */
    private Search further(
            HalfMended half,
            Candidate step,
            Problem problem,
            Reproduction left,
            Instant until,
            int mostCandidates,
            Progress progress) {
        if (left.red().isEmpty()) {
            return nothing("Every test was mended already.");
        }
        HalfMended next = half.with(step, problem.workspace()::read);
        Search found = from(next, problem, left, until, mostCandidates, progress);
        return found.answering(
                found.plausible().stream()
                        .map(one -> half.together(step, one, problem.workspace()::read))
                        .toList(),
                found.confidence() * found.confidence() * YesOrNo.beliefInSeveralEdits(left.red()));
    }

    private TestBench bench(
            long ticks, Sandbox sandbox, Problem problem, Reproduction reproduction, Project.Module module) {
        BenchOptions usual = BenchOptions.standard();
        BenchOptions options = new BenchOptions(
                usual.jvms(),
                usual.heapMegabytes(),
                usual.stackKilobytes(),
                usual.budgetMultiple(),
                ticks,
                usual.testTime(),
                reproduction.baseline());
        return WarmTestBench.open(sandbox, problem.project(), module, options, clock);
    }

    private Workshop workshop(Sandbox sandbox, Problem problem) {
        boolean newer = problem.project().release() > Runtime.version().feature();
        Path home = newer ? problem.project().javaHome() : javaHome;
        return new RevivedWorkshop(
                () -> RemoteWorkshop.start(sandbox, home, problem.project().readOnly()));
    }

    private static Search nothing(String why) {
        return new Search(List.of(), 0, List.of(), 0, 0, 0, Map.of("baseline", Duration.ZERO), List.of(why));
    }
}
