package dev.fettle.store.jobs;

import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements on {@code work_items} and {@code work_lanes} that db-scheduler has none for. Each runs in its caller's transaction. */
final class WorkTable {
    static final String NAME = "work_items";

    private static final String HELD =
            "select task_name, task_instance, lane, priority, deaths, version from work_items where picked = :picked";
    private static final RowMapper<Held> HELD_ROW = (rs, ctx) -> new Held(
            Kind.valueOf(rs.getString("task_name")),
            rs.getString("task_instance"),
            rs.getString("lane"),
            rs.getInt("priority"),
            rs.getInt("deaths"),
            rs.getLong("version"));

    private WorkTable() {}

    /** A row as enqueueing needs it. */
    record Row(boolean picked, int failures, Instant executionTime) {}

    /** An item that somebody has, or had when the process died; another version of it is somebody else's. */
    record Held(Kind kind, String key, String lane, int priority, int deaths, long version) {}

    /** What is there under that kind and key; it stays so until the transaction ends. */
    static Optional<Row> find(Handle handle, Kind kind, String key, String rowLock) {
        return handle.createQuery(
                        "select picked, coalesce(consecutive_failures, 0) as failures, execution_time from work_items"
                                + " where task_name = :kind and task_instance = :key" + rowLock)
                .bind("kind", kind.name())
                .bind("key", key)
                .map((rs, ctx) -> new Row(
                        rs.getBoolean("picked"),
                        rs.getInt("failures"),
                        rs.getTimestamp("execution_time", utc()).toInstant()))
                .findOne();
    }

