package dev.fettle.base.settings;

import java.util.List;

/** A settings file has mistakes: all of them, each with its place and what to do. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Mistake> mistakes;

    public SettingsException(List<Mistake> mistakes) {
        super(String.join("\n", mistakes.stream().map(Mistake::toString).toList()));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    /**
     * One mistake.
     *
     * @param source file name or environment variable
     * @param line 1-based, 0 when there is none
     * @param message what is wrong and what to write instead
     */
    public record Mistake(String source, int line, String message) {
        @Override
        public String toString() {
            return source + (line > 0 ? ":" + line : "") + ": " + message;
        }
    }
}
