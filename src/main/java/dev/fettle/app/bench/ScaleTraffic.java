package dev.fettle.app.bench;

import dev.fettle.app.bench.ScaleDemand.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What comes in on a simulated day: by chance, more by day than by night, and the bursts of the plan. The same seed makes the same day. */
final class ScaleTraffic {
    private static final int HOUR = 3_600;
    /** When the monorepo's default branch turns red. */
    private static final int MONOREPO_AT = 10 * HOUR;
    /** Its runs all end within five minutes. */
    private static final int MONOREPO_SECONDS = 300;

    private static final int OUTAGE_AT = 14 * HOUR;
    /** The share of deliveries that are finished runs of CI: all of these are red in an outage. */
    private static final double RUNS = 0.25;

    private ScaleTraffic() {}

    /** In order of time. */
    static List<ScaleDemand> of(ScalePlan plan) {
        SplittableRandom chance = new SplittableRandom(plan.seed());
        List<ScaleDemand> all = new ArrayList<>();
        int seconds = plan.hours() * HOUR;
        long number = Math.round((double) plan.installations() * plan.deliveries() * plan.hours() / 24);
        double repairs = plan.repairs() / plan.deliveries();
        for (long i = 0; i < number; i++) {
            double at = moment(chance, seconds);
            int installation = chance.nextInt(plan.installations());
            int repository = installation * plan.repositories() + chance.nextInt(plan.repositories());
            double kind = chance.nextDouble();
            boolean away = plan.outageMinutes() > 0 && at >= OUTAGE_AT && at < OUTAGE_AT + plan.outageMinutes() * 60.0;
            Work work = kind < repairs ? Work.REPAIR : away && kind < RUNS ? Work.OUTSIDE : Work.NOTED;
            all.add(new ScaleDemand(at, installation, repository, work));
        }
        for (int i = 0; i < plan.monorepoFailures(); i++) {
            double at = MONOREPO_AT + chance.nextDouble() * MONOREPO_SECONDS;
            all.add(new ScaleDemand(at, 0, 0, Work.REPAIR));
        }
        all.sort(Comparator.comparingDouble(ScaleDemand::at));
        return all;
    }

    /** At two in the afternoon three times as likely as at two in the night. */
    private static double moment(SplittableRandom chance, int seconds) {
        while (true) {
            double at = chance.nextDouble() * seconds;
            double busy = 1 - Math.cos((at / HOUR - 2) / 24 * 2 * Math.PI) / 2;
            if (chance.nextDouble() * 1.5 < busy) {
                return at;
            }
        }
    }
}
