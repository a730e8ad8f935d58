package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The queue's entrance. An item of a kind and key that waits already is not queued twice, but gets the earlier time and the higher
 * priority; one that is being worked on right now is worked on once more afterwards, so that no wake-up is lost.
 */
public final class JobQueue implements WorkQueue {
    private final Database database;
    private final InstantSource clock;
    private final SchedulerClient client;
    private final List<Consumer<Kind>> listeners = new CopyOnWriteArrayList<>();

    public JobQueue(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.client = SchedulerClient.Builder.create(database.joining())
                .tableName(WorkTable.NAME)
                .serializer(new JsonSerializer())
                .jdbcCustomization(new DueQuery(EnumSet.allOf(Kind.class)))
                .enablePriority()
                .build();
    }

    @Override
    public boolean enqueue(WorkItem item) {
        return database.write(handle -> {
            Optional<WorkTable.Row> there = WorkTable.find(handle, item.kind(), item.key());
            boolean added = there.isEmpty() ? insert(handle, item) : merge(handle, there.get(), item);
            if (!item.notBefore().isAfter(clock.instant())) {
                database.afterCommit(() -> listeners.forEach(listener -> listener.accept(item.kind())));
            }
            return added;
        });
    }

    /** How many items are queued or being done, by kind in small letters; kinds of which there are none are left out. */
    public Map<String, Integer> depths() {
        return database.read(handle -> {
            Map<String, Integer> depths = new TreeMap<>();
            handle.createQuery("select task_name as kind, count(*) as items from work_items group by task_name")
                    .map((rs, ctx) -> Map.entry(rs.getString("kind").toLowerCase(Locale.ROOT), rs.getInt("items")))
                    .forEach(entry -> depths.put(entry.getKey(), entry.getValue()));
            return depths;
        });
    }

    /** Calls it after each commit that queued something due. */
    void onDue(Consumer<Kind> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<Kind> listener) {
        listeners.remove(listener);
    }

    private boolean insert(Handle handle, WorkItem item) {
        TaskInstance<WorkData> instance = new TaskInstance.Builder<WorkData>(
                        item.kind().name(), item.key())
                .data(new WorkData(item.lane(), item.priority()))
                .priority(item.priority())
                .build();
        boolean added = client.scheduleIfNotExists(instance, item.notBefore());
        if (!item.lane().isEmpty()) {
            WorkTable.setLane(handle, item);
        }
        return added;
    }

    private static boolean merge(Handle handle, WorkTable.Row there, WorkItem item) {
        if (there.picked()) {
            return WorkTable.again(handle, item, Times.text(item.notBefore()));
        }
        // What has failed keeps its growing delay, or a flood of news would park it within a second.
        Instant at = there.failures() == 0 && item.notBefore().isBefore(there.executionTime())
                ? item.notBefore()
                : there.executionTime();
        WorkTable.hurry(handle, item, at);
        return false;
    }
}
