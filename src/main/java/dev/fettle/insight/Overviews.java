package dev.fettle.insight;

import dev.fettle.backlog.Tally;
import dev.fettle.base.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The overview of what somebody may see, kept for those who ask next. It is counted anew as soon as anything has changed, and after {@link #AT_MOST} all the same, since some of it is about the last hour; those who ask
 * meanwhile wait for the one who counts.
 */
public final class Overviews {
    /** How old an overview may be. */
    static final Duration AT_MOST = Duration.ofSeconds(15);

    /** Of so many people and programs with different sights. */
    private static final int MOST_KEPT = 64;

    private final Tally tally;
    private final InstantSource clock;
    private final Map<Sight, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Overview overview, String pulse, Instant counted) {}

    public Overviews(Tally tally, InstantSource clock) {
        this.tally = tally;
        this.clock = clock;
    }

    /** As it is now, or was a moment ago. */
    public Overview of(Sight sight) {
        Tally seen = tally.seenBy(sight);
        Instant now = clock.instant();
        // Read before it is counted: what comes meanwhile is counted the next time.
        String pulse = seen.pulse();
        if (kept.size() >= MOST_KEPT && !kept.containsKey(sight)) {
            kept.clear();
        }
        return kept.compute(
                        sight,
                        (who, before) -> before != null
                                        && before.pulse().equals(pulse)
                                        && !now.isBefore(before.counted())
                                        && now.isBefore(before.counted().plus(AT_MOST))
                                ? before
                                : new Kept(Overview.of(seen, now), pulse, now))
                .overview();
    }
}
