package dev.fettle.store.jobs;

import dev.fettle.base.Redactor;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.ParkedWork;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that failed too often. */
public final class ParkedTable implements ParkedWork {
    private static final Logger log = LoggerFactory.getLogger(ParkedTable.class);
    private static final RowMapper<Entry> ENTRY = (rs, ctx) -> {
        Instant at = Times.instant(rs.getString("parked_at"));
        return new Entry(
                new WorkItem(
                        Kind.valueOf(rs.getString("kind")),
                        rs.getString("key"),
                        rs.getString("lane"),
                        rs.getInt("priority"),
                        at),
                rs.getInt("tries"),
                rs.getString("reason"),
                at);
    };

    private final Database database;
    private final InstantSource clock;
    private final Redactor redactor;
    private final WorkQueue queue;
    private final BiConsumer<WorkItem, String> onParked;

    /** @param onParked hears of each item and its reason, in the transaction that parks it */
    public ParkedTable(
            Database database,
            InstantSource clock,
            Redactor redactor,
            WorkQueue queue,
            BiConsumer<WorkItem, String> onParked) {
        this.database = database;
        this.clock = clock;
        this.redactor = redactor;
        this.queue = queue;
        this.onParked = onParked;
    }

    void park(Handle handle, WorkItem item, int tries, String cause) {
        String reason = redactor.redact(cause);
        log.error("{} {} is parked after {} tries: {}", item.kind(), item.key(), tries, reason);
        handle.createUpdate("insert into parked_work(kind, key, lane, priority, tries, reason, parked_at)"
                        + " values (:kind, :key, :lane, :priority, :tries, :reason, :at)"
                        + " on conflict(kind, key) do update set lane = excluded.lane, priority = excluded.priority,"
                        + " tries = excluded.tries, reason = excluded.reason, parked_at = excluded.parked_at")
                .bind("kind", item.kind().name())
                .bind("key", item.key())
                .bind("lane", item.lane())
                .bind("priority", item.priority())
                .bind("tries", tries)
                .bind("reason", reason)
                .bind("at", Times.text(clock.instant()))
                .execute();
        onParked.accept(item, reason);
    }

    @Override
    public List<Entry> list() {
        return database.read(
                handle -> handle.createQuery("select * from parked_work order by parked_at desc, kind, key")
                        .map(ENTRY)
                        .list());
    }

    @Override
    public boolean retry(Kind kind, String key) {
        return database.write(handle -> {
            Optional<Entry> entry = handle.createQuery("select * from parked_work where kind = :kind and key = :key")
                    .bind("kind", kind.name())
                    .bind("key", key)
                    .map(ENTRY)
                    .findOne();
            entry.ifPresent(found -> {
                handle.createUpdate("delete from parked_work where kind = :kind and key = :key")
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .execute();
                WorkItem item = found.item();
                queue.enqueue(new WorkItem(item.kind(), item.key(), item.lane(), item.priority(), clock.instant()));
            });
            return entry.isPresent();
        });
    }
}
