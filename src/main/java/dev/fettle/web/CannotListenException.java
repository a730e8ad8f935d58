package dev.fettle.web;

/** The server's address cannot be had: another program has it, or this user may not. The message says what to do. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
