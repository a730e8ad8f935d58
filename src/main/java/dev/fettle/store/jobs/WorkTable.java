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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/** The statements on {@code work_items} and {@code work_lanes} that db-scheduler has none for. Each runs in its caller's transaction. */
final class WorkTable {
    static final String NAME = "work_items";

    private WorkTable() {}

    /** A row as enqueueing needs it. */
    record Row(boolean picked, int failures, Instant executionTime) {}

    /** An item that somebody has, or had when the process died. */
    record Held(Kind kind, String key, String lane, int priority, int failures, int deaths) {}

    static Optional<Row> find(Handle handle, Kind kind, String key) {
        return handle.createQuery(
                        "select picked, coalesce(consecutive_failures, 0) as failures, execution_time from work_items"
                                + " where task_name = :kind and task_instance = :key")
                .bind("kind", kind.name())
                .bind("key", key)
                .map((rs, ctx) -> new Row(
                        rs.getBoolean("picked"),
                        rs.getInt("failures"),
                        rs.getTimestamp("execution_time", utc()).toInstant()))
                .findOne();
    }

    static void setLane(Handle handle, WorkItem item) {
        handle.createUpdate("update work_items set lane = :lane where task_name = :kind and task_instance = :key")
                .bind("lane", item.lane())
                .bind("kind", item.kind().name())
                .bind("key", item.key())
                .execute();
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

    /** When the item is to be done again though it is being done now; "" for not. */
    static String againAt(Handle handle, Kind kind, String key) {
        return handle.createQuery("select again_at from work_items where task_name = :kind and task_instance = :key")
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

    /** What a process that is gone was working on. */
    static List<Held> held(Handle handle) {
        return handle.createQuery(
                        "select task_name, task_instance, lane, priority,"
                                + " coalesce(consecutive_failures, 0) as failures, deaths from work_items where picked = :picked")
                .bind("picked", true)
                .map((rs, ctx) -> new Held(
                        Kind.valueOf(rs.getString("task_name")),
                        rs.getString("task_instance"),
                        rs.getString("lane"),
                        rs.getInt("priority"),
                        rs.getInt("failures"),
                        rs.getInt("deaths")))
                .list();
    }

    /** Gives an item back whose worker died. */
    static void revive(Handle handle, Kind kind, String key, Instant at, int deaths) {
        handle.createUpdate("update work_items set picked = :free, picked_by = null, last_heartbeat = null,"
                        + " execution_time = :at, again_at = '', deaths = :deaths, version = version + 1"
                        + " where task_name = :kind and task_instance = :key")
                .bind("free", false)
                .bind("at", time(at))
                .bind("deaths", deaths)
                .bind("kind", kind.name())
                .bind("key", key)
                .execute();
        leaveLane(handle, kind, key);
    }

    static void forget(Handle handle, Kind kind, String key) {
        handle.createUpdate("delete from work_items where task_name = :kind and task_instance = :key")
                .bind("kind", kind.name())
                .bind("key", key)
                .execute();
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
