package dev.fettle.improve;

import dev.fettle.improve.Outbox.Entry;
import dev.fettle.improve.Outbox.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How many comments a repository gets within an hour, and, counted apart, how many reviews. What is above waits; progress waits first, so that outcomes find room. */
final class CommentBudget {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Outbox outbox;
    private final SettingsSource settings;
    private final InstantSource clock;

    CommentBudget(Outbox outbox, SettingsSource settings, InstantSource clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** When a write may be done; empty for now. */
    Optional<Instant> notBefore(Entry entry) {
        if (entry.verb() != Verb.COMMENT && entry.verb() != Verb.REVIEW) {
            return Optional.empty();
        }
        int all = settings.lastRead(entry.repositoryKey()).budgets().commentsPerHour();
        int most = Writes.isProgress(entry) ? Math.max(1, all / 2) : all;
        List<Instant> done =
                outbox.doneSince(clock.instant().minus(HOUR).plusNanos(1), entry.repositoryKey(), entry.verb());
        return done.size() < most
                ? Optional.empty()
                : Optional.of(done.get(done.size() - most).plus(HOUR));
    }
}
