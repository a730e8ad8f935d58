package dev.fettle.repair;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Two pieces of work that do not need each other's result, at the same time. */
final class SideBySide {
    private SideBySide() {}

    /** What both came to. */
    record Both<A, B>(A first, B second) {}

    /**
     * Does both, and returns when both have ended. An interrupt of the caller is handed on to the second one, and kept.
     *
     * @param first on the caller's thread
     * @param second on a thread of its own
     * @throws RuntimeException what either of them threw; the first one's, where both did
     */
    static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        ExecutorService other = Executors.newSingleThreadExecutor(task -> new Thread(task, "beside"));
        try {
            Future<B> beside = other.submit(second::get);
            A here;
            try {
                here = first.get();
            } catch (RuntimeException e) {
                other.shutdownNow();
                settle(beside, other);
                throw e;
            }
            return new Both<>(here, result(beside, other));
        } finally {
            other.shutdownNow();
        }
    }

    /** Waits whatever happens: what runs in a sandbox must have ended before the caller goes on. */
    private static <B> B result(Future<B> beside, ExecutorService other) {
        boolean interrupted = Thread.interrupted();
        try {
            if (interrupted) {
                other.shutdownNow();
            }
            while (true) {
                try {
                    return beside.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    other.shutdownNow();
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

    private static <B> void settle(Future<B> beside, ExecutorService other) {
        try {
            result(beside, other);
        } catch (RuntimeException second) {
            // The first one's is told; the second was stopped because of it.
        }
    }
}
