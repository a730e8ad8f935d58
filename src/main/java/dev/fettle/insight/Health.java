package dev.fettle.insight;

import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Tally.EngineAttempts;
import java.time.Instant;
import java.util.List;

/** The mission's four numbers, its key metrics, and the last weeks, counted together. */
public record Health(Dashboard dashboard, KeyMetrics metrics, List<Weeks.Week> weeks) {
    /** Counts. */
    public static Health of(Tally tally, Instant now) {
        return of(tally, tally.engines(), now);
    }

    /** Counts, where the engines' attempts are counted already. */
    static Health of(Tally tally, List<EngineAttempts> engines, Instant now) {
        Census census = Census.of(tally, now);
        return new Health(Dashboard.of(census, tally, now), KeyMetrics.of(census, engines, now), Weeks.of(census, now));
    }
}
