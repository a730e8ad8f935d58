package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.lang.management.ManagementFactory;
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
    private static final Set<Kind> LONG = EnumSet.of(Kind.CYCLE, Kind.SCAN, Kind.REVIEW, Kind.ONBOARDING);
    /** So many heartbeats are missed before a lease has run out; db-scheduler wants at least four. */
    private static final int MISSED = 4;

    private static final int MOST_OF_NAME = 50;
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final JobQueue queue;
    private final JobRunner runner;
    private final List<Hands> hands;
    private final Consumer<Kind> wake;

    /**
     * What a pool may use.
     *
     * @param quickThreads for triage, the outbox and the reconciler
     * @param longThreads for cycles and scans
     * @param poll how often it looks for due work that nobody announced
     * @param patience how long a stop waits for work to end by itself, and then once more after it was interrupted
     * @param lease how long a worker may show no sign of life before what it has in hand is given to another, at least a second
     */
    public record Size(int quickThreads, int longThreads, Duration poll, Duration patience, Duration lease) {
        /** What suits a server of two cores. */
        public static final Size DEFAULT = new Size(4, 2, Duration.ofMillis(150), Duration.ofSeconds(10));

        /** With the lease that nobody need think about: long pauses of a healthy process are shorter, and nobody minds a wait of that length. */
        public Size(int quickThreads, int longThreads, Duration poll, Duration patience) {
            this(quickThreads, longThreads, poll, patience, Duration.ofSeconds(20));
        }

        public Size {
            if (lease.toMillis() < 1_000) {
                throw new IllegalArgumentException("a lease of less than a second runs out while its worker is alive");
            }
        }
    }

    /** How due work is asked for. */
    public enum Polling {
        /** A look, and then each item is taken by itself: where one process works. */
        ONE_BY_ONE,
        /** A look that takes, past what others are taking at the moment. */
        SIDE_BY_SIDE
    }

    /** Those who do work of some kinds. */
    private record Hands(Set<Kind> kinds, Scheduler scheduler) {}

    private WorkerPool(JobQueue queue, JobRunner runner, List<Hands> hands) {
        this.queue = queue;
        this.runner = runner;
        this.hands = hands;
        // Not the others, who would look through a flood of deliveries for work of theirs at each of its commits.
        this.wake = kind -> hands.stream()
                .filter(some -> some.kinds().contains(kind))
                .forEach(some -> some.scheduler().triggerCheckForDueExecutions());
    }

    /**
     * Starts at once. Items of kinds without a worker wait.
     *
     * @param clock the one that all who share the database go by, since leases are compared by it
     * @param polling how due work is asked for
     */
    public static WorkerPool start(
            Database database,
            Polling polling,
            InstantSource clock,
            JobQueue queue,
            ParkedTable parked,
            Map<Kind, Worker> workers,
            Size size) {
        JobRunner runner = new JobRunner(database, clock, workers, parked);
        List<Hands> hands = new ArrayList<>();
        Set<Kind> longKinds = EnumSet.copyOf(LONG);
        longKinds.retainAll(workers.keySet());
        if (!longKinds.isEmpty() && size.longThreads() > 0) {
            DueQuery few = DueQuery.ofFew(longKinds, database);
            hands.add(new Hands(
                    longKinds, scheduler("long", database, polling, clock, runner, few, size.longThreads(), size)));
        }
        Set<Kind> quickKinds = EnumSet.complementOf(EnumSet.copyOf(LONG));
        quickKinds.retainAll(workers.keySet());
        if (!quickKinds.isEmpty()) {
            DueQuery many = new DueQuery(quickKinds);
            hands.add(new Hands(
                    quickKinds, scheduler("quick", database, polling, clock, runner, many, size.quickThreads(), size)));
        }
        WorkerPool pool = new WorkerPool(queue, runner, List.copyOf(hands));
        queue.onDue(pool.wake);
        pool.hands.forEach(some -> some.scheduler().start());
        return pool;
    }

    /** Takes no more work, waits a while for what runs, then interrupts it; what does not end is handed back at the next start. */
    @Override
    public void close() {
        queue.forget(wake);
        runner.stopping();
        hands.forEach(some -> some.scheduler().stop());
    }

    /** Tells an operator who reads the table which process has an item. */
    private static String named(String name) {
        String full = name + " " + ManagementFactory.getRuntimeMXBean().getName();
        return full.substring(0, Math.min(full.length(), MOST_OF_NAME));
    }

    private static Scheduler scheduler(
            String name,
            Database database,
            Polling polling,
            InstantSource clock,
            JobRunner runner,
            DueQuery due,
            int threads,
            Size size) {
        var builder = Scheduler.create(database.joining(), runner.tasks())
                .tableName(WorkTable.NAME)
                .serializer(new JsonSerializer())
                .jdbcCustomization(due)
                .enablePriority()
                .threads(threads)
                .clock(clock::instant)
                .pollingInterval(size.poll())
                .heartbeatInterval(size.lease().dividedBy(MISSED))
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(size.patience())
                .deleteUnresolvedAfter(FOREVER)
                .schedulerName(new SchedulerName.Fixed(named(name)))
                .failureLogging(LogLevel.OFF, false);
        return switch (polling) {
            case ONE_BY_ONE -> builder.pollUsingFetch(0.5, 1.0).build();
            case SIDE_BY_SIDE -> builder.pollUsingLockAndFetch(0.5, 1.0).build();
        };
    }
}
