package dev.fettle.base.settings;

/** Which sources may make tickets. */
public record Sources(boolean exceptions, boolean performance, boolean userFeedback, boolean codeAnalysis) {
    /** All but code analysis. */
    public static final Sources DEFAULT = new Sources(true, true, true, false);
}
