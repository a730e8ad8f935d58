package dev.fettle.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One changed file.
 *
 * @param path the path after the change (before it, for a deletion), forward slashes, relative to the root of the tree
 * @param kind what happened to it
 * @param before its text before, null when added or not text
 * @param after its text after, null when deleted or not text
 * @param addedLines the added lines with their 1-based numbers in {@code after}
 * @param removedLines the removed lines with their 1-based numbers in {@code before}
 * @param unifiedDiff this file's part of the unified diff, ending in a line feed
 * @param binaryBefore what it was before where that is no text; null where there is none, and where it is too large to be held
 * @param binaryAfter the same of what it is now
 */
public record FileChange(
        String path,
        Kind kind,
        @Nullable String before,
        @Nullable String after,
        List<Line> addedLines,
        List<Line> removedLines,
        String unifiedDiff,
        @Nullable Binary binaryBefore,
        @Nullable Binary binaryAfter) {
    public FileChange {
        addedLines = List.copyOf(addedLines);
        removedLines = List.copyOf(removedLines);
    }

    /** Of a text. */
    public FileChange(
            String path,
            Kind kind,
            @Nullable String before,
            @Nullable String after,
            List<Line> addedLines,
            List<Line> removedLines,
            String unifiedDiff) {
        this(path, kind, before, after, addedLines, removedLines, unifiedDiff, null, null);
    }

    /** A file as if it were new, so that every line counts; without its part of a diff. */
    public static FileChange whole(String path, String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(new Line(lines.size() + 1, line));
        }
        return new FileChange(path, Kind.ADDED, null, text, lines, List.of(), "");
    }

    /** What happened to a file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }

    /**
     * One line of a file.
     *
     * @param number 1-based
     * @param text without its line end
     */
    public record Line(int number, String text) {}

    public int added() {
        return addedLines.size();
    }

    public int removed() {
        return removedLines.size();
    }
}
