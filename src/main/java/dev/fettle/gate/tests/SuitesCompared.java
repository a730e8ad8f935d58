package dev.fettle.gate.tests;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Canary;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The suite of the head beside that of the base, each in a sandbox of its own: nothing newly red, no test lost, and a planted failure seen. Which tests are flaky is
 * asked only where one became red: it is run again.
 */
final class SuitesCompared {
    private static final int MOST_FINDINGS = 50;
    private static final Duration SHORT_SUITE = Duration.ofSeconds(20);
    private static final int MOST_CLASSES = 100;
    private static final int MOST_NEW = 200;

    /** Besides the run of the suite and that with the planted failure. */
    private static final int REPETITIONS = 2;

    private final String gate;
    private final Change change;
    private final TwoTrees trees;

    SuitesCompared(String gate, Change change, TwoTrees trees) {
        this.gate = gate;
        this.change = change;
        this.trees = trees;
    }

    Verdict judge() {
        TestRun head = trees.suite(Side.HEAD);
        TestRun base = trees.suite(Side.BASE);
        if (!ended(head)) {
            return notEnded(head, base);
        }
        List<TestOutcome> red = newlyRed(base, head.report());
        List<TestId> flaky = red.isEmpty() ? List.of() : greenOnceMore(red);
        List<TestOutcome> became =
                red.stream().filter(outcome -> !flaky.contains(outcome.id())).toList();
        if (!became.isEmpty()) {
            return verdict(Outcome.FAIL, count(became.size()) + " became red, allowed 0", "", redFindings(became));
        }
        Set<TestId> lost = lost(base, head.report());
        int fewer = base.report().ids().size() - head.report().ids().size();
        if (fewer > 0) {
            return verdict(
                    Outcome.FAIL,
                    count(lost.size()) + " of the base missing in a smaller suite of "
                            + head.report().ids().size() + ", allowed 0",
                    "",
                    named(lost, "missing", "This test of the base was not run."));
        }
        Set<TestId> gone = SwitchedOff.unexplained(lost, change);
        if (!gone.isEmpty()) {
            return verdict(
                    Outcome.FAIL,
                    count(gone.size()) + " of the base missing, of classes that the change leaves alone, allowed 0",
                    "",
                    named(gone, "missing", "This test of the base was not run."));
        }
        Set<TestId> off = SwitchedOff.skipped(base.report(), head.report());
        if (!off.isEmpty()) {
            return verdict(
                    Outcome.FAIL,
                    count(off.size()) + " that passed " + (off.size() == 1 ? "is" : "are") + " skipped, allowed 0",
                    "",
                    named(off, "skipped", "This test passed on the base and is skipped now."));
        }
        Again again = again(base.report(), head.report());
        if (!again.objection().isEmpty()) {
            return verdict(
                    Outcome.FAIL, "The reports cannot be trusted", "Seen: " + again.objection() + ".", List.of());
        }
        if (!again.unsteady().isEmpty()) {
            return verdict(
                    Outcome.FAIL,
                    "Of the new tests " + again.unsteady().size() + " did not pass each time, allowed 0",
                    "",
                    named(again.unsteady(), "flaky", "This new test passed, and did not when it was run again."));
        }
        return passed(base, head.report(), lost, flaky);
    }

    private Verdict passed(TestRun base, TestReport head, Set<TestId> lost, List<TestId> flaky) {
        int redAfter = head.red().size() - flaky.size();
        String title = "Suite of " + head.outcomes().size() + ": " + redAfter + " red"
                + (redAfter == 0 ? "" : " (red before too)") + ", was "
                + (ended(base) ? "suite of " + base.report().outcomes().size() : "not to be run: " + base.end());
        List<Finding> doubts =
                new ArrayList<>(named(lost, "renamed", "This test of the base is there no more; others are new."));
        doubts.addAll(named(flaky, "flaky", "This test was red, and green when it was run again."));
        long skipped = skipped(head) - skipped(base.report());
        if (skipped > 0) {
            title += "; " + skipped + " more skipped than before";
        }
        boolean doubtful = !doubts.isEmpty() || skipped > 0 || !ended(base);
        return verdict(
                doubtful ? Outcome.WARN : Outcome.PASS,
                title,
                "Both trees built whole and run in sandboxes of their own, no network; a planted failing test was seen failing.",
                doubts);
    }

