package dev.fettle.store.jobs;

import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
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
    private final JsonSerializer serializer = new JsonSerializer();
    private final List<Consumer<Kind>> listeners = new CopyOnWriteArrayList<>();

    public JobQueue(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean enqueue(WorkItem item) {
        return database.writeBeside(handle -> enqueue(handle, item, WorkTable.account(handle, item)));
    }

    /** As {@link #enqueue(WorkItem)}, where the caller knows for which account the work is done; joins the open transaction. */
    public boolean enqueue(WorkItem item, String account) {
        return database.writeBeside(handle -> enqueue(handle, item, account));
    }

    /** An item and the account that it is done for. */
    public record Of(WorkItem item, String account) {}

    /** Queues many, of which hardly any waits already; joins the open transaction. */
    public void enqueue(List<Of> all) {
        if (all.isEmpty()) {
            return;
        }
        database.changeBeside(handle -> {
            Instant now = clock.instant();
            all.stream()
                    .filter(of -> !of.item().notBefore().isAfter(now))
                    .map(of -> of.item().kind())
                    .distinct()
                    .forEach(this::tellWhenCommitted);
            boolean[] added = WorkTable.insert(handle, all, of -> data(of.item()), now);
            for (int i = 0; i < added.length; i++) {
                if (!added[i]) {
                    boolean unused =
                            enqueue(handle, all.get(i).item(), all.get(i).account());
                }
            }
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

    private boolean enqueue(Handle handle, WorkItem item, String account) {
        if (!item.notBefore().isAfter(clock.instant())) {
            tellWhenCommitted(item.kind());
        }
        while (true) {
            Optional<WorkTable.Row> there = WorkTable.find(handle, item.kind(), item.key(), database.rowLock());
            if (there.isPresent()) {
                return merge(handle, there.get(), item);
            }
            if (WorkTable.insert(handle, List.of(new Of(item, account)), of -> data(of.item()), clock.instant())[0]) {
                return true;
            }
            // Another process queued it between the look and the write; now it is there to be merged with.
        }
    }

    private void tellWhenCommitted(Kind kind) {
        database.afterCommit(() -> listeners.forEach(listener -> listener.accept(kind)));
    }

    private byte[] data(WorkItem item) {
        return serializer.serialize(new WorkData(item.lane(), item.priority()));
    }

    private static boolean merge(Handle handle, WorkTable.Row there, WorkItem item) {
        if (there.picked()) {
            return WorkTable.again(handle, item, Times.text(item.notBefore()));
        }
        WorkTable.hurry(handle, item, WorkTable.sooner(there.executionTime(), item.notBefore(), there.failures()));
        return false;
    }
}
