package dev.fettle.store.jobs;

import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back what a process had in its hands when it died, and gives up what processes die of. */
public final class Revival {
    private static final Logger log = LoggerFactory.getLogger(Revival.class);
    /** An item during which the process died so often is taken to be the reason. */
    private static final int DEADLY = 10;
    /** From this death on, each adds a pause, so that a deadly item does not keep the whole server down. */
    private static final int SUSPICIOUS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Database database;
    private final InstantSource clock;
    private final ParkedTable parked;

    public Revival(Database database, InstantSource clock, ParkedTable parked) {
        this.database = database;
        this.clock = clock;
        this.parked = parked;
    }

    /**
     * Everything that is in somebody's hands. Only for a database that one process uses at a time: whoever opens it knows that nobody else lives, and need not wait for a lease
     * to run out.
     *
     * @return how many items were given back or parked
     */
    public int all() {
        return database.write(handle -> {
            handle.execute("delete from work_lanes");
            var held = WorkTable.held(handle);
            held.forEach(item -> revive(handle, item));
            return held.size();
        });
    }

    /** One item whose lease ran out, when it is still in the same hands. */
    void one(Kind kind, String key, long version) {
        database.changeBeside(handle ->
                WorkTable.held(handle, kind, key, version, database.rowLock()).ifPresent(held -> revive(handle, held)));
    }

    private void revive(Handle handle, WorkTable.Held held) {
        int deaths = held.deaths() + 1;
        if (deaths >= DEADLY) {
            parked.park(
                    handle,
                    new WorkItem(held.kind(), held.key(), held.lane(), held.priority(), clock.instant()),
                    deaths,
                    "The process died while working on it, " + deaths + " times in a row.");
            if (WorkTable.remove(handle, held.kind(), held.key(), held.version())) {
                WorkTable.leaveLane(handle, held.kind(), held.key());
            }
            return;
        }
        log.info("{} {} was in the hands of a process that is gone; it goes on", held.kind(), held.key());
        Instant at = clock.instant();
        if (deaths >= SUSPICIOUS) {
            at = at.plus(PAUSE.multipliedBy(deaths - SUSPICIOUS + 1L));
        }
        WorkTable.revive(handle, held, at, deaths);
    }
}
