package dev.fettle.web;

/** Set-up cannot go on with what a person or a forge said; the message says why and what to do. */
public final class SetupRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SetupRefusedException(String message) {
        super(message);
    }
}