    private static boolean ended(TestRun run) {
        return run.end() == End.PASSED || run.end() == End.RED;
    }

    private Verdict notEnded(TestRun head, TestRun base) {
        if (head.end() == End.ENVIRONMENT) {
            return verdict(Outcome.ERROR, "The head cannot be built here: " + head.diagnosis(), "", List.of());
        }
        if (head.end() == End.NO_TESTS && base.end() == End.NO_TESTS) {
            return verdict(Outcome.SKIPPED, "There are no tests, before and after", "", List.of());
        }
        String what = switch (head.end()) {
            case DOES_NOT_BUILD -> "The head does not build: " + head.diagnosis();
            case NO_TESTS ->
                "The head runs no test; the base runs "
                        + base.report().outcomes().size();
            default ->
                "The suite of the head did not end within "
                        + head.execution().wall().toSeconds() + " s; "
                        + (ended(base)
                                ? "that of the base takes "
                                        + base.execution().wall().toSeconds() + " s"
                                : "nor did that of the base");
        };
        boolean timeForBase = head.end() == End.TIMED_OUT && base.end() == End.TIMED_OUT;
        return verdict(timeForBase ? Outcome.ERROR : Outcome.FAIL, what, "", List.of());
    }

    private static List<TestOutcome> newlyRed(TestRun base, TestReport head) {
        Set<TestId> before = new HashSet<>();
        base.report().red().forEach(outcome -> before.add(outcome.id()));
        return head.red().stream()
                .filter(outcome -> !before.contains(outcome.id()))
                .toList();
    }

    private List<TestId> greenOnceMore(List<TestOutcome> red) {
        trees.note("once more: " + red.size() + " that became red");
        List<TestId> ids = red.stream().map(TestOutcome::id).toList();
        Tree tree = trees.tree(Side.HEAD);
        try (Sandbox sandbox = trees.fresh(Side.HEAD)) {
            TestRun again = tree.tool().test(sandbox, tree.project(), ids, trees.runLimit());
            return ids.stream()
                    .filter(id -> again.report()
                            .find(id)
                            .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                            .isPresent())
                    .toList();
        }
    }

    private static Set<TestId> lost(TestRun base, TestReport head) {
        Set<TestId> lost = new TreeSet<>(base.report().ids());
        lost.removeAll(head.ids());
        return lost;
    }

