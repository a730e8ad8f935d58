package dev.fettle.gate.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** What a code holds that is no text as it stands: packed by gzip, or written in base32. */
final class Packed {
    /** More than a key with its certificate; what goes on is not read. */
    private static final int LONGEST = 64 * 1024;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Packed() {}

    /** What gzip has packed; the same bytes where they are anything else, or damaged. */
    static byte[] opened(byte[] bytes) {
        if (bytes.length < 18 || bytes[0] != 0x1F || bytes[1] != (byte) 0x8B) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(LONGEST);
        } catch (IOException e) {
            return bytes;
        }
    }

    /** @param code letters of the alphabet, and {@code =} at the end */
    static byte[] base32(String code) {
        byte[] bytes = new byte[code.length() * BITS / Byte.SIZE];
        int held = 0;
        int bits = 0;
        int filled = 0;
        for (int i = 0; i < code.length() && code.charAt(i) != '='; i++) {
            held = held << BITS | ALPHABET.indexOf(code.charAt(i));
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[filled++] = (byte) (held >> bits);
            }
        }
        return Arrays.copyOf(bytes, filled);
    }
}
