package dev.fettle.gate;

import java.util.List;

/**
 * What a gate found.
 *
 * @param gate the gate's id
 * @param outcome what follows
 * @param title the number that decides, at most 255 characters: {@code Coverage of changed lines 0.91, need 0.80}
 * @param detail Markdown-free sentences for the folded part
 * @param findings places, never with a secret's value
 */
public record Verdict(String gate, Outcome outcome, String title, String detail, List<Finding> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** What follows from a verdict. */
    public enum Outcome {
        PASS,
        WARN,
        FAIL,
        /** Not applicable; the title says why. */
        SKIPPED,
        /** It could not run; fails when the gate is required. */
        ERROR
    }

    /**
     * One place.
     *
     * @param path relative to the root; {@link #NO_FILE} for what is in none
     * @param line 1-based in the changed file, 0 for the whole file
     * @param kind what it is
     * @param message for a person
     */
    public record Finding(String path, int line, String kind, String message) {
        /** The path of what is in no file, such as a commit's message. */
        public static final String NO_FILE = "";
    }
}
