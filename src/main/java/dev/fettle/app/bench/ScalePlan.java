package dev.fettle.app.bench;

/**
 * What is simulated.
 *
 * @param installations each of which has a few repositories
 * @param repositories of each installation
 * @param hours how long, from midnight
 * @param deliveries a day of each installation
 * @param repairs a day of each installation that asks for one
 * @param monorepoFailures different failures of one repository's default branch at once; 0 for no such day
 * @param outageMinutes how long every run of CI fails; 0 for no such day
 * @param triageSeconds of a delivery, measured
 * @param cycleSeconds half of the cycles take so long, measured
 * @param cycleSpread the standard deviation of its logarithm
 * @param outsideSeconds of a cycle that ends after the build
 * @param triageThreads of all servers together
 * @param seed of all chance
 */
public record ScalePlan(
        int installations,
        int repositories,
        int hours,
        int deliveries,
        double repairs,
        int monorepoFailures,
        int outageMinutes,
        double triageSeconds,
        double cycleSeconds,
        double cycleSpread,
        double outsideSeconds,
        int triageThreads,
        long seed) {
    /** The day of the issue: 10,000 installations, a monorepo's red default branch at ten, an outage at two. */
    public static final ScalePlan DAY =
            new ScalePlan(10_000, 5, 24, 200, 0.5, 400, 30, 0.05, 44, 0.8, 25, 8, 20_261_127);

    /** The same without bursts. */
    public ScalePlan quiet() {
        return new ScalePlan(
                installations,
                repositories,
                hours,
                deliveries,
                repairs,
                0,
                0,
                triageSeconds,
                cycleSeconds,
                cycleSpread,
                outsideSeconds,
                triageThreads,
                seed);
    }
}
