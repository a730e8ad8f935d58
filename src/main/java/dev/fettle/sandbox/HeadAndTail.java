package dev.fettle.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The first and the last bytes of a stream that may be endless: the middle dropped and counted. Thread-safe. */
final class HeadAndTail {
    private final byte[] tail;
    private final int headLimit;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private long tailTotal;

    private HeadAndTail(int headLimit, int tailLimit) {
        this.headLimit = headLimit;
        this.tail = new byte[tailLimit];
    }

    /** Half the limit from the beginning, half from the end. */
    static HeadAndTail bothEnds(int limit) {
        return new HeadAndTail(limit / 2, Math.max(1, limit - limit / 2));
    }

    /** Only the end. */
    static HeadAndTail tailOnly(int limit) {
        return new HeadAndTail(0, Math.max(1, limit));
    }

    synchronized void add(byte[] bytes, int length) {
        int toHead = Math.min(length, headLimit - head.size());
        head.write(bytes, 0, toHead);
        int rest = length - toHead;
        int from = Math.max(toHead, length - tail.length);
        tailTotal += rest - (length - from);
        for (int i = from; i < length; ) {
            int at = (int) (tailTotal % tail.length);
            int chunk = Math.min(length - i, tail.length - at);
            System.arraycopy(bytes, i, tail, at, chunk);
            tailTotal += chunk;
            i += chunk;
        }
    }

    synchronized long dropped() {
        return Math.max(0, tailTotal - tail.length);
    }

    /** What was kept, as UTF-8 with bad bytes replaced; a line in the middle says how much is missing. */
    synchronized String text() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toByteArray());
        if (dropped() > 0) {
            if (headLimit > 0) {
                whole.writeBytes(
                        ("\n[... truncated: " + dropped() + " bytes dropped ...]\n").getBytes(StandardCharsets.UTF_8));
            }
            int oldest = (int) (tailTotal % tail.length);
            whole.write(tail, oldest, tail.length - oldest);
            whole.write(tail, 0, oldest);
        } else {
            whole.write(tail, 0, (int) tailTotal);
        }
        return whole.toString(StandardCharsets.UTF_8);
    }
}
