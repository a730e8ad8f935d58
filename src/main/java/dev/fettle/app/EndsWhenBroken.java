package dev.fettle.app;

import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker whose process ends in order once its own classes cannot be linked any more: its jar was exchanged or damaged under it, and whatever it tries next fails too. Who supervises the
 * process starts a whole one; what was in hand goes to others.
 */
final class EndsWhenBroken implements Worker {
    /** EX_SOFTWARE of sysexits: not an end that was asked for, so that a supervisor starts it again. */
    private static final int SOFTWARE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(EndsWhenBroken.class);

    private final Worker worker;
    private final Runnable end;
    private final AtomicBoolean broken;

    /**
     * @param end ends the process, without waiting for the end of this item
     * @param broken shared by all workers of a process: it is ended once
     */
    EndsWhenBroken(Worker worker, Runnable end, AtomicBoolean broken) {
        this.worker = worker;
        this.end = end;
        this.broken = broken;
    }

    /** All workers of this process, which ends as it does when it is told to stop. */
    static Map<Kind, Worker> all(Map<Kind, Worker> workers) {
        AtomicBoolean broken = new AtomicBoolean();
        Map<Kind, Worker> all = new EnumMap<>(Kind.class);
        workers.forEach((kind, worker) -> all.put(kind, new EndsWhenBroken(worker, EndsWhenBroken::end, broken)));
        return all;
    }

    /** From a thread of its own: the end waits for work in hand, of which the caller is a part. */
    private static void end() {
        new Thread(() -> System.exit(SOFTWARE), "end of a broken process").start();
    }

    @Override
    public Result work(WorkItem item) {
        try {
            return worker.work(item);
        } catch (LinkageError e) {
            if (broken.compareAndSet(false, true)) {
                LOG.error(
                        "Fettle's own files are not what they were when this process started ({}); it ends, and is to be started again",
                        e.toString());
                end.run();
            }
            throw e;
        }
    }
}
