package dev.fettle.web;

/** Nobody can be signed in with what came; the message says why. */
public final class SignInRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignInRefusedException(String message) {
        super(message);
    }
}
