package dev.fettle.store.sql;

/** Whoever works here stood still for so long that another worker has taken over; what is written now would be written twice. */
public final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LostLeaseException(String message) {
        super(message);
    }
}
