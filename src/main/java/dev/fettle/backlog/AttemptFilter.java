package dev.fettle.backlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts to count or list; null means any.
 *
 * @param engine "" for those of which none is known
 * @param reason {@link AttemptFacts#reason}
 * @param gate with what it said in {@code outcome}
 * @param outcome of that gate, or of any
 */
public record AttemptFilter(
        @Nullable String engine,
        @Nullable Boolean success,
        @Nullable Boolean plausible,
        @Nullable String reason,
        @Nullable String gate,
        @Nullable String outcome,
        @Nullable Instant since) {
    /** All of them. */
    public static final AttemptFilter ALL = new AttemptFilter(null, null, null, null, null, null, null);

    /** Those of an engine. */
    public static AttemptFilter engine(String engine) {
        return new AttemptFilter(engine, null, null, null, null, null, null);
    }
}
