package dev.fettle.repair.template;

/** The analysis itself failed: its process died, or it met what it cannot handle. Ours, not the user's. */
public final class WorkshopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkshopException(String message) {
        super(message);
    }

    public WorkshopException(String message, Throwable cause) {
        super(message, cause);
    }
}
