package dev.fettle.intake.analysis;

/** A file cannot be read as what it is said to be. The message says why, for a person. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }
}
