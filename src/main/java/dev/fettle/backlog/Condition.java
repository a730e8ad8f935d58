package dev.fettle.backlog;

/**
 * What tickets of a list have in common.
 *
 * @param value as {@link Facet} says
 */
public record Condition(Facet facet, Is is, String value) {
    /** How a ticket's value must be to the given one. */
    public enum Is {
        EQUAL,
        NOT,
        AT_LEAST,
        BELOW,
        /** Holds the words, in whatever letters. */
        HOLDING
    }

    /** Exactly that value. */
    public static Condition equal(Facet facet, String value) {
        return new Condition(facet, Is.EQUAL, value);
    }

    /** That value or a greater one, a later time. */
    public static Condition atLeast(Facet facet, String value) {
        return new Condition(facet, Is.AT_LEAST, value);
    }

    /** A smaller value, an earlier time. */
    public static Condition below(Facet facet, String value) {
        return new Condition(facet, Is.BELOW, value);
    }

    /** Any other value. */
    public static Condition not(Facet facet, String value) {
        return new Condition(facet, Is.NOT, value);
    }
}
