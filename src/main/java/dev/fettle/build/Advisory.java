package dev.fettle.build;

import java.util.List;

/**
 * A published vulnerability of one package. Its texts are foreign.
 *
 * @param id such as {@code GHSA-…}
 * @param severity low, medium, high or critical
 * @param dependency the package's name, such as {@code org.acme:tool}
 * @param ranges of versions that have it
 * @param versions that have it, named one by one
 */
public record Advisory(
        String id, String severity, String summary, String dependency, List<Range> ranges, List<String> versions) {
    public Advisory {
        ranges = List.copyOf(ranges);
        versions = List.copyOf(versions);
    }

    /** Events along the order of versions, in the order of their list. */
    public record Range(List<Event> events) {
        public Range {
            events = List.copyOf(events);
        }
    }

    /**
     * What happens at a version.
     *
     * @param version "0" stands before all others
     */
    public record Event(What what, String version) {}

    /** What can happen. */
    public enum What {
        /** From here on versions have it. */
        INTRODUCED,
        /** From here on they have it no more. */
        FIXED,
        /** After this one they have it no more. */
        LAST_AFFECTED
    }
}
