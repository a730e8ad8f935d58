package dev.fettle.improve.kit;

/** The process is dead. Nothing may catch this and go on. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String step) {
        super("killed at: " + step);
    }
}
