package dev.fettle.workspace;

import java.util.List;

/**
 * What gates judge: the difference between two states of a tree, ours or a person's.
 *
 * @param base the commit (40 hex) it starts from
 * @param head the commit it ends at, or "" when it is not committed yet
 * @param files changed files, by path
 */
public record Change(String base, String head, List<FileChange> files) {
    public Change {
        files = List.copyOf(files);
    }

    /** Added lines over all files. */
    public int added() {
        return files.stream().mapToInt(FileChange::added).sum();
    }

    /** Removed lines over all files. */
    public int removed() {
        return files.stream().mapToInt(FileChange::removed).sum();
    }

    /** The whole as one unified diff with {@code a/} and {@code b/} prefixes, which {@code git apply} takes. */
    public String unifiedDiff() {
        StringBuilder diff = new StringBuilder();
        files.forEach(file -> diff.append(file.unifiedDiff()));
        return diff.toString();
    }
}
