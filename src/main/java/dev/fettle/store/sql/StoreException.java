package dev.fettle.store.sql;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. Its message is for the operator and says what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
