package dev.fettle.base;

/**
 * Strips secrets and private data from text before its first write. Idempotent; the same value gets the same placeholder within one text.
 */
public interface Redactor {
    /** The text with every secret and every piece of private data replaced by a placeholder such as {@code <email#1>}. */
    String redact(String text);

    /**
     * For several texts of one matter, such as all that is said of a ticket's attempt: the same value gets the same placeholder in each of them. To be used by
     * one thread, and thrown away with the matter, since it knows the values.
     */
    default Redactor together() {
        return this;
    }
}
