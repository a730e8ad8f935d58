package dev.fettle.gate.loop;

import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Trees;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.integrity.TestSources;
import dev.fettle.gate.loop.Measurements.Run;
import dev.fettle.gate.loop.PairedRuns.Budget;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Stops a change that makes the suite slower or larger, that closes a circle of dependencies, or that brings code that cannot end. Time and memory are judged only
 * where a statistical test supports it.
 */
public final class LoopMetricsGate implements Gate {
    /** Of measuring a repair: it has other things to do, and most are seen not to be slower after three pairs. */
    private static final Budget REPAIR_BUDGET = new Budget(Duration.ofSeconds(45), Duration.ofMinutes(5));

    /** Of measuring a person's change. */
    private static final Budget BUDGET = new Budget(Duration.ofMinutes(8), Duration.ofMinutes(14));

    /** Tests that take less than this together cannot be told from the noise of the build around them. */
    private static final double LEAST_SECONDS = 0.2;

    private static final double LEAST_SECONDS_OF_REPAIR = 1;

    /** So much more memory in the one run that each side made is worth measuring, however short the tests are. */
    private static final double MUCH_MEMORY = 1.5;

    private static final long MUCH_BYTES = 64 << 20;

    private final Ceilings ceilings;

    public LoopMetricsGate(RunLimits limits) {
        this.ceilings = new Ceilings(limits);
    }

    @Override
    public String id() {
        return "loop-metrics";
    }

    @Override
    public String summary() {
        return "The change makes no test run slower or larger, closes no circle of dependencies and brings no code that cannot end.";
    }

    /** What was looked at so far. */
    private static final class Notes {
        private final List<Finding> wrong = new ArrayList<>();
        private final List<Finding> doubtful = new ArrayList<>();
        private final List<String> details = new ArrayList<>();
    }

    @Override
    public Verdict judge(GateInput input) {
        boolean code = input.change().files().stream()
                .anyMatch(file -> TestSources.isCode(file.path()) || TestSources.isBuildConfiguration(file.path()));
        if (!code) {
            return new Verdict(id(), Outcome.SKIPPED, "No code was changed", "", List.of());
        }
        Notes notes = new Notes();
        endless(input.change(), notes);
        if (input.workspace() != null) { // a person may undo what they like
            BackAndForth.in(input.change(), input.workspace())
                    .ifPresent((input.patch() == null ? notes.doubtful : notes.wrong)::add);
        }
        if (input.trees() instanceof Trees.None none) {
            return notes.wrong.isEmpty() && notes.doubtful.isEmpty() ? none.verdict(id()) : verdict(notes, "");
        }
        TwoTrees trees = (TwoTrees) input.trees();
        cycles(trees, input.change(), notes);
        return verdict(notes, times(trees, input, notes));
    }

    private Verdict verdict(Notes notes, String measured) {
        List<Finding> findings = new ArrayList<>(notes.wrong);
        findings.addAll(notes.doubtful);
        Outcome outcome =
                !notes.wrong.isEmpty() ? Outcome.FAIL : notes.doubtful.isEmpty() ? Outcome.PASS : Outcome.WARN;
        String title = findings.isEmpty()
                ? measured + "; no new circle, no code without an end"
                : findings.get(0).message() + (findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : "");
        return new Verdict(id(), outcome, title, String.join("\n", notes.details), findings);
    }

    private static void endless(Change change, Notes notes) {
        for (FileChange file : Moves.of(change).followed().files()) {
            String after = file.after();
            if (after == null || !file.path().endsWith(".java")) {
                continue;
            }
            for (EndlessCode.Found found : EndlessCode.added(file.before(), after)) {
                (found.certain() ? notes.wrong : notes.doubtful)
                        .add(new Finding(file.path(), found.line(), found.kind(), found.message()));
            }
        }
    }

