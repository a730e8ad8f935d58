package dev.fettle.intake.direct;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of one reported object. What is wrong is noted under the field's name, and never with what it was. */
final class Fields {
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_FIELD_NAME = 60;

    private final JsonNode object;
    private final String place;
    private final Instant now;
    private final List<String> mistakes;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Over one object.
     *
     * @param place before a field's name in a mistake, "" where there is one object only
     * @param mistakes to which this adds
     */
    Fields(JsonNode object, String place, Instant now, List<String> mistakes) {
        this.object = object;
        this.place = place;
        this.now = now;
        this.mistakes = mistakes;
    }

    /** A text that must be there and say something. */
    String needed(String name) {
        Optional<String> text = optional(name);
        if (text.isEmpty() && !isWrong(name)) {
            mistake(name, "is needed, a text");
        }
        return text.orElse("");
    }

    /** A text that may be missing, null or blank. */
    Optional<String> optional(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            mistake(name, "expected a text");
            return Optional.empty();
        }
        String text = node.asText();
        if (text.length() > LONGEST_TEXT) {
            mistake(name, "is too long");
            return Optional.empty();
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** A whole number of at least 1; 1 where it is missing. */
    int count(String name, int most) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return 1;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1 || node.asInt() > most) {
            mistake(name, "expected a whole number from 1 to " + most);
            return 1;
        }
        return node.asInt();
    }

    /** A number that must be there. */
    double number(String name) {
        JsonNode node = node(name);
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            mistake(name, node.isMissingNode() || node.isNull() ? "is needed, a number" : "expected a number");
            return 0;
        }
        return node.asDouble();
    }

    /** One of some words; the first where it may be missing and is. */
    String word(String name, boolean needed, List<String> words) {
        Optional<String> text = optional(name);
        if (text.isEmpty() && !needed) {
            return words.get(0);
        }
        if (text.isEmpty() || !words.contains(text.get())) {
            if (!isWrong(name)) {
                mistake(name, (text.isEmpty() ? "is needed, one of " : "expected one of ") + String.join(", ", words));
            }
            return words.get(0);
        }
        return text.get();
    }

    /** ISO-8601, in UTC where it names no zone, or seconds since 1970. Now where it is missing, or not come yet. */
    Instant time(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return now;
        }
        Optional<Instant> time =
                node.isNumber() ? seconds(node) : node.isTextual() ? iso(node.asText()) : Optional.empty();
        if (time.isEmpty() || time.get().isBefore(Instant.EPOCH)) {
            mistake(name, "expected a time such as 2025-12-30T10:00:00Z");
            return now;
        }
        return time.get().isAfter(now) ? now : time.get();
    }

    /** A field that is there and cannot be used. */
    void mistake(String name, String what) {
        mistakes.add(place + name + ": " + what);
    }

    /** Names of fields that nobody asked for. */
    List<String> others() {
        List<String> others = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                others.add(
                        name.length() <= LONGEST_FIELD_NAME
                                        && name.chars().allMatch(c -> c == '_' || c == '-' || isLetterOrDigit(c))
                                ? name
                                : "(a field of another name)");
            }
        });
        return others;
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private JsonNode node(String name) {
        asked.add(name);
        return object.path(name);
    }

    private boolean isWrong(String name) {
        return mistakes.stream().anyMatch(mistake -> mistake.startsWith(place + name + ":"));
    }

    private static Optional<Instant> seconds(JsonNode node) {
        double seconds = node.asDouble();
        return seconds >= 0 && seconds < 1e11
                ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            // As Python's isoformat() has it without a zone.
            try {
                return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }
    }
}
