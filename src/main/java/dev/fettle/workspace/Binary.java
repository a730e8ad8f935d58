package dev.fettle.workspace;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A state of a file that is no text, held for who wants to look into it. */
public final class Binary {
    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Holds a copy. */
    public static Binary of(byte[] bytes) {
        return new Binary(bytes.clone());
    }

    /** Holds the bytes themselves, where there is room for them and they are no text. */
    static @Nullable Binary held(byte @Nullable [] bytes, Room room) {
        return bytes != null && Texts.source(bytes).isEmpty() && room.take(bytes.length) ? new Binary(bytes) : null;
    }

    public int size() {
        return bytes.length;
    }

    /** From its first byte on. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length; // not all of them each time that a map is asked
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }

    /** How many bytes of such files are held at once: a difference may hold a thousand pictures. */
    static final class Room {
        private static final int MOST = 64 << 20;
        private int left = MOST;

        private boolean take(int bytes) {
            boolean fits = bytes <= left;
            left -= fits ? bytes : 0;
            return fits;
        }
    }
}
