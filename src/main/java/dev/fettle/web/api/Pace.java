package dev.fettle.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often somebody may ask: so many times at once, and from then on so many times a second. Names may be whatever comes over the wire: the ones that were heard of longest ago are
 * forgotten.
 */
final class Pace {
    private static final int MOST_NAMES = 10_000;

    private final double perSecond;
    private final int burst;
    private final InstantSource clock;
    private final Map<String, Level> levels = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Level> eldest) {
            return size() > MOST_NAMES;
        }
    };

    Pace(double perSecond, int burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    private record Level(double used, Instant at) {}

    /** How long to wait before one more is let in, in whole seconds from 1; empty when it is let in, and then it counts. */
    synchronized Optional<Duration> refuses(String name) {
        Instant now = clock.instant();
        Level before = levels.get(name);
        double used = before == null ? 0 : Math.max(0, before.used() - perSecond * seconds(before.at(), now));
        boolean allowed = used + 1 <= burst;
        levels.put(name, new Level(allowed ? used + 1 : used, now));
        return allowed
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) Math.ceil((used + 1 - burst) / perSecond)));
    }

    private static double seconds(Instant from, Instant to) {
        // A clock that is set back must not lock anybody out.
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }
}
