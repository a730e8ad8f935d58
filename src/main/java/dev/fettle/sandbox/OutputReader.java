package dev.fettle.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads one output pipe to its end on a thread of its own; keeps what the limit allows, drops the rest, and at 64 MiB dropped closes the pipe. */
final class OutputReader {
    /** A writer that goes on after so much is not worth another read: it gets EPIPE. */
    private static final long ENDLESS = 64L << 20;

    private final InputStream stream;
    private final HeadAndTail kept;
    private final long endless;
    private final CountDownLatch ended = new CountDownLatch(1);

    private OutputReader(InputStream stream, HeadAndTail kept, long endless) {
        this.stream = stream;
        this.kept = kept;
        this.endless = endless;
    }

    /** For a command that ends: both ends of its output are kept. */
    static OutputReader start(InputStream stream, int limit, String name) {
        return new OutputReader(stream, HeadAndTail.bothEnds(limit), ENDLESS).begin(name);
    }

    /** For a process that stays: the last bytes are kept, and it may write for as long as it lives. */
    static OutputReader startTail(InputStream stream, int limit, String name) {
        return new OutputReader(stream, HeadAndTail.tailOnly(limit), Long.MAX_VALUE).begin(name);
    }

    private OutputReader begin(String name) {
        Thread thread = new Thread(this::drain, name);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void drain() {
        byte[] buffer = new byte[16 << 10];
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                kept.add(buffer, n);
                if (kept.dropped() > endless) {
                    break;
                }
            }
        } catch (IOException closed) {
            // The pipe was closed under us after the tree was killed: what was read stands.
        } finally {
            ended.countDown();
        }
    }

    /** Waits for the end of the stream, but not for ever: a process that escaped the kill must not hold us. */
    void awaitEnd(Duration atMost) {
        try {
            if (!ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                stream.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Closing is all that we wanted.
        }
    }

    String text() {
        return kept.text();
    }

    boolean truncated() {
        return kept.dropped() > 0;
    }
}
