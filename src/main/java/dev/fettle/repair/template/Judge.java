package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantResult;
import dev.fettle.repair.run.VariantResult.Answers;
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

    /** Where nothing is mended: so much nearer at least must the tests that were heard come to what they wait for, each 1 at most. */
    private static final double WORTH_GOING_ON = 0.1;

    private static final Heard NOTHING = new Heard(false, Set.of(), 0);

    /** What the wanted tests said, besides which are green: whether a loop budget ran out, which are red but came further, and how much nearer to what they wait for. */
    private record Heard(boolean cutOff, Set<TestId> further, double nearer) {
        static Heard cutOff(boolean cutOff) {
            return cutOff ? new Heard(true, Set.of(), 0) : NOTHING;
        }

        static Heard of(TestPlan.Onward onward) {
            return new Heard(false, onward.further(), onward.nearer());
        }

        boolean worthGoingOn() {
            return !further.isEmpty() || nearer >= WORTH_GOING_ON;
        }
    }

    private final TestBench bench;
    private final TestPlan plan;

    Judge(TestBench bench, TestPlan plan) {
        this.bench = bench;
        this.plan = plan;
    }

    /**
     * What came out.
     *
     * @param plausible whether every test that matters is green
     * @param mended wanted tests that became green
     * @param further wanted tests that are red still, but came past where they broke off; only where none became green
     * @param nearer how much nearer those that are red still came to what they wait for, together
     * @param breaks whether a test that was green became red
     * @param cutOff whether its loop budget ran out in a wanted test: with more it might have ended
     * @param traces of a plausible candidate, by test
     * @param answers of a plausible candidate's condition
     */
    record Verdict(
            boolean plausible,
            Set<TestId> mended,
            Set<TestId> further,
            double nearer,
            boolean breaks,
            boolean cutOff,
            Map<TestId, Long> traces,
            Answers answers) {
        /** It is not plausible, and says no more than this. */
        static Verdict no(Set<TestId> mended, Set<TestId> further, double nearer, boolean breaks, boolean cutOff) {
            return new Verdict(false, mended, further, nearer, breaks, cutOff, Map.of(), Answers.NONE);
        }

        private static Verdict no(Set<TestId> mended, Heard heard, boolean breaks) {
            return no(mended, heard.further(), heard.nearer(), breaks, heard.cutOff());
        }

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
        Set<TestId> mended = new HashSet<>();
        Heard heard = wanted(batch, draft, alone, mended);
        if (mended.isEmpty() && !heard.worthGoingOn()) {
            return Verdict.no(mended, Heard.cutOff(heard.cutOff()), false);
        }
        List<TestId> neighbours = plan.neighbours();
        boolean breaks = !passes(new VariantRun(batch, on, neighbours, alone, true, false));
        if (breaks || !mended.containsAll(plan.targets())) {
            return Verdict.no(mended, heard, breaks);
        }
        return confirm(batch, draft, alone, neighbours);
    }

    /**
     * Runs the wanted tests: a few that speak for the others; where they say that something is mended, the other quick ones, to know what; then the rest one by one, so
     * that no second endless one is run.
     *
     * @param mended gets those that are green now
     */
    private Heard wanted(int batch, Draft draft, boolean alone, Set<TestId> mended) {
        List<Integer> on = List.of(draft.id());
        List<TestId> left = new ArrayList<>(plan.targets());
        List<TestId> first = plan.spokesmen(draft);
        VariantResult heard = bench.run(new VariantRun(batch, on, first.subList(0, 1), alone, false, false));
        List<TestOutcome> outcomes = new ArrayList<>(heard.outcomes());
        boolean endless = heard.kind() == VariantResult.Kind.BUDGET_EXHAUSTED;
        if (endless && plan.ended(first.get(0))) {
            return Heard.cutOff(true); // the others would run on as well
        }
        if (first.size() > 1) {
            heard = bench.run(new VariantRun(batch, on, first.subList(1, first.size()), alone, false, false));
            outcomes.addAll(heard.outcomes());
            endless |= heard.kind() == VariantResult.Kind.BUDGET_EXHAUSTED;
        }
        mended.addAll(green(outcomes));
        left.removeAll(first);
        if (mended.isEmpty()) {
            return endless ? Heard.cutOff(true) : Heard.of(plan.onward(outcomes));
        }
        List<TestId> quick = left.stream().filter(plan.quickTargets()::contains).toList();
        if (!quick.isEmpty()) {
            outcomes.addAll(bench.run(new VariantRun(batch, on, quick, alone, false, false))
                    .outcomes());
            mended.addAll(green(outcomes));
            left.removeAll(quick);
        }
        if (!mended.containsAll(first) || !mended.containsAll(quick)) {
            return new Heard(endless, Set.of(), plan.onward(outcomes).nearer());
        }
        for (TestId target : left) {
            VariantResult result = bench.run(new VariantRun(batch, on, List.of(target), alone, true, false));
            mended.addAll(green(result.outcomes()));
            if (!result.passed()) {
                return Heard.cutOff(result.kind() == VariantResult.Kind.BUDGET_EXHAUSTED);
            }
        }
        return NOTHING;
    }

    private Verdict confirm(int batch, Draft draft, boolean alone, List<TestId> neighbours) {
        List<Integer> on = List.of(draft.id());
        Set<TestId> all = Set.copyOf(plan.targets());
        List<TestId> others = plan.others(draft);
        if (!passes(new VariantRun(batch, on, others, alone, true, false))) {
            return Verdict.no(all, NOTHING, true);
        }
        List<TestId> again = new ArrayList<>(plan.targets());
        again.addAll(neighbours);
        if (plan.total(others).compareTo(LONG) < 0) {
            again.addAll(others);
        }
        VariantResult fresh = bench.run(VariantRun.confirm(batch, on, again).traced());
        return new Verdict(fresh.passed(), all, Set.of(), 0, !fresh.passed(), false, fresh.traces(), fresh.answers());
    }

    private boolean passes(VariantRun run) {
        return run.tests().isEmpty() || bench.run(run).passed();
    }

    private static Set<TestId> green(List<TestOutcome> outcomes) {
        Set<TestId> green = new HashSet<>();
        Set<TestId> red = new HashSet<>();
        for (TestOutcome outcome : outcomes) {
            TestId id = new TestId(outcome.id().className(), outcome.id().plainMethod());
            (outcome.status() == TestOutcome.Status.PASSED ? green : red).add(id);
        }
        green.removeAll(red);
        return green;
    }
}
