package dev.fettle.store;

import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem.Kind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Whether too much work of a kind waits. Counted at most once a second, so asking at every request costs nothing; in between it may be a second's worth wrong. */
final class Backlogged {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final Kind kind;
    private final int most;
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - FRESH_NANOS);
    private volatile boolean full;

    Backlogged(Database database, Kind kind, int most) {
        this.database = database;
        this.kind = kind;
        this.most = most;
    }

    boolean now() {
        long before = countedAt.get();
        long now = System.nanoTime();
        if (now - before >= FRESH_NANOS && countedAt.compareAndSet(before, now)) {
            full = count() >= most;
        }
        return full;
    }

    private int count() {
        return database.read(handle -> handle.createQuery("select count(*) from (select 1 from work_items"
                        + " where task_name = :kind and picked = :free limit :most) as waiting")
                .bind("kind", kind.name())
                .bind("free", false)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }
}
