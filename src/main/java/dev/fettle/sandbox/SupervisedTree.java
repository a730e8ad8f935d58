package dev.fettle.sandbox;

import dev.fettle.sandbox.Execution.End;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One process and everything that it starts, killed as a whole when time is up. */
final class SupervisedTree {
    /** How often the group's processor time is read; a limit is overrun by at most this on each core. */
    private static final long CPU_CHECK_MILLIS = 100;

    private static final int SIGNAL_BASE = 128;
    private static final int HIGHEST_SIGNAL = 64;

    private final Process process;
    private final ProcessGroup group;
    private final AtomicBoolean timedOut = new AtomicBoolean();

    SupervisedTree(Process process, ProcessGroup group) {
        this.process = process;
        this.group = group;
    }

    /** The watch over one tree; closing it stops the watch, not the tree. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    Watch watch(ScheduledExecutorService watchdog, Limits limits) {
        ScheduledFuture<?> wall =
                watchdog.schedule(this::timeOut, limits.wallTime().toMillis(), TimeUnit.MILLISECONDS);
        ScheduledFuture<?> cpu = watchdog.scheduleWithFixedDelay(
                () -> group.cpuNanos().ifPresent(used -> {
                    if (used > limits.cpuTime().toNanos()) {
                        timeOut();
                    }
                }),
                CPU_CHECK_MILLIS,
                CPU_CHECK_MILLIS,
                TimeUnit.MILLISECONDS);
        return () -> {
            wall.cancel(false);
            cpu.cancel(false);
        };
    }

    private void timeOut() {
        if (process.isAlive() && timedOut.compareAndSet(false, true)) {
            killLauncher();
        }
    }

    /** By its handle: {@link Process#destroyForcibly()} would close the pipes as well, with unread output in them. */
    private void killLauncher() {
        process.toHandle().destroyForcibly();
    }

    /** Kills the launcher, which takes the sandbox with it, and then whatever is left of the group. */
    void kill() {
        killLauncher();
        group.killAll();
    }

    int awaitExit() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                    killLauncher();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Names how it ended, from what only we know (our own kill), what the kernel says (memory), and the exit codes. */
    End end(int launcherStatus, OptionalInt exitCode, boolean outOfMemory) {
        if (timedOut.get()) {
            return End.TIMED_OUT;
        }
        int status = exitCode.orElse(launcherStatus);
        if (outOfMemory && status != 0) {
            return End.OUT_OF_MEMORY;
        }
        boolean bySignal = status > SIGNAL_BASE && status <= SIGNAL_BASE + HIGHEST_SIGNAL;
        if (bySignal) {
            return End.KILLED;
        }
        return exitCode.isPresent() ? End.EXITED : End.NOT_STARTED;
    }
}
