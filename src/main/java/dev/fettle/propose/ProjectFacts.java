package dev.fettle.propose;

import java.util.List;

/**
 * What a first look at a repository found.
 *
 * @param tool that builds it, such as {@code maven}; "" for none that Fettle knows
 * @param release the Java level that it compiles for, 0 where it is not known
 * @param modules in build order; paths, "" for the root. Untrusted text
 * @param suite how its tests ran, once, in the sandbox
 * @param tests how many tests ran
 * @param red how many of them were red
 * @param detail what stood in the way, "" for nothing. Untrusted text
 */
public record ProjectFacts(
        String tool, int release, List<String> modules, Suite suite, int tests, int red, String detail) {
    /** Of a repository that no build tool of Fettle's recognises. */
    public static final ProjectFacts UNKNOWN = new ProjectFacts("", 0, List.of(), Suite.NOT_RUN, 0, 0, "");

    public ProjectFacts {
        modules = List.copyOf(modules);
    }

    /** How a suite ran. */
    public enum Suite {
        GREEN,
        RED,
        NO_TESTS,
        DOES_NOT_BUILD,
        TIMED_OUT,
        NOT_RUN
    }
}
