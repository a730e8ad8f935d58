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
import java.util.Map;

/** Runs base and head in turns, in the order A B B A, until the comparison is decided or the time is up. What was built once is not built again. */
final class PairedRuns {
    private final TwoTrees trees;
    private final List<TestId> only;
    private final Map<Side, List<Run>> runs = new EnumMap<>(Side.class);
    private String trouble = "";

    /** @param only the tests to run; empty for all */
    PairedRuns(TwoTrees trees, List<TestId> only) {
        this.trees = trees;
        this.only = List.copyOf(only);
        runs.put(Side.BASE, new ArrayList<>());
        runs.put(Side.HEAD, new ArrayList<>());
    }

    /**
     * Measures.
     *
     * @param budget of all runs together
     */
    Comparison measure(Duration budget) {
        Duration end = trees.left().minus(budget);
        Comparison comparison = Comparison.of(measurements());
        while (comparison.goesOn() && trouble.isEmpty() && enoughLeft(end)) {
            boolean baseFirst = measurements().pairs() % 2 == 0;
            run(baseFirst ? Side.BASE : Side.HEAD);
            run(baseFirst ? Side.HEAD : Side.BASE);
            if (trouble.isEmpty()) {
                comparison = Comparison.of(measurements());
                trees.note("pair " + measurements().pairs() + " of base and head: "
                        + comparison.main().map(Comparison.Measure::text).orElse("no time"));
            }
        }
        return comparison;
    }

    /** Why it ended before its time; "" when it did not. */
    String trouble() {
        return trouble;
    }

    /** One more pair must fit, as long as the last one took. */
    private boolean enoughLeft(Duration end) {
        int pairs = measurements().pairs();
        double last =
                pairs == 0 ? 0 : last(Side.BASE).wallSeconds() + last(Side.HEAD).wallSeconds();
        Duration needed = Duration.ofMillis((long) (last * 1000));
        return trees.left().minus(end).compareTo(needed) > 0 && trees.left().compareTo(needed) > 0;
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
            trouble = "a run of the " + side.word() + " ended as " + run.end();
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
