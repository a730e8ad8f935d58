package dev.fettle.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts launches and holds them to their limits. All processes are children of one thread that lives as long as this object: the kernel sends the
 * parent-death signal when the starting <em>thread</em> ends, and a sandbox must die with the server, not with the request that asked for it.
 */
public final class ProcessLauncher implements AutoCloseable {
    private static final File NOTHING = new File("/dev/null");

    private final ThreadPoolExecutor starter =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon("sandbox-starter"));
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, daemon("sandbox-watchdog"));

    public ProcessLauncher() {
        starter.prestartAllCoreThreads();
        watchdog.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs to the end or the limit, with no standard input. Every process of the launch is dead on return, its group removed. */
    public Execution run(Launch launch, Limits limits) {
        long begun = System.nanoTime();
        Process process;
        try {
            process = spawn(launch, Redirect.from(NOTHING));
        } catch (IOException e) {
            launch.group().remove();
            return notStarted(e.toString(), Duration.ofNanos(System.nanoTime() - begun));
        }
        SupervisedTree tree = new SupervisedTree(process, launch.group());
        OutputReader out = OutputReader.start(process.getInputStream(), limits.outputBytes(), "sandbox-stdout");
        OutputReader err = OutputReader.start(process.getErrorStream(), limits.outputBytes(), "sandbox-stderr");
        int status;
        try (SupervisedTree.Watch watch = tree.watch(watchdog, limits)) {
            status = tree.awaitExit();
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        launch.group().killAll();
        out.awaitEnd(Duration.ofSeconds(2));
        err.awaitEnd(Duration.ofSeconds(2));
        boolean outOfMemory = launch.group().ranOutOfMemory();
        Usage usage = new Usage(launch.group().cpuNanos(), launch.group().peakMemoryBytes());
        launch.group().remove();
        OptionalInt exit = launch.exitCode().apply(status);
        return new Execution(
                tree.end(status, exit, outOfMemory),
                exit.orElse(status),
                out.text(),
                err.text(),
                out.truncated() || err.truncated(),
                wall,
                usage);
    }

    /** An execution that never began, with the reason where its standard error would be. */
    public static Execution notStarted(String why, Duration wall) {
        return new Execution(Execution.End.NOT_STARTED, 127, "", why, false, wall);
    }

    /**
     * Starts a process that stays; the limits of time and memory hold from now on.
     *
     * @param whenOver called once when it is over and its group removed
     * @throws UncheckedIOException when the launcher itself cannot be started
     */
    public LiveProcess start(Launch launch, Limits limits, Runnable whenOver) {
        try {
            Process process = spawn(launch, Redirect.PIPE);
            SupervisedTree tree = new SupervisedTree(process, launch.group());
            return new LiveTree(process, tree, tree.watch(watchdog, limits), whenOver);
        } catch (IOException e) {
            launch.group().remove();
            throw new UncheckedIOException(e);
        }
    }

    private Process spawn(Launch launch, Redirect stdin) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.argv()).redirectInput(stdin);
        builder.environment().clear();
        builder.directory(new File("/"));
        try {
            return inHand(starter.submit(builder::start));
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + launch.argv().get(0), e.getCause());
        }
    }

    /** Also for who is interrupted meanwhile: nobody else could end what has started by then. The interrupt is seen at the next wait. */
    private static Process inHand(Future<Process> starting) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return starting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        starter.shutdown();
        watchdog.shutdownNow();
    }
}
