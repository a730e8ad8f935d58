package dev.fettle.repair;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Work on a thread of its own. Closing it stops what has not ended, and waits until it has: what runs in a sandbox must be over before the caller goes on. */
final class Beside<T> implements AutoCloseable {
    private final ExecutorService thread;
    private final Future<T> work;

    private Beside(ExecutorService thread, Future<T> work) {
        this.thread = thread;
        this.work = work;
    }

    static <T> Beside<T> start(Supplier<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "beside"));
        return new Beside<>(thread, thread.submit(work::get));
    }

    /**
     * What it came to. An interrupt of the caller is handed on to the work, and kept; the caller waits for its end all the same.
     *
     * @throws RuntimeException what the work threw
     */
    T await() {
        boolean interrupted = Thread.interrupted();
        try {
            if (interrupted) {
                thread.shutdownNow();
            }
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.shutdownNow();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
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
        boolean over = work.isDone();
        thread.shutdownNow();
        if (over) {
            return;
        }
        try {
            await();
        } catch (RuntimeException stopped) {
            // Nobody waits for it any more: it was stopped because of what its caller came to.
        }
    }
}
