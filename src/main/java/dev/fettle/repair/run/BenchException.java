package dev.fettle.repair.run;

/** No test JVM can be had, or it does not keep to the protocol. The message says what it wrote last. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