    /**
     * Queues each behind what its account has waiting, and not behind what others have: each account's items are numbered from the number that is up next on, so that whoever has
     * few is not kept by whoever has many. Returns which were not there.
     *
     * @param data what db-scheduler keeps of an item
     */
    static boolean[] insert(Handle handle, List<JobQueue.Of> all, Function<JobQueue.Of, byte[]> data, Instant now) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into work_items(task_name, task_instance, task_data, execution_time, picked,"
                        + " consecutive_failures, version, priority, lane, account, turn)"
                        + " values (:kind, :key, :data, :at, :free, 0, 1, :priority, :lane, :account,"
                        + " (select coalesce(max(seen.turn), 0) + 1 from (select max(turn) as turn from work_items"
                        + " where task_name = :kind and account = :account union all"
                        + " select min(turn) from work_items where task_name = :kind and picked = :free"
                        + " and execution_time <= :now) as seen))"
                        + " on conflict(task_name, task_instance) do nothing");
        for (JobQueue.Of of : all) {
            WorkItem item = of.item();
            batch.bind("kind", item.kind().name())
                    .bind("key", item.key())
                    .bind("data", data.apply(of))
                    .bind("at", time(item.notBefore()))
                    .bind("now", time(now))
                    .bind("free", false)
                    .bind("priority", item.priority())
                    .bind("lane", item.lane())
                    .bind("account", of.account())
                    .add();
        }
        int[] counts = batch.execute();
        boolean[] added = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            added[i] = counts[i] == 1;
        }
        return added;
    }

    /** The installation of the repository that an item's key begins with; its owner where there is none and the key names it; "" for work of nobody in particular. */
    static String account(Handle handle, WorkItem item) {
        String key = item.key();
        int space = key.indexOf(' ');
        int slash = key.indexOf('/');
        return handle.createQuery("select min(installation_id) from installations where repository_key = :key")
                .bind("key", space < 0 ? key : key.substring(0, space))
                .mapTo(Long.class)
                .findOne()
                .map(String::valueOf)
                .orElse(slash < 0 ? "" : key.substring(key.lastIndexOf(' ', slash) + 1, slash));
    }

    /** Whether that version of an item, which is the hand that it is in, is still the one that works on it. */
    static boolean ours(Handle handle, Kind kind, String key, long version, String rowLock) {
        return handle.createQuery("select 1 from work_items where task_name = :kind and task_instance = :key"
                        + " and version = :version and picked = :picked" + rowLock)
                .bind("kind", kind.name())
                .bind("key", key)
                .bind("version", version)
                .bind("picked", true)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** When an item that waits is done once it is asked for again: at the earlier time. What has failed keeps its growing delay, or a flood of news would park it within a second. */
    static Instant sooner(Instant planned, Instant asked, int failures) {
        return failures == 0 && asked.isBefore(planned) ? asked : planned;
    }

    /** An item that waits gets the higher priority and the earlier time of the two. */
    static void hurry(Handle handle, WorkItem item, Instant at) {
        handle.createUpdate("update work_items set execution_time = :at, version = version + 1,"
                        + " priority = case when priority < :priority then :priority else priority end"
                        + " where task_name = :kind and task_instance = :key and picked = :free")
                .bind("at", time(at))
                .bind("priority", item.priority())
                .bind("kind", item.kind().name())
                .bind("key", item.key())
                .bind("free", false)
                .execute();
    }

    /** An item that is being worked on will be worked on once more. Returns whether that is news. */
    static boolean again(Handle handle, WorkItem item, String at) {
        return handle.createUpdate(
                                "update work_items set again_at = :at, again_priority = :priority"
                                        + " where task_name = :kind and task_instance = :key and (again_at = '' or again_at > :at)")
                        .bind("at", at)
                        .bind("priority", item.priority())
                        .bind("kind", item.kind().name())
                        .bind("key", item.key())
                        .execute()
                > 0;
    }

    /** When the item is to be done again though it is being done now; "" for not. That stays so until the transaction ends. */
    static String againAt(Handle handle, Kind kind, String key, String rowLock) {
        return handle.createQuery(
                        "select again_at from work_items where task_name = :kind and task_instance = :key" + rowLock)
                .bind("kind", kind.name())
                .bind("key", key)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    /** Gives a picked item back, to be picked at that time. Returns whether it was still ours, as its version tells. */
    static boolean release(
            Handle handle, Kind kind, String key, long version, Instant at, int failures, String reason) {
        return handle.createUpdate("update work_items set picked = :free, picked_by = null, last_heartbeat = null,"
                                + " execution_time = :at, consecutive_failures = :failures, later_reason = :reason,"
                                + " priority = case when again_at <> '' and again_priority > priority then again_priority"
                                + " else priority end, again_at = '', deaths = 0, version = version + 1"
                                + " where task_name = :kind and task_instance = :key and version = :version")
                        .bind("free", false)
                        .bind("at", time(at))
                        .bind("failures", failures)
                        .bind("reason", reason)
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    /** Forgets a picked item. Returns whether it was still ours. */
    static boolean remove(Handle handle, Kind kind, String key, long version) {
        return handle.createUpdate(
                                "delete from work_items where task_name = :kind and task_instance = :key and version = :version")
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    /** What somebody is working on, or was when its process ended. */
    static List<Held> held(Handle handle) {
        return handle.createQuery(HELD).bind("picked", true).map(HELD_ROW).list();
    }

    /** Likewise one item, when it is still that version of it; it stays so until the transaction ends. */
    static Optional<Held> held(Handle handle, Kind kind, String key, long version, String rowLock) {
        return handle.createQuery(
                        HELD + " and task_name = :kind and task_instance = :key and version = :version" + rowLock)
                .bind("picked", true)
                .bind("kind", kind.name())
                .bind("key", key)
                .bind("version", version)
                .map(HELD_ROW)
                .findOne();
    }

    /** Gives an item back whose worker died, unless it is in other hands by now. */
    static void revive(Handle handle, Held held, Instant at, int deaths) {
        int revived = handle.createUpdate(
                        "update work_items set picked = :free, picked_by = null, last_heartbeat = null,"
                                + " execution_time = :at, again_at = '', deaths = :deaths, version = version + 1"
                                + " where task_name = :kind and task_instance = :key and version = :version")
                .bind("free", false)
                .bind("at", time(at))
                .bind("deaths", deaths)
                .bind("kind", held.kind().name())
                .bind("key", held.key())
                .bind("version", held.version())
                .execute();
        if (revived == 1) {
            leaveLane(handle, held.kind(), held.key());
        }
    }

    /** Goes into the lane, unless somebody is in it. */
    static boolean enterLane(Handle handle, String lane, Kind kind, String key, String since) {
        return handle.createUpdate("insert into work_lanes(lane, task_name, task_instance, since)"
                                + " values (:lane, :kind, :key, :since) on conflict(lane) do nothing")
                        .bind("lane", lane)
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .bind("since", since)
                        .execute()
                == 1;
    }

    static void leaveLane(Handle handle, Kind kind, String key) {
        handle.createUpdate("delete from work_lanes where task_name = :kind and task_instance = :key")
                .bind("kind", kind.name())
                .bind("key", key)
                .execute();
    }

    /** As db-scheduler writes its times, so that they compare. */
    private static Argument time(Instant at) {
        return (position, statement, ctx) -> statement.setTimestamp(position, Timestamp.from(at), utc());
    }

    private static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    }
}
