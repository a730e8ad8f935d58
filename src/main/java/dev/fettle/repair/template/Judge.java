package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantResult;
import dev.fettle.repair.run.VariantRun;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the tests for one candidate: the wanted ones, their neighbours, those that run the edited lines; then all of these in a fresh loader. */
final class Judge {
    /** Beyond that, a fresh loader runs only the wanted tests and their neighbours; the proof runs everything anyway. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestBench bench;
    private final TestPlan plan;
    private final boolean allTargets;

    Judge(TestBench bench, TestPlan plan) {
        this.bench = bench;
        this.plan = plan;
        this.allTargets = plan.mayRunAllTargets();
    }

    /**
     * What came out.
     *
     * @param plausible whether every test that matters is green
     * @param mended wanted tests that became green
     * @param breaks whether a test that was green became red
     * @param traces of a plausible candidate, by test
     */
    record Verdict(boolean plausible, Set<TestId> mended, boolean breaks, Map<TestId, Long> traces) {
        boolean partly() {
            return !plausible && !mended.isEmpty() && !breaks;
        }
    }

    private static final Verdict DEAD = new Verdict(false, Set.of(), false, Map.of());

    Verdict judge(int batch, Draft draft, boolean alone) {
        List<Integer> on = List.of(draft.id());
        VariantResult first = bench.run(new VariantRun(batch, on, plan.targets(), alone, !allTargets, false));
        if (!first.passed()) {
            Set<TestId> mended = green(first);
            if (!allTargets || mended.isEmpty() || plan.targets().size() == mended.size()) {
                return DEAD;
            }
            boolean breaks = !passes(new VariantRun(batch, on, plan.neighbours(), alone, true, false));
            return new Verdict(false, mended, breaks, Map.of());
        }
        List<TestId> neighbours = plan.neighbours();
        List<TestId> others = plan.others(draft);
        Set<TestId> all = Set.copyOf(plan.targets());
        if (!passes(new VariantRun(batch, on, neighbours, alone, true, false))
                || !passes(new VariantRun(batch, on, others, alone, true, false))) {
            return new Verdict(false, all, true, Map.of());
        }
        List<TestId> again = new ArrayList<>(plan.targets());
        again.addAll(neighbours);
        if (plan.total(others).compareTo(LONG) < 0) {
            again.addAll(others);
        }
        VariantResult fresh = bench.run(VariantRun.confirm(batch, on, again).traced());
        return new Verdict(fresh.passed(), all, !fresh.passed(), fresh.traces());
    }

    private boolean passes(VariantRun run) {
        return run.tests().isEmpty() || bench.run(run).passed();
    }

    private static Set<TestId> green(VariantResult result) {
        Set<TestId> green = new HashSet<>();
        Set<TestId> red = new HashSet<>();
        for (TestOutcome outcome : result.outcomes()) {
            TestId id = new TestId(outcome.id().className(), outcome.id().plainMethod());
            (outcome.status() == TestOutcome.Status.PASSED ? green : red).add(id);
        }
        green.removeAll(red);
        return green;
    }
}
