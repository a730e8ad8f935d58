package dev.fettle.app.bench;

/**
 * Something that happened in a repository of a simulated installation.
 *
 * @param at seconds since the beginning
 * @param repository counted over all installations
 * @param work what it asks for
 */
record ScaleDemand(double at, int installation, int repository, Work work) {
    /** What a delivery leads to. */
    enum Work {
        /** It is noted, and nothing is to be done: most are of this kind. */
        NOTED,
        /** A person or a red run asks for a repair: an answer at once, then a cycle. */
        REPAIR,
        /** A red run whose cause lies outside: an answer, and a cycle that ends after the build. */
        OUTSIDE
    }
}
