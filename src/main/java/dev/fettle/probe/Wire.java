package dev.fettle.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * Frames over a pair of pipes: a mark of eight bytes, the length, the payload, its checksum. Tests may write to the same pipe
 * behind our back; the reader skips what is not a frame, and a frame torn by such writes is an error.
 */
public final class Wire {
    /** The largest payload, 64 MiB. */
    public static final int MAX = 64 << 20;

    /** Host to probe: open a module; batch; drop; find tests; run. */
    public static final int OPEN = 1;

    public static final int BATCH = 2;
    public static final int DROP = 3;
    public static final int FIND = 4;
    public static final int RUN = 5;

    /** Host to probe: call edited methods on inputs near a test's. */
    public static final int PROBE = 6;

    /** Host to probe: find a call that crashes as a trace tells. */
    public static final int CRASH = 7;

    /** Probe to host. */
    public static final int READY = 20;

    public static final int FOUND = 21;
    public static final int LINES = 22;
    public static final int STARTED = 23;
    public static final int ENDED = 24;
    public static final int STUCK = 25;
    public static final int RUN_ENDED = 26;
    public static final int BROKEN = 27;
    public static final int PROBED = 28;
    public static final int CRASHED = 29;

    /** Flags of a run. */
    public static final int FRESH = 1;

    public static final int STOP_AT_FIRST = 2;
    public static final int WITH_TRACE = 4;
    public static final int BASELINE = 8;

    /** Statuses of a test. */
    public static final int PASSED = 0;

    public static final int FAILED = 1;
    public static final int ERROR = 2;
    public static final int SKIPPED = 3;

    /** How a call ended. */
    public static final int RETURNED = 0;

    public static final int THREW = 1;
    public static final int ENDLESS = 2;

    private final long mark;

    /** Both sides must use the same mark. */
    public Wire(long mark) {
        this.mark = mark;
    }

    /** Writes a frame in one piece. */
    public void write(OutputStream out, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 20);
        DataOutputStream data = new DataOutputStream(frame);
        data.writeLong(mark);
        data.writeInt(payload.length);
        data.write(payload);
        data.writeInt(checksum(payload));
        synchronized (out) {
            out.write(frame.toByteArray());
            out.flush();
        }
    }

    /**
     * The next frame's payload.
     *
     * @throws EOFException at the end of the stream
     * @throws IOException for a torn frame
     */
    public byte[] read(InputStream in) throws IOException {
        long seen = ~mark;
        while (seen != mark) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            seen = (seen << 8) | next;
        }
        DataInputStream data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 0 || length > MAX) {
            throw new IOException("torn frame: length " + length);
        }
        byte[] payload = new byte[length];
        data.readFully(payload);
        if (data.readInt() != checksum(payload)) {
            throw new IOException("torn frame: checksum");
        }
        return payload;
    }

    private static int checksum(byte[] payload) {
        CRC32 sum = new CRC32();
        sum.update(payload, 0, payload.length);
        return (int) sum.getValue();
    }

    /** A text of any length; {@link DataOutputStream#writeUTF} ends at 64 KB. */
    public static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** What {@link #writeText} wrote. */
    public static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Bytes with their length before them. */
    public static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX) {
            throw new IOException("not a length: " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
