package dev.fettle.sandbox;

/** No sandbox can be had on this machine. The message says what to install or to allow. */
public final class SandboxRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxRefusedException(String message) {
        super(message);
    }
}
