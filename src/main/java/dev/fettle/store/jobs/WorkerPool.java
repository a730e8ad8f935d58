package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Works until it is stopped. Long work has threads of its own, so that however many cycles run, a delivery is triaged and a comment
 * is sent within a moment.
 */
public final class WorkerPool implements AutoCloseable {
    private static final Set<Kind> LONG = EnumSet.of(Kind.CYCLE, Kind.SCAN, Kind.REVIEW);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final JobQueue queue;
    private final JobRunner runner;
    private final List<Scheduler> schedulers;
    private final Consumer<Kind> wake;

    /**
     * What a pool may use.
     *
     * @param quickThreads for triage, the outbox and the reconciler
     * @param longThreads for cycles and scans
     * @param poll how often it looks for due work that nobody announced
     * @param patience how long a stop waits for work to end by itself, and then once more after it was interrupted
     */
    public record Size(int quickThreads, int longThreads, Duration poll, Duration patience) {
        /** What suits a server of two cores. */
        public static final Size DEFAULT = new Size(4, 2, Duration.ofMillis(150), Duration.ofSeconds(10));
    }

    private WorkerPool(JobQueue queue, JobRunner runner, List<Scheduler> schedulers) {
        this.queue = queue;
        this.runner = runner;
        this.schedulers = schedulers;
        this.wake = kind -> schedulers.forEach(Scheduler::triggerCheckForDueExecutions);
    }

    /** Starts at once. Items of kinds without a worker wait. */
    public static WorkerPool start(
            Database database,
            InstantSource clock,
            JobQueue queue,
            ParkedTable parked,
            Map<Kind, Worker> workers,
            Size size) {
        JobRunner runner = new JobRunner(database, clock, workers, parked);
        List<Scheduler> schedulers = new ArrayList<>();
        Set<Kind> longKinds = EnumSet.copyOf(LONG);
        longKinds.retainAll(workers.keySet());
        if (!longKinds.isEmpty()) {
            schedulers.add(scheduler("long", database, clock, runner, longKinds, size.longThreads(), size));
        }
        Set<Kind> quickKinds = EnumSet.complementOf(EnumSet.copyOf(LONG));
        quickKinds.retainAll(workers.keySet());
        if (!quickKinds.isEmpty()) {
            schedulers.add(scheduler("quick", database, clock, runner, quickKinds, size.quickThreads(), size));
        }
        WorkerPool pool = new WorkerPool(queue, runner, List.copyOf(schedulers));
        queue.onDue(pool.wake);
        pool.schedulers.forEach(Scheduler::start);
        return pool;
    }

    /** Takes no more work, waits a while for what runs, then interrupts it; what does not end is handed back at the next start. */
    @Override
    public void close() {
        queue.forget(wake);
        runner.stopping();
        schedulers.forEach(Scheduler::stop);
    }

    private static Scheduler scheduler(
            String name,
            Database database,
            InstantSource clock,
            JobRunner runner,
            Set<Kind> kinds,
            int threads,
            Size size) {
        return Scheduler.create(database.joining(), runner.tasks())
                .tableName(WorkTable.NAME)
                .serializer(new JsonSerializer())
                .jdbcCustomization(new DueQuery(kinds))
                .enablePriority()
                .threads(threads)
                .clock(clock::instant)
                .pollingInterval(size.poll())
                .pollUsingFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(size.patience())
                .deleteUnresolvedAfter(FOREVER)
                .schedulerName(new SchedulerName.Fixed("fettle-" + name))
                .failureLogging(LogLevel.OFF, false)
                .build();
    }
}
