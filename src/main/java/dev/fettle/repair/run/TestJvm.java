package dev.fettle.repair.run;

import dev.fettle.probe.Wire;
import dev.fettle.sandbox.LiveProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One live test JVM and the thread that reads what it says. Used by one thread at a time. */
final class TestJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** A full queue makes the reader wait, and with it the JVM: what it sends cannot fill our memory. */
    private static final int MESSAGES = 256;

    private static final byte[] GONE = new byte[0];

    private final LiveProcess process;
    private final Wire wire;
    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>(MESSAGES);
    private final Thread reader;
    private final Map<Integer, VariantBatch> batches = new HashMap<>();
    private boolean ready;
    private boolean closed;

    TestJvm(LiveProcess process, Wire wire) {
        this.process = process;
        this.wire = wire;
        reader = new Thread(this::read, "test JVM reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.stdout(), 1 << 16)) {
            while (true) {
                messages.put(wire.read(in));
            }
        } catch (IOException ended) {
            sayGone();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGone() {
        try {
            messages.put(GONE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** The batches that it was sent, by id; kept by who sends them. */
    Map<Integer, VariantBatch> batches() {
        return batches;
    }

    /**
     * Waits until it has opened the module.
     *
     * @throws BenchException when it does not come up
     */
    void awaitReady() throws InterruptedException {
        if (ready) {
            return;
        }
        Message first = next(START);
        if (first == null || first.type() != Wire.READY) {
            String said = first != null && first.type() == Wire.BROKEN ? first.text() : process.stderrTail();
            close();
            throw new BenchException("the test JVM does not start: " + said.strip());
        }
        ready = true;
    }

    /** Sends one message; false when the JVM is gone. */
    boolean send(int type, Body body) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(bytes);
            data.writeByte(type);
            body.writeTo(data);
            wire.write(process.stdin(), bytes.toByteArray());
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** The next message; null when the JVM is gone or says nothing for so long. */
    @Nullable
    Message next(Duration patience) throws InterruptedException {
        byte[] payload = messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (payload == null || payload == GONE) {
            return null;
        }
        return new Message(payload[0], new DataInputStream(new ByteArrayInputStream(payload, 1, payload.length - 1)));
    }

    String stderrTail() {
        return process.stderrTail();
    }

    boolean usable() {
        return !closed && process.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        process.close();
    }

    /** Writes a message's payload. */
    interface Body {
        void writeTo(DataOutputStream data) throws IOException;
    }

    /** One message of the JVM. Untrusted. */
    record Message(int type, DataInputStream data) {
        String text() {
            try {
                return Wire.readText(data);
            } catch (IOException torn) {
                return "(unreadable)";
            }
        }
    }
}
