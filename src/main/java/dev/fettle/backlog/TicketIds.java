package dev.fettle.backlog;

import dev.fettle.intake.Signal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ticket ids: {@code <source>_<epoch seconds>_<4 digits>}, or the caller's own where it can be part of a branch name. */
public final class TicketIds {
    private static final Pattern OWN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");
    private final InstantSource clock;

    public TicketIds(InstantSource clock) {
        this.clock = clock;
    }

    /** The source's part of an id. */
    static String source(Signal signal) {
        if (signal instanceof Signal.RedTests) {
            return "ci";
        } else if (signal instanceof Signal.ExceptionSeen) {
            return "exception";
        } else if (signal instanceof Signal.AnomalySeen || signal instanceof Signal.TestSlower) {
            return "perf";
        } else if (signal instanceof Signal.FeedbackGiven) {
            return "feedback";
        } else if (signal instanceof Signal.IssueRequested) {
            return "issue";
        } else {
            return "analysis";
        }
    }

    /**
     * An id for a signal. The four digits come from the fingerprint, so that the same signal handled twice in one second gets the same id.
     */
    public String next(String source, String fingerprint) {
        int digits = Math.floorMod(fingerprint.hashCode(), 10_000);
        return String.format(Locale.ROOT, "%s_%d_%04d", source, clock.instant().getEpochSecond(), digits);
    }

    /**
     * Checks an id that a caller gave.
     *
     * @throws IllegalArgumentException when it cannot be part of a branch name; the message says what can
     */
    public static String check(String id) {
        if (!OWN.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a ticket id is 1 to 80 letters, digits, '_' and '-', and starts with a letter or digit");
        }
        return id;
    }
}
