package dev.fettle.app.bench;

import java.util.List;

/** A day of many installations, simulated from measured times: how long queues get, how soon people are answered, how many workers that takes. */
public final class ScaleSimulation {
    private final ScalePlan plan;
    private final List<ScaleDemand> traffic;
    private final ScaleTriage triage;

    public ScaleSimulation(ScalePlan plan) {
        this.plan = plan;
        this.traffic = ScaleTraffic.of(plan);
        this.triage = new ScaleTriage(traffic, plan.triageThreads(), plan.triageSeconds());
    }

    /** @param workers how many cycles may run at once, over all processes */
    public ScaleFigures run(int workers) {
        return new ScaleDay(plan, workers).run(traffic, triage);
    }

    /**
     * With the fewest workers that let such a share of the requests have their outcome within so many seconds; with {@code most} when even those do not.
     *
     * @param share 0 to 1
     */
    public ScaleFigures fewest(double share, double seconds, int most) {
        int low = 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) / 2;
            if (run(middle).outcome().millis(share) <= seconds * 1_000) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return run(low);
    }
}
