package dev.fettle.base;

/** A reason for not acting, or for ending without a fix. Implemented by enums, so that each has a name, and by nothing else. */
public interface NamedReason {
    /** The enum constant's name. */
    String name();

    /** One sentence for a person: what is so, and what would change it. */
    String sentence();
}
