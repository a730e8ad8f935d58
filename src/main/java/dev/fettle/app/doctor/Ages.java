package dev.fettle.app.doctor;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, for people. */
final class Ages {
    private Ages() {}

    static String of(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }
}
