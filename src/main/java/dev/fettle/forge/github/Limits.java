package dev.fettle.forge.github;

import dev.fettle.forge.Allowance;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.ForgeException.Kind;
import dev.fettle.forge.RequestUse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Obeys a server's limits without ever waiting: what may not be sent yet fails at once and says when it may.
 *
 * <p>The numbers are GitHub's: those of {@link Allowance#GITHUB}, and one minute after a secondary limit that names no time
 * (docs.github.com, "Best practices for using the REST API", "Rate limits for the REST API").
 */
final class Limits {
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration UNNAMED_LIMIT = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    /** Polling leaves a tenth of what the server takes to the work that it found. */
    private static final int RESERVED_ONE_IN = 10;
    /** A server that names a time beyond this has a broken clock. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private final Allowance allowance;
    private final RequestTally tally = new RequestTally();
    private final Map<String, Instant> yielding = new ConcurrentHashMap<>();

    /** @param allowance what all processes that ask for the same principals go by */
    Limits(InstantSource clock, Allowance allowance) {
        this.clock = clock;
        this.allowance = allowance;
    }

    /** Fails while the server wants nothing from this principal. */
    void beforeRead(String principal) {
        allowance.pausedUntil(principal, clock.instant()).ifPresent(until -> {
            throw limited("the forge's limit is used up", until);
        });
    }

    /**
     * Fails while the server wants nothing, within a second of the last write, and when what may be made in a minute and in an hour is made.
     *
     * @param makes whether it makes content
     */
    void beforeWrite(String principal, boolean makes) {
        beforeRead(principal);
        allowance.takeWrite(principal, makes, clock.instant()).ifPresent(until -> {
            throw limited("writes are spaced by a second, and so many an hour", until);
        });
    }

    /** The write has ended, well or not. */
    void afterWrite(String principal) {
        allowance.wrote(principal, clock.instant());
    }

    /** When the next write may be sent. */
    ForgeException nextWriteFor(String principal, String why) {
        return limited(why, allowance.nextWrite(principal, clock.instant()));
    }

    /** Until when polling gives way, because little is left of what the server takes: the rest is for the work itself. Empty when it may go on. */
    Optional<Instant> pollsYieldUntil(String principal) {
        Instant now = clock.instant();
        Optional<Instant> until =
                allowance.pausedUntil(principal, now).or(() -> allowance.pollsYieldUntil(principal, now));
        until.ifPresent(each -> tally.yielded(principal));
        return until;
    }

    /** What this process has asked for. */
    List<RequestUse> uses() {
        return tally.uses();
    }

    /** Takes note of what the answer says of limits; fails when it is a limit's or the server's failure. */
    Answer heed(String principal, Answer answer) {
        Instant now = clock.instant();
        tally.asked(principal, answer.status() == 304);
        account(principal, answer, now);
        Optional<Instant> retryAfter = retryAfter(answer.headers().get("Retry-After"), now);
        Optional<Instant> reset = usedUp(answer, now);
        if (isLimit(answer, retryAfter.isPresent() || reset.isPresent())) {
            Instant until = retryAfter.or(() -> reset).orElse(now.plus(UNNAMED_LIMIT));
            block(principal, until);
            throw limited(answer.what() + ": " + answer.status() + " " + answer.message(), until);
        }
        reset.ifPresent(until -> block(principal, until));
        if (answer.status() >= 500 && answer.status() != 501) {
            throw new ForgeException(
                    Kind.UNAVAILABLE,
                    answer.what() + ": " + answer.status() + " " + answer.message(),
                    retryAfter.orElse(now.plus(AFTER_FAILURE)),
                    null);
        }
        return answer;
    }

    private static boolean isLimit(Answer answer, boolean named) {
        if (answer.status() == 429) {
            return true;
        }
        if (answer.status() != 403) {
            return false;
        }
        String message = answer.message().toLowerCase(Locale.ROOT);
        return named || message.contains("rate limit") || message.contains("abuse");
    }

    /** GitHub tells what is left for all who ask as this principal, whatever process they are; the others hear of it when it gets scarce. */
    private void account(String principal, Answer answer, Instant now) {
        String resource = answer.headers().get("x-ratelimit-resource");
        Optional<Long> remaining = whole(answer.headers().get("x-ratelimit-remaining"));
        Optional<Long> limit = whole(answer.headers().get("x-ratelimit-limit"));
        if (remaining.isEmpty() || limit.isEmpty() || (resource != null && !resource.equals("core"))) {
            return;
        }
        tally.left(principal, remaining.get(), limit.get());
        Optional<Long> reset = whole(answer.headers().get("x-ratelimit-reset"));
        if (reset.isEmpty() || remaining.get() * RESERVED_ONE_IN > limit.get()) {
            return;
        }
        Instant until = within(Instant.ofEpochSecond(Math.min(reset.get(), 1L << 40)), now);
        if (!until.equals(yielding.put(principal, until))) {
            allowance.yieldPolls(principal, until);
        }
    }

    private void block(String principal, Instant until) {
        tally.paused(principal);
        allowance.pause(principal, until);
    }

    private static Optional<Instant> usedUp(Answer answer, Instant now) {
        String remaining = answer.headers().get("x-ratelimit-remaining");
        String reset = answer.headers().get("x-ratelimit-reset");
        if (remaining == null || !remaining.strip().equals("0")) {
            return Optional.empty();
        }
        return whole(reset)
                .map(seconds -> within(Instant.ofEpochSecond(Math.min(seconds, 1L << 40)), now))
                .or(() -> Optional.of(now.plus(UNNAMED_LIMIT)));
    }

    /** Seconds or an HTTP date. */
    private static Optional<Instant> retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Long> seconds = whole(value);
        if (seconds.isPresent()) {
            return seconds.map(some -> within(now.plusSeconds(Math.min(some, LONGEST.toSeconds())), now));
        }
        try {
            Instant date = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(within(date, now));
        } catch (DateTimeException e) {
            return Optional.of(now.plus(UNNAMED_LIMIT));
        }
    }

    private static Optional<Long> whole(@Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(Math.max(0, Long.parseLong(value.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** At least a second ahead, at most {@link #LONGEST}. */
    private static Instant within(Instant wanted, Instant now) {
        Instant soonest = now.plus(SOONEST);
        Instant latest = now.plus(LONGEST);
        return wanted.isBefore(soonest) ? soonest : wanted.isAfter(latest) ? latest : wanted;
    }

    private static ForgeException limited(String message, Instant until) {
        return new ForgeException(Kind.LIMITED, message, until, null);
    }
}
