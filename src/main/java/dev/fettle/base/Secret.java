package dev.fettle.base;

import java.util.Objects;

/**
 * A value that must never be shown: a key, a token, a webhook secret.
 *
 * <p>It prints as {@code ***} everywhere; only {@link #reveal()} gives it out, and the architecture test lists who may call that.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a non-empty value. */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /** The value in the clear. Callers are limited by the architecture test. */
    public String reveal() {
        return value;
    }

    /** For the redactor, which must know what to look for; never leaves this package. */
    String exact() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
