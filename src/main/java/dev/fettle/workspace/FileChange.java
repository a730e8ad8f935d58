package dev.fettle.workspace;

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
 */
public record FileChange(
        String path,
        Kind kind,
        @Nullable String before,
        @Nullable String after,
        List<Line> addedLines,
        List<Line> removedLines,
        String unifiedDiff) {
    public FileChange {
        addedLines = List.copyOf(addedLines);
        removedLines = List.copyOf(removedLines);
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
