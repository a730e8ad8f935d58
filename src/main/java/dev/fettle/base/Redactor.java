package dev.fettle.base;

/**
 * Strips secrets and private data from text before its first write. Idempotent; the same value gets the same placeholder within one call chain.
 */
public interface Redactor {
    /** The text with every secret and every piece of private data replaced by a placeholder such as {@code <email#1>}. */
    String redact(String text);
}
