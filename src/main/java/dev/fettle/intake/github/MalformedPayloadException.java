package dev.fettle.intake.github;

/** A payload is not what its event must look like. Never leaves this package: it becomes {@code Ignored(MALFORMED)}. */
final class MalformedPayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the place, and never quotes the payload */
    MalformedPayloadException(String message) {
        super(message, null, false, false);
    }
}
