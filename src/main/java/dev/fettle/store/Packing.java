package dev.fettle.store;

import dev.fettle.store.sql.StoreException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes bodies small before they are encrypted: what is encrypted, written twice and waited for is then an eighth of what a forge usually sends. What was kept before there was packing is
 * read as it is: no JSON begins with the mark, in any of its character sets.
 */
final class Packing implements AutoCloseable {
    private static final byte PACKED = 1;
    /** Below, there is nothing to be won. */
    private static final int WORTH_IT = 512;

    /** Kept from one body to the next: it comes with a quarter of a megabyte, which to prepare takes longer than to pack a usual body. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    /** For one thread at a time. */
    Packing() {}

    byte[] pack(byte[] body) {
        if (body.length < WORTH_IT && !packed(body)) {
            return body;
        }
        deflater.reset();
        deflater.setInput(body);
        deflater.finish();
        byte[] out = new byte[body.length / 4 + 64];
        out[0] = PACKED;
        int length = 1;
        while (true) {
            length += deflater.deflate(out, length, out.length - length);
            if (deflater.finished()) {
                return Arrays.copyOf(out, length);
            }
            out = Arrays.copyOf(out, out.length * 2);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }

    static byte[] unpack(byte[] kept) {
        if (!packed(kept)) {
            return kept;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(kept, 1, kept.length - 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream(kept.length * 8);
            byte[] buffer = new byte[8 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new StoreException("A stored body ends in the middle: " + kept.length + " bytes.");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new StoreException("A stored body cannot be unpacked: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static boolean packed(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == PACKED;
    }
}
