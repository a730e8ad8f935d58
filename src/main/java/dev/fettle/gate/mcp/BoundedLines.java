package dev.fettle.gate.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a stream that foreign code writes, none longer and all together not more than a client should have to read. */
final class BoundedLines {
    /** Of one line, in bytes. */
    static final int LONGEST = 4 << 20;
    /** Of all lines, in bytes. */
    static final long MOST = 16L << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private long total;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** More came than is read. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    /** The next line without its end, as UTF-8 with bad bytes replaced; null at the end of the stream. A last line that is not ended is dropped. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    from = i + 1;
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            line.write(buffer, from, to - from);
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                to = 0;
                return null;
            }
            total += to;
            if (line.size() > LONGEST || total > MOST) {
                throw new TooMuch(
                        line.size() > LONGEST
                                ? "a line of more than " + (LONGEST >> 20) + " MiB"
                                : "more than " + (MOST >> 20) + " MiB in all");
            }
        }
    }
}
