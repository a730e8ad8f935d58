package dev.fettle.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a request's body without holding a thread while it waits, within a size, a deadline, and a share of the memory of all. */
final class BodyReader {
    private static final int CHUNK = 16 * 1024;

    private final int most;
    private final Duration deadline;
    private final AtomicLong room;

    /**
     * @param most bytes of one body
     * @param deadline for a whole body
     * @param room bytes of all bodies that are being read or worked on
     */
    BodyReader(int most, Duration deadline, long room) {
        this.most = most;
        this.deadline = deadline;
        this.room = new AtomicLong(room);
    }

    /** Why a body was not read to its end. */
    enum Refusal {
        TOO_LARGE,
        NO_ROOM,
        BROKEN_OFF
    }

    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** A body in memory; its room is free again when it is closed. */
    final class Body implements AutoCloseable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
        private final AtomicBoolean closed = new AtomicBoolean();
        private long taken;

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private void add(byte[] chunk, int length) throws RefusedException {
            if (bytes.size() + length > most) {
                throw new RefusedException(Refusal.TOO_LARGE);
            }
            if (room.addAndGet(-length) < 0) {
                room.addAndGet(length);
                throw new RefusedException(Refusal.NO_ROOM);
            }
            taken += length;
            bytes.write(chunk, 0, length);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                room.addAndGet(taken);
            }
        }
    }

    /**
     * Reads to the end. The request must be asynchronous already.
     *
     * @return fails with {@link RefusedException}, or with {@link java.util.concurrent.TimeoutException} after the deadline
     */
    CompletableFuture<Body> read(ServletInputStream in) {
        Body body = new Body();
        CompletableFuture<Body> whole = new CompletableFuture<>();
        in.setReadListener(new ReadListener() {
            private final byte[] chunk = new byte[CHUNK];

            @Override
            public void onDataAvailable() throws IOException {
                while (in.isReady() && !in.isFinished()) {
                    int length = in.read(chunk);
                    if (length < 0 || whole.isDone()) {
                        return;
                    }
                    try {
                        body.add(chunk, length);
                    } catch (RefusedException e) {
                        whole.completeExceptionally(e);
                        return;
                    }
                }
            }

            @Override
            public void onAllDataRead() {
                whole.complete(body);
            }

            @Override
            public void onError(Throwable cause) {
                whole.completeExceptionally(new RefusedException(Refusal.BROKEN_OFF));
            }
        });
        return whole.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).whenComplete((read, failure) -> {
            if (failure != null) {
                body.close();
            }
        });
    }
}
