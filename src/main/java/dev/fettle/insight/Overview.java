package dev.fettle.insight;

import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Tally.EngineAttempts;
import java.time.Instant;
import java.util.List;

/** All that the dashboard's views count, for programs: one reading of the backlog for both of their ways in. */
public record Overview(
        Health health, Funnel funnel, List<EngineAttempts> engines, Calibration calibration, Trust trust) {
    public Overview {
        engines = List.copyOf(engines);
    }

    /** Counts. */
    public static Overview of(Tally tally, Instant now) {
        List<EngineAttempts> engines = tally.engines();
        return new Overview(
                Health.of(tally, engines, now),
                Funnel.of(tally, now),
                engines,
                Calibration.of(tally),
                Trust.of(tally, now));
    }
}
