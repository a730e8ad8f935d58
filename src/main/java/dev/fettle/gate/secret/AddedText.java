package dev.fettle.gate.secret;

import dev.fettle.workspace.FileChange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A changed file's text, of which only the added lines are looked at; each of them is reported once. */
final class AddedText {
    private static final int FIRST_LINES = 256;

    private final FileChange file;
    private final int[] lineStarts;
    /** By number; null for a line that was there before. */
    private final @Nullable String[] added;

    private final BitSet reported = new BitSet();

    private AddedText(FileChange file, int[] lineStarts) {
        this.file = file;
        this.lineStarts = lineStarts;
        this.added = new String[lineStarts.length + 1];
        file.addedLines().forEach(line -> added[line.number()] = line.text());
    }

    static AddedText of(FileChange file) {
        String text = Optional.ofNullable(file.after()).orElse("");
        int[] starts = new int[FIRST_LINES];
        int lines = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines++] = end + 1;
        }
        return new AddedText(file, Arrays.copyOf(starts, lines));
    }

    FileChange file() {
        return file;
    }

    /** The first added line (1-based) that a range of the text touches. */
    OptionalInt touched(int start, int end) {
        int last = lineAt(Math.max(start, end - 1));
        for (int line = lineAt(start); line <= last; line++) {
            if (added[line] != null) {
                return OptionalInt.of(line);
            }
        }
        return OptionalInt.empty();
    }

    /** The text of an added line. */
    String line(int number) {
        String line = added[number];
        return line == null ? "" : line;
    }

    /** Whether this line is reported for the first time. */
    boolean first(int number) {
        boolean before = reported.get(number);
        reported.set(number);
        return !before;
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
