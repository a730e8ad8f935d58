package dev.fettle.gate.loop;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.loop.Measurements.Run;
import dev.fettle.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs base and head in turns, in the order A B B A, until the comparison is decided or the time is up. What was built once is not built again. */
final class PairedRuns {
    /** Fewer pairs show nothing, however slow the head is. */
    private static final int FEWEST = 2;

    private final TwoTrees trees;
    private final List<TestId> only;
    private final Map<Side, List<Run>> runs = new EnumMap<>(Side.class);
    private String trouble = "";

    /**
     * What may be spent on all runs together.
     *
     * @param usual for most changes
     * @param most where every pair so far shows a large slow-down, and a few more make it sure
     */
    record Budget(Duration usual, Duration most) {}

    /** @param only the tests to run; empty for all */
    PairedRuns(TwoTrees trees, List<TestId> only) {
        this.trees = trees;
        this.only = List.copyOf(only);
        runs.put(Side.BASE, new ArrayList<>());
        runs.put(Side.HEAD, new ArrayList<>());
    }

    /** Measures, as long as more can be told and the time suffices. */
    Comparison measure(Budget budget) {
        Duration begin = trees.left();
        Comparison comparison = Comparison.of(measurements());
        while (comparison.goesOn() && trouble.isEmpty() && enoughLeft(begin, budget, comparison)) {
            boolean baseFirst = measurements().pairs() % 2 == 0;
            run(baseFirst ? Side.BASE : Side.HEAD);
            if (measurements().pairs() == 0) {
                longBase(budget);
            }
            run(baseFirst ? Side.HEAD : Side.BASE);
            if (trouble.isEmpty()) {
                comparison = Comparison.of(measurements());
                trees.note("pair " + measurements().pairs() + " of base and head: "
                        + comparison.main().map(Comparison.Measure::text).orElse("no time"));
            }
        }
        if (trouble.isEmpty() && comparison.goesOn()) {
            trouble = "the time for it was up";
        }
        return comparison;
    }

    /** Why it ended before its time; "" when it did not. */
    String trouble() {
        return trouble;
    }

    /** After the first run: where the base alone takes so long, the pairs that say anything do not fit, and none is begun. */
    private void longBase(Budget budget) {
        if (!trouble.isEmpty()) {
            return;
        }
        double base = last(Side.BASE).wallSeconds();
        double most = Math.min(budget.most().toMillis() / 1000.0, trees.left().toMillis() / 1000.0 + base);
        if (base * 2 * FEWEST > most) {
            trouble = String.format(
                    Locale.ROOT,
                    "a run of the base alone takes %.0f s, and %d pairs of runs do not fit into %.0f s",
                    base,
                    FEWEST,
                    most);
        }
    }

    /** One more pair must fit, as long as the last one took. */
    private boolean enoughLeft(Duration begin, Budget budget, Comparison comparison) {
        int pairs = measurements().pairs();
        double last =
                pairs == 0 ? 0 : last(Side.BASE).wallSeconds() + last(Side.HEAD).wallSeconds();
        Duration needed = Duration.ofMillis((long) (last * 1000));
        Duration spent = begin.minus(trees.left());
        Duration may = comparison.muchSlower().isEmpty() ? budget.usual() : budget.most();
        return may.minus(spent).compareTo(needed) > 0 && trees.left().compareTo(needed) > 0;
    }

    private Run last(Side side) {
        List<Run> all = of(side);
        return all.get(all.size() - 1);
    }

    private List<Run> of(Side side) {
        return java.util.Objects.requireNonNull(runs.get(side));
    }

    private Measurements measurements() {
        int pairs = Math.min(of(Side.BASE).size(), of(Side.HEAD).size());
        return new Measurements(of(Side.BASE).subList(0, pairs), of(Side.HEAD).subList(0, pairs));
    }

    private void run(Side side) {
        if (!trouble.isEmpty()) {
            return;
        }
        Tree tree = trees.tree(side);
        Sandbox sandbox = trees.shared(side);
        TestRun run = tree.tool().test(sandbox, tree.project(), only, trees.runLimit());
        if (run.end() != TestRun.End.PASSED) {
            trouble = "a run of the " + side.word() + " ended as " + run.end() + " after "
                    + run.execution().wall().toSeconds() + " s";
            return;
        }
        of(side).add(Run.of(run, errors(tree.project(), sandbox)));
    }

    private static int errors(Project project, Sandbox sandbox) {
        List<String> outputs = project.modules().stream()
                .map(module -> below(module) + "/**/*-output.txt")
                .distinct()
                .toList();
        return OutputErrors.count(
                sandbox.collect(outputs, OutputErrors.LONGEST).files().values());
    }

    private static String below(Project.Module module) {
        int slash = module.classes().lastIndexOf('/');
        return slash < 0 ? "target" : module.classes().substring(0, slash);
    }
}
