package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What happens with one picked item: its lane, its worker, and the transaction that notes how it ended. */
final class JobRunner {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    /** Before the second, third, fourth and fifth try. */
    private static final List<Duration> DELAYS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private static final int TRIES = DELAYS.size() + 1;
    private static final Duration LANE_BUSY = Duration.ofMillis(50);

    private final Database database;
    private final InstantSource clock;
    private final Map<Kind, Worker> workers;
    private final ParkedTable parked;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong executed = new AtomicLong();
    private volatile boolean stopping;

    JobRunner(Database database, InstantSource clock, Map<Kind, Worker> workers, ParkedTable parked) {
        this.database = database;
        this.clock = clock;
        this.workers = Map.copyOf(workers);
        this.parked = parked;
    }

    /** The kinds that somebody here can do. */
    Set<Kind> kinds() {
        return workers.keySet();
    }

    /** How many items a worker was called for. */
    long executed() {
        return executed.get();
    }

    /** From now on a failure means that the item was stopped: it is handed back as it was. */
    void stopping() {
        stopping = true;
    }

    /** db-scheduler's tasks, one a kind. */
    List<Task<?>> tasks() {
        return Arrays.<Kind>stream(Kind.values()).<Task<?>>map(this::task).toList();
    }

    private Task<WorkData> task(Kind kind) {
        return Tasks.custom(kind.name(), WorkData.class)
                .onFailure((complete, operations) -> {
                    Execution execution = complete.getExecution();
                    noting(
                            execution,
                            () -> failed(kind, execution, complete.getCause().orElse(null)));
                })
                .onDeadExecution((complete, operations) -> dead(kind, complete.getExecution()))
                .execute((instance, context) -> execute(
                        new WorkItem(
                                kind,
                                instance.getId(),
                                instance.getData().lane(),
                                instance.getData().priority(),
                                context.getExecution().executionTime),
                        context.getExecution()));
    }

    private CompletionHandler<WorkData> execute(WorkItem item, Execution execution) {
        running.add(name(execution));
        if (!item.lane().isEmpty() && !enterLane(item)) {
            return (complete, operations) -> noting(execution, () -> laneBusy(item, execution));
        }
        Worker worker = workers.get(item.kind());
        if (worker == null) {
            throw new IllegalStateException("no worker for " + item.kind());
        }
        executed.incrementAndGet();
        Result result = done(worker, item);
        return (complete, operations) -> noting(execution, () -> ended(item, execution, result));
    }

    /** Whatever is logged meanwhile says what it is about. */
    private static Result done(Worker worker, WorkItem item) {
        String about = item.kind() == Kind.TRIAGE ? "delivery" : "work";
        String which = item.kind() == Kind.TRIAGE ? item.key() : item.kind() + " " + item.key();
        try (MDC.MDCCloseable unused = MDC.putCloseable(about, which)) {
            return worker.work(item);
        }
    }

    private boolean enterLane(WorkItem item) {
        return database.write(handle ->
                WorkTable.enterLane(handle, item.lane(), item.kind(), item.key(), Times.text(clock.instant())));
    }

    private void laneBusy(WorkItem item, Execution execution) {
        database.change(handle -> released(
                handle, item.kind(), execution, clock.instant().plus(LANE_BUSY), execution.consecutiveFailures, ""));
    }

    private void ended(WorkItem item, Execution execution, Result result) {
        database.change(handle -> {
            WorkTable.leaveLane(handle, item.kind(), item.key());
            if (result instanceof Result.Later later) {
                released(handle, item.kind(), execution, later.when(), execution.consecutiveFailures, later.reason());
                return;
            }
            String again = WorkTable.againAt(handle, item.kind(), item.key());
            if (!again.isEmpty()) {
                released(handle, item.kind(), execution, Times.instant(again), 0, "");
            } else if (!WorkTable.remove(handle, item.kind(), item.key(), execution.version)) {
                throw taken(execution);
            }
        });
    }

    private void failed(Kind kind, Execution execution, @Nullable Throwable cause) {
        if (stopping) {
            log.info("{} is handed back", name(execution));
            database.change(handle -> {
                WorkTable.leaveLane(handle, kind, execution.taskInstance.getId());
                released(handle, kind, execution, clock.instant(), execution.consecutiveFailures, "");
            });
            return;
        }
        int failures = execution.consecutiveFailures + 1;
        log.warn("{} failed, try {} of {}", name(execution), failures, TRIES, cause);
        database.change(handle -> {
            String key = execution.taskInstance.getId();
            WorkTable.leaveLane(handle, kind, key);
            if (failures < TRIES) {
                Instant at = clock.instant().plus(DELAYS.get(failures - 1));
                released(handle, kind, execution, at, failures, "");
                return;
            }
            parked.park(handle, item(kind, execution), failures, String.valueOf(cause));
            String again = WorkTable.againAt(handle, kind, key);
            if (again.isEmpty()) {
                WorkTable.remove(handle, kind, key, execution.version);
            } else {
                released(handle, kind, execution, Times.instant(again), 0, "");
            }
        });
    }

    /** A heartbeat that stopped: another process died, or this one stood still. What still runs here is left alone. */
    private void dead(Kind kind, Execution execution) {
        if (!running.contains(name(execution))) {
            database.change(
                    handle -> WorkTable.revive(handle, kind, execution.taskInstance.getId(), clock.instant(), 1));
        }
    }

    /** Notes an end even when the thread was told to stop, and whatever happens, no longer counts the item as running. */
    private void noting(Execution execution, Runnable note) {
        boolean interrupted = Thread.interrupted();
        try {
            note.run();
        } finally {
            running.remove(name(execution));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void released(
            Handle handle, Kind kind, Execution execution, Instant at, int failures, String reason) {
        String key = execution.taskInstance.getId();
        if (!WorkTable.release(handle, kind, key, execution.version, at, failures, reason)) {
            throw taken(execution);
        }
    }

    private static StoreException taken(Execution execution) {
        return new StoreException(name(execution)
                + " was taken over by another worker while this one stood still; its end is not noted.");
    }

    private static WorkItem item(Kind kind, Execution execution) {
        String lane = execution.taskInstance.getData() instanceof WorkData data ? data.lane() : "";
        return new WorkItem(
                kind,
                execution.taskInstance.getId(),
                lane,
                execution.taskInstance.getPriority(),
                execution.executionTime);
    }

    private static String name(Execution execution) {
        return execution.taskInstance.getTaskName() + " " + execution.taskInstance.getId();
    }
}
