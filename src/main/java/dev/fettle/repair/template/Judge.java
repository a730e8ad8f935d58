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

    private static final Verdict DEAD = new Verdict(false, Set.of(), false, false, Map.of());
    private static final Verdict CUT_OFF = new Verdict(false, Set.of(), false, true, Map.of());

    private final TestBench bench;
    private final TestPlan plan;
    private final boolean everyTarget;

    /** @param everyTarget whether a candidate that fails one wanted test is asked for the others too, to see what it mends half way */
    Judge(TestBench bench, TestPlan plan, boolean everyTarget) {
        this.bench = bench;
        this.plan = plan;
        this.everyTarget = everyTarget && plan.mayRunAllTargets();
    }

    /**
     * What came out.
     *
     * @param plausible whether every test that matters is green
     * @param mended wanted tests that became green
     * @param breaks whether a test that was green became red
     * @param cutOff whether its loop budget ran out: with more it might have ended
     * @param traces of a plausible candidate, by test
     */
    record Verdict(boolean plausible, Set<TestId> mended, boolean breaks, boolean cutOff, Map<TestId, Long> traces) {
        boolean partly() {
            return !plausible && !mended.isEmpty() && !breaks;
        }
    }

    /** How many tests there are to mend. */
    int wanted() {
        return plan.targets().size();
    }

    /** Judges one candidate of a loaded batch; {@code alone} when a shared loader would hide it. */
    Verdict judge(int batch, Draft draft, boolean alone) {
        List<Integer> on = List.of(draft.id());
        List<TestId> targets = plan.targets();
        VariantResult first = bench.run(new VariantRun(batch, on, targets.subList(0, 1), alone, true, false));
        if (cutOff(first)) {
            return CUT_OFF;
        }
        Set<TestId> mended = new HashSet<>(first.passed() ? targets.subList(0, 1) : List.of());
        if (first.passed() || everyTarget) {
            if (!others(batch, draft, alone, mended)) {
                return CUT_OFF;
            }
        }
        if (mended.isEmpty()) {
            return DEAD;
        }
        List<TestId> neighbours = plan.neighbours();
        boolean breaks = !passes(new VariantRun(batch, on, neighbours, alone, true, false));
        if (breaks || !mended.containsAll(targets)) {
            return new Verdict(false, mended, breaks, false, Map.of());
        }
        return confirm(batch, draft, alone, neighbours);
    }

    /** Runs the wanted tests after the first one by one, so that no second endless one is run; false when nothing is mended and a budget ran out. */
    private boolean others(int batch, Draft draft, boolean alone, Set<TestId> mended) {
        for (TestId target : plan.targets().subList(1, plan.targets().size())) {
            VariantResult result =
                    bench.run(new VariantRun(batch, List.of(draft.id()), List.of(target), alone, true, false));
            mended.addAll(green(result));
            boolean dear = result.kind().compareTo(VariantResult.Kind.TEST_FAILED) > 0;
            if (dear || !result.passed() && !everyTarget) {
                return !(cutOff(result) && mended.isEmpty());
            }
        }
        return true;
    }

    private Verdict confirm(int batch, Draft draft, boolean alone, List<TestId> neighbours) {
        List<Integer> on = List.of(draft.id());
        Set<TestId> all = Set.copyOf(plan.targets());
        List<TestId> others = plan.others(draft);
        if (!passes(new VariantRun(batch, on, others, alone, true, false))) {
            return new Verdict(false, all, true, false, Map.of());
        }
        List<TestId> again = new ArrayList<>(plan.targets());
        again.addAll(neighbours);
        if (plan.total(others).compareTo(LONG) < 0) {
            again.addAll(others);
        }
        VariantResult fresh = bench.run(VariantRun.confirm(batch, on, again).traced());
        return new Verdict(fresh.passed(), all, !fresh.passed(), false, fresh.traces());
    }

    private static boolean cutOff(VariantResult result) {
        return result.kind() == VariantResult.Kind.BUDGET_EXHAUSTED;
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
