package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Works on the calling thread and only when told to: for tests with a settable clock, and for commands that do one thing and end. */
public final class HandDriven {
    private static final int ENDLESS = 100_000;

    private final ManualScheduler scheduler;
    private final JobRunner runner;

    public HandDriven(Database database, InstantSource clock, ParkedTable parked, Map<Kind, Worker> workers) {
        this.runner = new JobRunner(database, clock, workers, parked);
        TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(database.joining(), runner.tasks())
                .clock(new Following(clock));
        builder.tableName(WorkTable.NAME);
        builder.serializer(new JsonSerializer())
                .jdbcCustomization(new DueQuery(runner.kinds()))
                .enablePriority()
                .threads(1)
                .pollUsingFetch(0.5, 1.0);
        this.scheduler = builder.build();
    }

    /**
     * Does what is due, in the order of priority and time, one item after the other, until nothing more is due at this moment.
     *
     * @return how many items a worker was called for
     * @throws IllegalStateException when work makes work without end
     */
    public int runDue() {
        int done = 0;
        while (runOne()) {
            done++;
            if (done >= ENDLESS) {
                throw new IllegalStateException("work makes work without end");
            }
        }
        return done;
    }

    /** Does the next due item, if there is one. */
    public boolean runOne() {
        long before = runner.executed();
        scheduler.runAnyDueExecutions();
        return runner.executed() > before;
    }

    /** Our clock in db-scheduler's words. */
    private static final class Following extends SettableClock {
        private final InstantSource clock;

        Following(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public Instant now() {
            return clock.instant();
        }
    }
}