    private static void cycles(TwoTrees trees, Change change, Notes notes) {
        Optional<ClassGraph> head = BuiltClasses.production(trees, Side.HEAD);
        if (head.isPresent() && !NewCycles.possible(head.get(), packages(change, head.get()))) {
            return; // nothing that was touched is part of a circle, so the base need not be built for it
        }
        Optional<ClassGraph> base = BuiltClasses.production(trees, Side.BASE);
        if (base.isEmpty() || head.isEmpty()) {
            notes.details.add("Dependencies were not compared: " + (base.isEmpty() ? "the base" : "the head")
                    + " has no class files.");
            return;
        }
        List<NewCycles.Cycle> packages =
                NewCycles.between(base.get().packages(), head.get().packages());
        for (NewCycles.Cycle cycle : packages) {
            // Where a package went away, a circle that was there may only have got another name.
            boolean renamed = !head.get()
                    .packages()
                    .needs()
                    .keySet()
                    .containsAll(base.get().packages().needs().keySet());
            (cycle.certain() || !renamed ? notes.wrong : notes.doubtful)
                    .add(place(change, cycle, true, "packages", head.get()));
        }
        if (packages.isEmpty()) {
            for (NewCycles.Cycle cycle : NewCycles.between(base.get(), head.get())) {
                (cycle.certain() ? notes.wrong : notes.doubtful)
                        .add(place(change, cycle, false, "classes", head.get()));
            }
        }
    }

    /** The packages in which files were changed. */
    private static Set<String> packages(Change change, ClassGraph head) {
        Set<String> packages = new HashSet<>();
        for (String name : head.packages().needs().keySet()) {
            String folder = name.replace('.', '/');
            change.files().stream()
                    .map(file ->
                            file.path().substring(0, Math.max(0, file.path().lastIndexOf('/'))))
                    .filter(parent -> folder.isEmpty() || parent.equals(folder) || parent.endsWith("/" + folder))
                    .forEach(parent -> packages.add(name));
        }
        return packages;
    }

    /** At the first added line that names what closed the circle, in a file of where it starts. */
    private static Finding place(
            Change change, NewCycles.Cycle cycle, boolean packages, String what, ClassGraph classes) {
        String message = "New circle of " + what + ": " + cycle.text();
        for (FileChange file : change.files()) {
            String type = file.path()
                    .substring(0, Math.max(0, file.path().lastIndexOf('.')))
                    .replace('/', '.');
            boolean from = classes.needs().keySet().stream()
                    .filter(name -> packages ? name.startsWith(cycle.from() + ".") : name.equals(cycle.from()))
                    .anyMatch(name -> type.equals(name) || type.endsWith("." + name));
            if (from && !file.addedLines().isEmpty()) {
                String word = packages
                        ? cycle.to() + "."
                        : cycle.to().substring(cycle.to().lastIndexOf('.') + 1);
                int line = file.addedLines().stream()
                        .filter(added -> added.text().contains(word))
                        .findFirst()
                        .orElse(file.addedLines().get(0))
                        .number();
                return new Finding(file.path(), line, "new-cycle", message);
            }
        }
        return new Finding(change.files().isEmpty() ? "" : change.files().get(0).path(), 0, "new-cycle", message);
    }

    /**
     * What is known of both suites before anything is measured.
     *
     * @param larger whether the head held much more memory in its one run
     * @param whole runs of the whole suite of the head that were counted
     */
    private record Suites(TestReport base, TestReport head, boolean larger, List<Run> whole) {}

