package dev.fettle.forge;

import java.util.List;

/**
 * A check run that we want to stand on a commit.
 *
 * @param name such as {@code fettle/secret-scan}
 * @param sha the commit, 40 hex
 * @param conclusion the end, or {@link Conclusion#IN_PROGRESS}
 * @param title the number that decides, at most 255 characters
 * @param summary Markdown, at most 65,535 characters
 * @param annotations on changed lines only, at most 200; sent in batches of 50
 */
public record CheckRun(
        String name, String sha, Conclusion conclusion, String title, String summary, List<Annotation> annotations) {
    public CheckRun {
        annotations = List.copyOf(annotations);
    }

    /** The conclusions in use. */
    public enum Conclusion {
        IN_PROGRESS,
        SUCCESS,
        FAILURE,
        NEUTRAL,
        SKIPPED
    }

    /** A remark on lines of a file. */
    public record Annotation(String path, int startLine, int endLine, Level level, String message) {}

    /** How grave a remark is. */
    public enum Level {
        NOTICE,
        WARNING,
        FAILURE
    }
}