    private static long skipped(TestReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.SKIPPED)
                .count();
    }

    /**
     * What later runs of the head showed.
     *
     * @param objection why its reports cannot be trusted; "" for nothing
     * @param unsteady new tests that passed at first and not each time
     */
    private record Again(String objection, List<TestId> unsteady) {}

    /** A planted failure beside a test that passed and whose source is found, the first that can be had; then new tests a few times more. */
    private Again again(TestReport base, TestReport head) {
        trees.note("a planted failure that must be seen");
        Tree tree = trees.tree(Side.HEAD);
        Set<String> files = files(tree);
        List<TestId> beside = beside(head, files);
        if (beside.isEmpty()) {
            return new Again(
                    "no test that passed has its source in the tree, so no failure could be planted", List.of());
        }
        try (Sandbox sandbox = trees.fresh(Side.HEAD)) {
            Canary.Sighting sighting =
                    Canary.plant(sandbox, tree.tool(), tree.project(), files, beside, trees.runLimit());
            return new Again(
                    sighting.objection(),
                    sighting.objection().isEmpty() ? unsteady(base, head, sighting.run(), sandbox) : List.of());
        }
    }

    /** The run with the planted failure counts as one more; a test that it did not have says nothing. */
    private List<TestId> unsteady(TestReport base, TestReport head, @Nullable TestRun planted, Sandbox sandbox) {
        Set<TestId> before = base.ids();
        List<TestOutcome> fresh = head.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED && !before.contains(outcome.id()))
                .limit(MOST_NEW)
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        Set<TestId> red = new TreeSet<>();
        if (planted != null) {
            planted.report().red().forEach(outcome -> red.add(outcome.id()));
        }
        List<TestId> ids = fresh.stream().map(TestOutcome::id).toList();
        Duration once = fresh.stream().map(TestOutcome::time).reduce(Duration.ZERO, Duration::plus);
        Tree tree = trees.tree(Side.HEAD);
        for (int run = 0; run < REPETITIONS && once.compareTo(SHORT_SUITE) <= 0; run++) {
            trees.note("new tests once more: " + ids.size());
            TestRun again = tree.tool().test(sandbox, tree.project(), ids, trees.runLimit());
            again.report().red().forEach(outcome -> red.add(outcome.id()));
        }
        return ids.stream().filter(red::contains).toList();
    }

    /** The classes of a short suite, so that whatever forges reports is loaded too; of a long one those that the change touches, or any. */
    private List<TestId> beside(TestReport head, Set<String> files) {
        Duration total = head.outcomes().stream().map(TestOutcome::time).reduce(Duration.ZERO, Duration::plus);
        List<TestId> classes = head.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                .map(outcome -> new TestId(outcome.id().className(), ""))
                .distinct()
                .filter(id -> !source(id, files).isEmpty())
                .toList();
        if (total.compareTo(SHORT_SUITE) <= 0 && classes.size() <= MOST_CLASSES) {
            return classes;
        }
        Set<String> changed = new HashSet<>();
        change.files().forEach(file -> changed.add(file.path()));
        List<TestId> touched = classes.stream()
                .filter(id -> changed.contains(source(id, files)))
                .toList();
        return touched.isEmpty() ? classes.subList(0, Math.min(1, classes.size())) : touched;
    }

    private static Set<String> files(Tree tree) {
        Set<String> files = new HashSet<>(tree.texts().keySet());
        for (Project.Module module : tree.project().modules()) {
            for (String folder : module.tests()) {
                Path root = tree.root().resolve(folder);
                if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                    try (Stream<Path> walk = Files.walk(root)) {
                        walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                                .forEach(path -> files.add(
                                        tree.root().relativize(path).toString().replace('\\', '/')));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
        return files;
    }

    /** "" when it is not found. */
    private String source(TestId test, Set<String> files) {
        int nested = test.className().indexOf('$');
        String outer = nested < 0 ? test.className() : test.className().substring(0, nested);
        for (Project.Module module : trees.tree(Side.HEAD).project().modules()) {
            for (String folder : module.tests()) {
                String path = folder + "/" + outer.replace('.', '/') + ".java";
                if (files.contains(path)) {
                    return path;
                }
            }
        }
        return "";
    }

    private List<Finding> redFindings(List<TestOutcome> red) {
        Set<String> files = files(trees.tree(Side.HEAD));
        return red.stream()
                .limit(MOST_FINDINGS)
                .map(outcome -> {
                    TestOutcome.Failure failure = outcome.failure();
                    return new Finding(
                            source(outcome.id(), files),
                            0,
                            "red",
                            outcome.id() + (failure == null ? "" : ": " + failure.type() + " " + failure.message()));
                })
                .toList();
    }

    private List<Finding> named(Iterable<TestId> tests, String kind, String message) {
        Set<String> files = files(trees.tree(Side.HEAD));
        List<Finding> findings = new ArrayList<>();
        for (TestId test : tests) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new Finding(source(test, files), 0, kind, test + ": " + message));
            }
        }
        return findings;
    }

    private Verdict verdict(Outcome outcome, String title, String detail, List<Finding> findings) {
        return new Verdict(gate, outcome, title, detail, findings);
    }

    private static String count(int tests) {
        return tests + (tests == 1 ? " test" : " tests");
    }
}
