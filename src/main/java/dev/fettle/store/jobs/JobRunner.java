package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fettle.forge.ForgeException;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.LostLeaseException;
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
    private final Revival revival;
    /** What is worked on here, by name, and the version that it has as long as it is ours. */
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    private final AtomicLong executed = new AtomicLong();
    private volatile boolean stopping;

    JobRunner(Database database, InstantSource clock, Map<Kind, Worker> workers, ParkedTable parked) {
        this.database = database;
        this.clock = clock;
        this.workers = Map.copyOf(workers);
        this.parked = parked;
        this.revival = new Revival(database, clock, parked);
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
        running.put(name(execution), execution.version);
        if (!item.lane().isEmpty() && !enterLane(item)) {
            return (complete, operations) -> noting(execution, () -> laneBusy(item, execution));
        }
        Worker worker = workers.get(item.kind());
        if (worker == null) {
            throw new IllegalStateException("no worker for " + item.kind());
        }
        executed.incrementAndGet();
        Result result =
                database.fenced((handle, rowLock) -> mustBeOurs(handle, execution, rowLock), () -> done(worker, item));
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
        return database.writeBeside(handle ->
                WorkTable.enterLane(handle, item.lane(), item.kind(), item.key(), Times.text(clock.instant())));
    }

    private void laneBusy(WorkItem item, Execution execution) {
        database.changeBeside(handle -> released(
                handle, item.kind(), execution, clock.instant().plus(LANE_BUSY), execution.consecutiveFailures, ""));
    }

    private void ended(WorkItem item, Execution execution, Result result) {
        database.changeBeside(handle -> {
            mustBeOurs(handle, execution, database.rowLock());
            WorkTable.leaveLane(handle, item.kind(), item.key());
            String again = WorkTable.againAt(handle, item.kind(), item.key(), database.rowLock());
            if (result instanceof Result.Later later) {
                int failures = execution.consecutiveFailures;
                Instant when =
                        again.isEmpty() ? later.when() : WorkTable.sooner(later.when(), Times.instant(again), failures);
                released(handle, item.kind(), execution, when, failures, later.reason());
                return;
            }
            if (!again.isEmpty()) {
                released(handle, item.kind(), execution, Times.instant(again), 0, "");
            } else if (!WorkTable.remove(handle, item.kind(), item.key(), execution.version)) {
                throw lost(execution);
            }
        });
    }

    private void failed(Kind kind, Execution execution, @Nullable Throwable cause) {
        if (cause instanceof LostLeaseException) {
            log.info("{}", cause.getMessage());
            return;
        }
        if (stopping) {
            log.info("{} is handed back", name(execution));
            database.changeBeside(handle -> {
                mustBeOurs(handle, execution, database.rowLock());
                WorkTable.leaveLane(handle, kind, execution.taskInstance.getId());
                released(handle, kind, execution, clock.instant(), execution.consecutiveFailures, "");
            });
            return;
        }
        int failures = execution.consecutiveFailures + 1;
        if (cause instanceof ForgeException away) {
            log.warn("{} failed, try {} of {}: {}", name(execution), failures, TRIES, away.getMessage());
            log.debug("{} failed here", name(execution), away);
        } else {
            log.warn("{} failed, try {} of {}", name(execution), failures, TRIES, cause);
        }
        database.changeBeside(handle -> {
            String key = execution.taskInstance.getId();
            mustBeOurs(handle, execution, database.rowLock());
            WorkTable.leaveLane(handle, kind, key);
            if (failures < TRIES) {
                Instant at = clock.instant().plus(DELAYS.get(failures - 1));
                released(handle, kind, execution, at, failures, "");
                return;
            }
            parked.park(handle, item(kind, execution), failures, String.valueOf(cause));
            String again = WorkTable.againAt(handle, kind, key, database.rowLock());
            if (again.isEmpty()) {
                WorkTable.remove(handle, kind, key, execution.version);
            } else {
                released(handle, kind, execution, Times.instant(again), 0, "");
            }
        });
    }

    /** A heartbeat that stopped: another process died, or this one stood still. What still runs here is left alone. */
    private void dead(Kind kind, Execution execution) {
        if (!Long.valueOf(execution.version).equals(running.get(name(execution)))) {
            revival.one(kind, execution.taskInstance.getId(), execution.version);
        }
    }

    /** Notes an end even when the thread was told to stop, and whatever happens, no longer counts the item as running. */
    private void noting(Execution execution, Runnable note) {
        boolean interrupted = Thread.interrupted();
        try {
            note.run();
        } catch (LostLeaseException e) {
            log.info("{}", e.getMessage());
        } finally {
            running.remove(name(execution), execution.version);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void released(
            Handle handle, Kind kind, Execution execution, Instant at, int failures, String reason) {
        String key = execution.taskInstance.getId();
        if (!WorkTable.release(handle, kind, key, execution.version, at, failures, reason)) {
            throw lost(execution);
        }
    }

    /** Whoever takes over an item counts its version up, so what was in hand before is no longer ours. */
    private static void mustBeOurs(Handle handle, Execution execution, String rowLock) {
        Kind kind = Kind.valueOf(execution.taskInstance.getTaskName());
        if (!WorkTable.ours(handle, kind, execution.taskInstance.getId(), execution.version, rowLock)) {
            throw lost(execution);
        }
    }

    private static LostLeaseException lost(Execution execution) {
        return new LostLeaseException(name(execution)
                + " was taken over by another worker while this one stood still; nothing more of it is written here.");
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
