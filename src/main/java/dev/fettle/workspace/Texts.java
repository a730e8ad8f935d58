package dev.fettle.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;

/** What bytes are as text. */
final class Texts {
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

    /** The bytes as a source text: UTF-8 without NUL. */
    static Optional<String> source(byte[] bytes) {
        return isBinary(bytes) ? Optional.empty() : utf8(bytes);
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
