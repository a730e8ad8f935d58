package dev.fettle.forge.github;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The end of a stream: in the log of a build, that is where the failure stands. */
final class Tail {
    /** Nobody's log is read further. */
    private static final long MOST_READ = 512L << 20;

    private Tail() {}

    /** All bytes when they are {@code most} or fewer, and else the last ones, from the start of a line. */
    static byte[] of(InputStream in, int most) throws IOException {
        byte[] older = new byte[0];
        byte[] newer = in.readNBytes(most);
        long seen = newer.length;
        int filled = newer.length;
        while (filled == most) {
            byte[] next = in.readNBytes(most);
            if (next.length == 0) {
                break;
            }
            older = newer;
            newer = next;
            filled = next.length;
            seen += next.length;
            if (seen > MOST_READ) {
                throw new IOException("the log is larger than " + MOST_READ + " bytes");
            }
        }
        if (older.length == 0) {
            return newer;
        }
        byte[] end = Arrays.copyOf(Arrays.copyOfRange(older, newer.length, older.length), older.length);
        System.arraycopy(newer, 0, end, older.length - newer.length, newer.length);
        int line = 0;
        while (line < end.length && end[line] != '\n') {
            line++;
        }
        return line < end.length - 1 ? Arrays.copyOfRange(end, line + 1, end.length) : end;
    }
}
