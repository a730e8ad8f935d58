package dev.fettle.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests a second for each name, and a burst of some seconds' worth. Names must come from a bounded set. */
final class RateLimit {
    private final double perSecond;
    private final double burst;
    private final InstantSource clock;
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    RateLimit(int perSecond, Duration burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = perSecond * (double) burst.toSeconds();
        this.clock = clock;
    }

    private record Level(double used, Instant at) {}

    /** Whether one more is within the limit; it then counts. */
    boolean allows(String name) {
        Instant now = clock.instant();
        boolean[] allowed = new boolean[1];
        levels.compute(name, (same, old) -> {
            double used = old == null ? 0 : Math.max(0, old.used() - perSecond * seconds(old.at(), now));
            allowed[0] = used + 1 <= burst;
            return new Level(allowed[0] ? used + 1 : used, now);
        });
        return allowed[0];
    }

    private static double seconds(Instant from, Instant to) {
        // A clock that is set back must not lock anybody out.
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }
}
