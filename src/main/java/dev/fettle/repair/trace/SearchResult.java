package dev.fettle.repair.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search in the sandbox found.
 *
 * @param call a Java expression that throws the exception
 * @param returns the type's name that it would have returned
 * @param parameters how many the method has
 * @param kinds of its arguments: null, empty, blank, zero, negative, …
 * @param checked whether the call must declare exceptions
 * @param tries calls that were made
 */
record SearchResult(String call, String returns, int parameters, List<String> kinds, boolean checked, int tries) {
    /** Reads the file that the search wrote; empty when it found nothing. */
    static Optional<SearchResult> parse(String text) {
        Map<String, String> fields = fields(text);
        if (!fields.containsKey("call")) {
            return Optional.empty();
        }
        String kinds = fields.getOrDefault("kinds", "");
        return Optional.of(new SearchResult(
                fields.getOrDefault("call", ""),
                fields.getOrDefault("returns", "void"),
                number(fields.get("parameters")),
                kinds.isEmpty() ? List.of() : List.of(kinds.split(",")),
                Boolean.parseBoolean(fields.get("checked")),
                number(fields.get("tries"))));
    }

    /** Calls that a search made, whether it found anything or not. */
    static int tries(String text) {
        return number(fields(text).get("tries"));
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return fields;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits != null && digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