    /** Measures, and says in a few words what came of it. */
    private String times(TwoTrees trees, GateInput input, Notes notes) {
        Patch patch = input.patch();
        Suites suites;
        if (patch != null && patch.proof() instanceof RedGreen proof) {
            suites = new Suites(proof.before(), proof.after(), false, List.of());
        } else if (patch != null && patch.proof() instanceof FindingsGone gone) {
            suites = new Suites(gone.suiteBefore(), gone.suiteAfter(), false, List.of());
        } else if (patch == null) {
            TestRun before = trees.suite(Side.BASE);
            TestRun after = trees.suite(Side.HEAD);
            if (!ran(before) || !ran(after)) {
                return "Not measured: the suite of the " + (ran(before) ? "head" : "base") + " ended as "
                        + (ran(before) ? after : before).end();
            }
            Run head = Run.of(after, 0);
            boolean larger = muchLarger(Run.of(before, 0).peakBytes(), head.peakBytes());
            suites = new Suites(before.report(), after.report(), larger, List.of(head));
        } else {
            return "Not measured: the proof is no run of tests";
        }
        MeasuredTests tests = MeasuredTests.of(trees, input.change(), suites.base(), suites.head());
        double least = patch == null ? LEAST_SECONDS : LEAST_SECONDS_OF_REPAIR;
        String file = changed(input.change());
        if (tests.seconds() < least && !suites.larger()) {
            ceilings(trees, suites, file, notes);
            return tests.note().isEmpty() || !tests.only().isEmpty()
                    ? String.format(
                            Locale.ROOT,
                            "Tests take %.2f s, too short to be measured (from %.1f s on)",
                            tests.seconds(),
                            least)
                    : "Not measured: no test class needs what was changed";
        }
        PairedRuns runs = new PairedRuns(trees, tests.only());
        Comparison comparison = runs.measure(patch == null ? BUDGET : REPAIR_BUDGET);
        boolean whole = tests.only().isEmpty() && comparison.measurements().pairs() > 1;
        String measured = judged(comparison, runs, tests, file, notes);
        ceilings(
                trees,
                whole
                        ? new Suites(
                                suites.base(),
                                suites.head(),
                                false,
                                comparison.measurements().head())
                        : suites,
                file,
                notes);
        return measured;
    }

    /** The file at which a cost is told of that no line can be named for: the first one that is run, tests aside. */
    private static String changed(Change change) {
        return change.files().stream()
                .map(FileChange::path)
                .filter(path -> TestSources.isCode(path) && !TestSources.isTest(path))
                .findFirst()
                .orElse(change.files().get(0).path());
    }

    private static boolean ran(TestRun run) {
        return run.end() == TestRun.End.PASSED || run.end() == TestRun.End.RED;
    }

    private static boolean muchLarger(OptionalLong base, OptionalLong head) {
        return base.isPresent()
                && head.isPresent()
                && head.getAsLong() > MUCH_MEMORY * base.getAsLong()
                && head.getAsLong() > base.getAsLong() + MUCH_BYTES;
    }

    private static String judged(
            Comparison comparison, PairedRuns runs, MeasuredTests tests, String file, Notes notes) {
        int pairs = comparison.measurements().pairs();
        if (!tests.note().isEmpty()) {
            notes.details.add("Measured: " + tests.note() + ".");
        }
        comparison.ofTheRun().forEach(measure -> notes.details.add(measure.text() + "."));
        comparison.alarms().forEach(alarm -> notes.wrong.add(new Finding(file, 0, alarm.kind(), alarm.alarm())));
        comparison.moreErrors().ifPresent(more -> notes.doubtful.add(new Finding(file, 0, "more-errors", more)));
        if (!runs.trouble().isEmpty()) {
            notes.details.add("Measuring ended early: " + runs.trouble() + ".");
            if (pairs > 1 && comparison.alarms().isEmpty()) {
                comparison
                        .muchSlower()
                        .forEach(measure -> notes.doubtful.add(new Finding(
                                file,
                                0,
                                "perhaps-slower",
                                measure.text() + " in " + pairs + " pairs, then " + runs.trouble())));
            }
        }
        comparison
                .undecided()
                .forEach(open -> notes.details.add("Not shown to be slower in " + pairs + " pairs: " + open.text()));
        String early = runs.trouble().isEmpty() ? "" : ", then " + runs.trouble();
        return comparison.main().isEmpty()
                ? "Not measured: " + (early.isEmpty() ? "nothing was counted" : runs.trouble())
                : comparison.main().get().text() + " in " + pairs + (pairs == 1 ? " pair" : " pairs") + early;
    }

    /** Fails where every run of the whole suite of the head is above. */
    private void ceilings(TwoTrees trees, Suites suites, String file, Notes notes) {
        if (ceilings.none()) {
            return;
        }
        List<Run> runs = ceilings.runs(trees, suites.whole());
        ceilings.exceeded(runs).forEach(above -> notes.wrong.add(new Finding(file, 0, "ceiling", above)));
        String unseen = ceilings.unseen(runs);
        if (!unseen.isEmpty()) {
            notes.details.add(unseen);
        }
    }
}
