package dev.fettle.store;

import dev.fettle.intake.IntakeSource;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** When each source was last heard of. */
public final class SignalTimes {
    private static final String SCOPE = "last_report";
    private static final String SCANS = "scan";

    private final Database database;

    SignalTimes(Database database) {
        this.database = database;
    }

    /** Notes, in the transaction that keeps them, that reports of a source came. */
    static void note(Handle handle, IntakeSource source, Instant now) {
        handle.createUpdate(
                        "insert into memory(scope, key, value, updated_at) values (:scope, :key, :at, :at)"
                                + " on conflict(scope, key) do update set value = excluded.value, updated_at = excluded.updated_at")
                .bind("scope", SCOPE)
                .bind("key", source.word())
                .bind("at", Times.text(now))
                .execute();
    }

    /** Of the newest report that was kept; empty when none came, or none since this is noted. */
    public Optional<Instant> report(IntakeSource source) {
        return database.read(
                handle -> handle.createQuery("select value from memory where scope = :scope and key = :key")
                        .bind("scope", SCOPE)
                        .bind("key", source.word())
                        .mapTo(String.class)
                        .findOne()
                        .map(Times::instant));
    }

    /** Of the newest delivery of one of those events. */
    public Optional<Instant> delivery(List<String> events) {
        return database.read(handle -> handle.createQuery(
                        "select received_at from deliveries where event in (<events>) order by seq desc limit 1")
                .bindList("events", events)
                .mapTo(String.class)
                .findOne()
                .map(Times::instant));
    }

    /** When the server last looked at the whole tree of a repository. */
    public Optional<Instant> scan() {
        return database.read(
                handle -> handle.createQuery("select coalesce(max(updated_at), '') from memory where scope = :scope")
                        .bind("scope", SCANS)
                        .mapTo(String.class)
                        .findOne()
                        .filter(text -> !text.isEmpty())
                        .map(Times::instant));
    }
}
