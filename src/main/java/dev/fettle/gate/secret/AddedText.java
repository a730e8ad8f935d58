package dev.fettle.gate.secret;

import dev.fettle.workspace.FileChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A changed file's text, of which only the added lines are looked at; each of them is reported once. */
final class AddedText {
    private final FileChange file;
    private final int[] lineStarts;
    private final Map<Integer, String> added = new HashMap<>();
    private final Set<Integer> reported = new HashSet<>();

    private AddedText(FileChange file, int[] lineStarts) {
        this.file = file;
        this.lineStarts = lineStarts;
        file.addedLines().forEach(line -> added.put(line.number(), line.text()));
    }

    static AddedText of(FileChange file) {
        String text = Optional.ofNullable(file.after()).orElse("");
        int[] starts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
        return new AddedText(file, starts);
    }

    FileChange file() {
        return file;
    }

    /** The first added line (1-based) that a range of the text touches. */
    Optional<Integer> touched(int start, int end) {
        return IntStream.rangeClosed(lineAt(start), lineAt(Math.max(start, end - 1)))
                .filter(added::containsKey)
                .boxed()
                .findFirst();
    }

    /** The text of an added line. */
    String line(int number) {
        return added.getOrDefault(number, "");
    }

    /** Whether this line is reported for the first time. */
    boolean first(int number) {
        return reported.add(number);
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
