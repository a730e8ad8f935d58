package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * An end for what asks strangers for files. The client reads a body that never ends for ever, and nothing can stop it; so it does that on a thread of its own, which is left behind. Of such threads
 * there are few at once: then nothing more is fetched, until one of them ends or the server is started anew.
 */
final class FetchDeadline {
    private final Duration limit;
    private final int mostLeftBehind;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fetching");
        thread.setDaemon(true); // one that hangs does not hold up the end of the process
        return thread;
    });

    /**
     * For all builds of a process.
     *
     * @param limit for one reading of a build, positive
     * @param mostLeftBehind threads
     */
    FetchDeadline(Duration limit, int mostLeftBehind) {
        this.limit = limit;
        this.mostLeftBehind = mostLeftBehind;
    }

    /**
     * What the work comes to.
     *
     * @throws BuildException when it does not end in time, or the caller is interrupted (which stays so)
     */
    <T> T within(Supplier<T> work) {
        if (leftBehind.get() >= mostLeftBehind) {
            throw new BuildException(
                    mostLeftBehind
                            + " earlier downloads of dependencies never ended. Start the server anew, and look into its log for the repositories that were asked.");
        }
        Map<String, String> context = MDC.getCopyOfContextMap();
        Waited<T> waited = new Waited<>(work);
        Future<T> future = threads.submit(() -> {
            if (context != null) {
                MDC.setContextMap(context);
            }
            try {
                return waited.work.get();
            } finally {
                MDC.clear();
                waited.end();
            }
        });
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            waited.leave();
            future.cancel(true);
            throw new BuildException(
                    "What the build needs was not fetched within " + limit.toMinutes() + " minutes.", e);
        } catch (InterruptedException e) {
            waited.leave();
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new BuildException("Stopped while the build's dependencies were fetched.", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
    }

    /** Work that somebody waits for, until it ends or nobody does any more. */
    private final class Waited<T> {
        private final Supplier<T> work;
        private boolean over;
        private boolean left;

        private Waited(Supplier<T> work) {
            this.work = work;
        }

        private synchronized void leave() {
            if (!over) {
                left = true;
                leftBehind.incrementAndGet();
            }
        }

        private synchronized void end() {
            over = true;
            if (left) {
                leftBehind.decrementAndGet();
            }
        }
    }
}
