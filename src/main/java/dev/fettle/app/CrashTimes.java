package dev.fettle.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Where the time of a search for a crash goes: preparing and compiling, then searching in what is left. */
final class CrashTimes {
    /** However long the project took to compile. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    /** For making what was found small, and compiling it. */
    private static final Duration AFTER = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Duration limit;
    private final Instant start;
    private Instant searching;
    private Instant end;

    CrashTimes(InstantSource clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.start = clock.instant();
        this.searching = start;
        this.end = start;
    }

    /** What is left for the search, which begins now; never more than the limit, and not nothing. */
    Duration searching() {
        searching = clock.instant();
        Duration left = limit.minus(Duration.between(start, searching)).minus(AFTER);
        Duration least = limit.compareTo(LEAST) < 0 ? limit : LEAST;
        return left.compareTo(least) < 0 ? least : left;
    }

    void ended() {
        end = clock.instant();
        searching = searching.equals(start) ? end : searching;
    }

    Duration before() {
        return Duration.between(start, searching);
    }

    Duration all() {
        return Duration.between(start, end);
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Time: %.1f s, of which %.1f s were for preparing and compiling.",
                all().toMillis() / 1000.0,
                before().toMillis() / 1000.0);
    }
}
