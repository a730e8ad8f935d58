package dev.fettle.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.jspecify.annotations.Nullable;

/** What bytes are as text. */
final class Texts {
    private static final String LINES_AND_TABS = "\t\n\f\r";

    private Texts() {}

    /** The bytes as UTF-8 text, byte order mark and line ends kept; empty when they are not. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes as a source text: UTF-8 without NUL, or else a character a byte where none of them controls anything but lines. */
    static Optional<String> source(byte[] bytes) {
        if (isBinary(bytes)) {
            return Optional.empty();
        }
        return utf8(bytes)
                .or(() -> isLegible(bytes)
                        ? Optional.of(new String(bytes, StandardCharsets.ISO_8859_1))
                        : Optional.empty());
    }

    /** The text in the encoding of what stood there before: {@link #source} of it gives the text again. */
    static byte[] like(byte @Nullable [] old, String text) {
        boolean bytewise = old != null
                && utf8(old).isEmpty()
                && source(old).isPresent()
                && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        return text.getBytes(bytewise ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static boolean isLegible(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && LINES_AND_TABS.indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes hold a NUL anywhere, which no text does. */
    static boolean isBinary(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** The lines of the text between two 0-based line indexes, without their line ends; not UTF-8 is read as Latin-1, so that nothing hides. */
    static List<FileChange.Line> lines(RawText text, int begin, int end) {
        List<FileChange.Line> lines = new ArrayList<>(end - begin);
        for (int i = begin; i < end; i++) {
            ByteBuffer raw = text.getRawString(i);
            byte[] bytes = new byte[raw.remaining()];
            raw.get(bytes);
            String line = utf8(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
            lines.add(new FileChange.Line(i + 1, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
        }
        return lines;
    }
}
