package dev.fettle.repair;

import java.util.List;

/**
 * One possible fix: small textual edits of the original sources.
 *
 * @param id unique within a search
 * @param rule the template's name, such as {@code relational-operator}
 * @param edits not overlapping; all in one or two files
 * @param path of the first edit
 * @param line of the first edit, 1-based, in the original
 * @param prior how likely the rule says it is, 0 to 1
 * @param summary for a person: {@code '<' becomes '<='}
 */
public record Candidate(int id, String rule, List<Edit> edits, String path, int line, double prior, String summary) {
    public Candidate {
        edits = List.copyOf(edits);
    }

    /**
     * Replaces a range of a file.
     *
     * @param path relative to the root of the tree
     * @param start offset in characters, inclusive
     * @param end offset, exclusive
     * @param replacement the new text
     */
    public record Edit(String path, int start, int end, String replacement) {}
}
