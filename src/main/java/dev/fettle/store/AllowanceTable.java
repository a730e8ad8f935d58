package dev.fettle.store;

import dev.fettle.forge.Allowance;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The allowance of all processes that share the database: whoever takes a write has the principal's row until it is noted. */
final class AllowanceTable implements Allowance {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final Rates rates;

    AllowanceTable(Database database, Rates rates) {
        this.database = database;
        this.rates = rates;
    }

    @Override
    public Optional<Instant> pausedUntil(String principal, Instant now) {
        return until("paused_until", principal, now);
    }

    @Override
    public Optional<Instant> pollsYieldUntil(String principal, Instant now) {
        return until("polls_from", principal, now);
    }

    private Optional<Instant> until(String column, String principal, Instant now) {
        return database.read(handle -> handle.createQuery(
                                "select " + column + " from forge_allowances where principal = :principal")
                        .bind("principal", principal)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(AllowanceTable::time)
                .filter(now::isBefore);
    }

    @Override
    public void yieldPolls(String principal, Instant until) {
        database.changeBeside(handle -> handle.createUpdate(
                        "insert into forge_allowances(principal, polls_from) values (:principal, :until) on"
                                + " conflict(principal) do update set polls_from = excluded.polls_from")
                .bind("principal", principal)
                .bind("until", Times.text(until))
                .execute());
    }

    @Override
    public void pause(String principal, Instant until) {
        database.changeBeside(handle -> handle.createUpdate("insert into forge_allowances(principal, paused_until)"
                        + " values (:principal, :until) on conflict(principal) do update set paused_until = case"
                        + " when excluded.paused_until > forge_allowances.paused_until then excluded.paused_until"
                        + " else forge_allowances.paused_until end")
                .bind("principal", principal)
                .bind("until", Times.text(until))
                .execute());
    }

    @Override
    public Optional<Instant> takeWrite(String principal, boolean makes, Instant now) {
        return database.writeBeside(handle -> {
            Instant free = nextWrite(handle, principal);
            if (makes) {
                forget(handle, principal, now.minus(HOUR));
                free = later(free, freeOf(handle, principal, now, MINUTE, rates.aMinute()));
                free = later(free, freeOf(handle, principal, now, HOUR, rates.anHour()));
            }
            if (now.isBefore(free)) {
                return Optional.of(free);
            }
            space(handle, principal, now.plus(rates.spacing()));
            if (makes) {
                handle.createUpdate("insert into forge_writes(principal, at) values (:principal, :at)")
                        .bind("principal", principal)
                        .bind("at", Times.text(now))
                        .execute();
            }
            return Optional.empty();
        });
    }

    @Override
    public void wrote(String principal, Instant now) {
        database.changeBeside(handle -> space(handle, principal, now.plus(rates.spacing())));
    }

    @Override
    public Instant nextWrite(String principal, Instant now) {
        return later(now, database.read(handle -> stored(handle, principal, "")));
    }

    @Override
    public List<Use> uses(Instant now) {
        return database.read(handle -> handle.createQuery("select principal, paused_until, (select count(*) from"
                        + " forge_writes w where w.principal = a.principal and w.at > :minute) as minute, (select count(*) from"
                        + " forge_writes w where w.principal = a.principal and w.at > :hour) as hour from forge_allowances a order"
                        + " by principal")
                .bind("minute", Times.text(now.minus(MINUTE)))
                .bind("hour", Times.text(now.minus(HOUR)))
                .map((rs, ctx) -> new Use(
                        rs.getString("principal"),
                        rs.getInt("minute"),
                        rs.getInt("hour"),
                        time(rs.getString("paused_until")).filter(now::isBefore)))
                .list());
    }

    /** Of a row that is this transaction's from here on. */
    private Instant nextWrite(Handle handle, String principal) {
        handle.createUpdate(
                        "insert into forge_allowances(principal) values (:principal) on conflict(principal) do nothing")
                .bind("principal", principal)
                .execute();
        return stored(handle, principal, database.rowLock());
    }

    private static Instant stored(Handle handle, String principal, String rowLock) {
        return handle.createQuery("select next_write from forge_allowances where principal = :principal" + rowLock)
                .bind("principal", principal)
                .mapTo(String.class)
                .findOne()
                .flatMap(AllowanceTable::time)
                .orElse(Instant.MIN);
    }

    private static void forget(Handle handle, String principal, Instant before) {
        handle.createUpdate("delete from forge_writes where principal = :principal and at <= :before")
                .bind("principal", principal)
                .bind("before", Times.text(before))
                .execute();
    }

    private static void space(Handle handle, String principal, Instant next) {
        handle.createUpdate("update forge_allowances set next_write = :next"
                        + " where principal = :principal and next_write < :next")
                .bind("next", Times.text(next))
                .bind("principal", principal)
                .execute();
    }

    /** When the window has room again: once the oldest of the last so many is out of it. */
    private static Instant freeOf(Handle handle, String principal, Instant now, Duration window, int most) {
        return handle.createQuery("select at from forge_writes where principal = :principal and at > :from"
                        + " order by at desc limit 1 offset :rest")
                .bind("principal", principal)
                .bind("from", Times.text(now.minus(window)))
                .bind("rest", most - 1)
                .mapTo(String.class)
                .findOne()
                .map(at -> Times.instant(at).plus(window))
                .orElse(Instant.MIN);
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Times.instant(text));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
