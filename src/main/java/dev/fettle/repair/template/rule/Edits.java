package dev.fettle.repair.template.rule;

import dev.fettle.repair.Candidate.Edit;
import java.util.Comparator;
import java.util.List;

/** Splices edits into a text. */
public final class Edits {
    private Edits() {}

    /** The text with the edits made; they must not overlap. */
    public static String apply(String text, List<Edit> edits) {
        return apply(text, edits, 0, text.length());
    }

    /** The part from {@code from} to {@code to} with those edits made that lie inside it. */
    public static String apply(String text, List<Edit> edits, int from, int to) {
        StringBuilder result = new StringBuilder();
        int at = from;
        for (Edit edit : edits.stream()
                .filter(edit -> edit.start() >= from && edit.end() <= to)
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end))
                .toList()) {
            if (edit.start() < at) {
                throw new IllegalArgumentException("edits overlap at " + edit.start());
            }
            result.append(text, at, edit.start()).append(edit.replacement());
            at = edit.end();
        }
        return result.append(text, at, to).toString();
    }
}
