package dev.fettle.store.postgres;

import dev.fettle.store.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's clock, which all who share it agree on, however wrong the machines' own are or become: asked every now and then, and in between counted on by this machine's
 * monotonic clock, which nobody sets.
 */
final class DatabaseClock implements InstantSource {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private final Database database;
    private final LongSupplier nanos;
    private volatile Reading reading;

    DatabaseClock(Database database, InstantSource own) {
        this(database, own, System::nanoTime);
    }

    DatabaseClock(Database database, InstantSource own, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
        this.reading = read();
        Duration off = Duration.between(reading.time(), own.instant()).abs();
        if (off.compareTo(NOTABLE) > 0) {
            log.warn(
                    "the clock of this machine is {} s off the database's; work goes on by the database's, but set this one (NTP)",
                    off.toSeconds());
        }
    }

    private record Reading(Instant time, long at) {}

    @Override
    public Instant instant() {
        Reading last = reading;
        if (nanos.getAsLong() - last.at() > FRESH_NANOS) {
            last = refreshed(last);
        }
        return last.time().plusNanos(nanos.getAsLong() - last.at());
    }

    private Reading refreshed(Reading last) {
        try {
            Reading next = read();
            reading = next;
            return next;
        } catch (RuntimeException e) {
            // A server that cannot be reached gives no work away either; until it can, this machine's count goes on.
            log.debug("the database's clock could not be read: {}", e.getMessage());
            return last;
        }
    }

    private Reading read() {
        long before = nanos.getAsLong();
        Instant time = database.read(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
        long after = nanos.getAsLong();
        return new Reading(time, before + (after - before) / 2);
    }
}
