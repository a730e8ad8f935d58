package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import java.time.Duration;
import java.time.Instant;

/** From a time, and before another. */
public record Period(Instant from, Instant to) {
    /** What counts as lately. */
    public static final Duration LATELY = Duration.ofDays(30);

    /** The last 30 days, this moment included. */
    static Period lately(Instant now) {
        return new Period(now.minus(LATELY), now.plusMillis(1));
    }

    /** As long, and just before. */
    Period before() {
        return new Period(from.minus(Duration.between(from, to)), from);
    }

    Condition since(Facet time) {
        return Condition.atLeast(time, from.toString());
    }

    Condition until(Facet time) {
        return Condition.below(time, to.toString());
    }
}
