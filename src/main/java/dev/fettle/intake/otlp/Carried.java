package dev.fettle.intake.otlp;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A log record or an event of a span, as far as it is looked at.
 *
 * @param revision of the program, as its resource names it, "" where it does not
 * @param trace it belongs to, "" for none
 * @param nanos since 1970, 0 when unknown
 * @param attributes of the names that {@link #WANTED} has, and no others
 */
record Carried(String revision, String trace, long nanos, Map<String, String> attributes) {
    static final String TYPE = "exception.type";
    static final String MESSAGE = "exception.message";
    static final String STACK_TRACE = "exception.stacktrace";

    /** OpenTelemetry's names for what an exception is. */
    static final Set<String> WANTED = Set.of(TYPE, MESSAGE, STACK_TRACE);

    /** What a resource says of the program's revision, the most exact first. */
    static final List<String> REVISIONS = List.of("vcs.ref.head.revision", "service.version");

    private static final long A_SECOND = 1_000_000_000L;

    /** Whether it carries an exception. */
    boolean isException() {
        return attributes.containsKey(TYPE) || attributes.containsKey(STACK_TRACE);
    }

    String get(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** When it was, as far as that can be. */
    Instant time(Instant receivedAt) {
        Instant said = nanos <= 0 ? receivedAt : Instant.ofEpochSecond(nanos / A_SECOND, nanos % A_SECOND);
        return said.isAfter(receivedAt) ? receivedAt : said;
    }

    /** Of a resource's attributes. */
    static String revision(Map<String, String> attributes) {
        return REVISIONS.stream()
                .map(name -> attributes.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The same, sent by a program of this revision. */
    Carried in(String known) {
        return new Carried(known, trace, nanos, attributes);
    }

    /** Collects one. */
    static final class Builder {
        private String trace = "";
        private long nanos;
        private final Map<String, String> attributes = new HashMap<>();

        void trace(String id) {
            trace = id;
        }

        /** The first time that is known counts. */
        void nanos(long time) {
            nanos = nanos == 0 ? time : nanos;
        }

        void attribute(String name, String value) {
            if (WANTED.contains(name) && !value.isBlank()) {
                attributes.put(name, value);
            }
        }

        Carried build() {
            return new Carried("", trace, nanos, Map.copyOf(attributes));
        }
    }
}
