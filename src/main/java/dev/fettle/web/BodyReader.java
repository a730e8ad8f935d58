package dev.fettle.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

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
        private boolean closed;
        private long taken;

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        private void add(ByteBuffer chunk) throws RefusedException {
            int length = chunk.remaining();
            if (chunk.hasArray()) {
                add(chunk.array(), chunk.arrayOffset() + chunk.position(), length);
            } else {
                byte[] copy = new byte[length];
                chunk.get(copy);
                add(copy, 0, length);
            }
        }

        private synchronized void add(byte[] chunk, int offset, int length) throws RefusedException {
            if (closed) {
                return; // its deadline came first
            }
            if (bytes.size() + length > most) {
                throw new RefusedException(Refusal.TOO_LARGE);
            }
            if (room.addAndGet(-length) < 0) {
                room.addAndGet(length);
                throw new RefusedException(Refusal.NO_ROOM);
            }
            taken += length;
            bytes.write(chunk, offset, length);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
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
                        body.add(chunk, 0, length);
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
        return inTime(body, whole);
    }

    /** Reads to the end, without the layer of servlets. */
    CompletableFuture<Body> read(Request request) {
        Body body = new Body();
        CompletableFuture<Body> whole = new CompletableFuture<>();
        new Pull(request, body, whole).run();
        return whole.isDone() && !whole.isCompletedExceptionally() ? whole : inTime(body, whole);
    }

    /** Takes what is there, and comes again when there is more. */
    private record Pull(Content.Source source, Body body, CompletableFuture<Body> whole) implements Runnable {
        @Override
        public void run() {
            while (!whole.isDone()) {
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    source.demand(this);
                    return;
                }
                take(chunk);
            }
        }

        private void take(Content.Chunk chunk) {
            if (Content.Chunk.isFailure(chunk)) {
                whole.completeExceptionally(new RefusedException(Refusal.BROKEN_OFF));
                return;
            }
            try {
                body.add(chunk.getByteBuffer());
                if (chunk.isLast()) {
                    whole.complete(body);
                }
            } catch (RefusedException e) {
                whole.completeExceptionally(e);
            } finally {
                chunk.release();
            }
        }
    }

    private CompletableFuture<Body> inTime(Body body, CompletableFuture<Body> whole) {
        return whole.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).whenComplete((read, failure) -> {
            if (failure != null) {
                body.close();
            }
        });
    }
}
