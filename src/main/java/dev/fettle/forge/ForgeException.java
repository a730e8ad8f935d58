package dev.fettle.forge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to the forge failed. Says whether trying again can help, and not before when. */
public final class ForgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final transient @Nullable Instant retryAt;

    public ForgeException(Kind kind, String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    public Kind kind() {
        return kind;
    }

    /** Not before this time, where the server said so. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** What went wrong. */
    public enum Kind {
        /** A limit of requests or writes: wait until {@link #retryAt()}. */
        LIMITED,
        /** No answer, a broken one, or a 5xx: try again later; the work may have been done. */
        UNAVAILABLE,
        /** We may not: permissions, suspended, a private repository. */
        FORBIDDEN,
        /** It is not there. */
        NOT_FOUND,
        /** The server will not take this request however often we send it. */
        REFUSED
    }
}
