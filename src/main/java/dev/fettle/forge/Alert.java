package dev.fettle.forge;

/** Something that a forge's own analysis warns of on a default branch, as long as nobody has dealt with it. Its texts are untrusted. */
public sealed interface Alert {
    /** Its number within its kind. */
    long number();

    /** Its page. */
    String url();

    /**
     * A finding of code scanning.
     *
     * @param tool that found it
     * @param severity low, medium, high or critical
     * @param line 1-based, 0 for the whole file
     */
    record Code(
            long number, String url, String tool, String rule, String severity, String path, int line, String message)
            implements Alert {}

    /**
     * A published vulnerability of something that the repository depends on.
     *
     * @param manifest the build's file that brings it
     * @param advisory its id, such as {@code GHSA-…}
     * @param severity low, medium, high or critical
     * @param fixed the first version without it, "" for none
     */
    record Dependency(
            long number,
            String url,
            String ecosystem,
            String name,
            String manifest,
            String advisory,
            String severity,
            String summary,
            String fixed)
            implements Alert {}

    /**
     * A secret in the repository. Its value is never asked for.
     *
     * @param kind what it is, such as {@code stripe-api-key}
     * @param path "" where the forge does not say
     * @param line 1-based, 0 where it does not say
     */
    record LeakedSecret(long number, String url, String kind, String path, int line) implements Alert {}

    /** Which analysis. */
    enum Kind {
        CODE,
        DEPENDENCY,
        SECRET
    }
}
