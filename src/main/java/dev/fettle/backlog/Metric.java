package dev.fettle.backlog;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A metric's name taken apart: {@code memory_usage_gb} is "memory usage" in GB.
 *
 * @param words lower case, without the unit
 * @param unit as it is written behind a number, "" for none
 */
record Metric(String words, String unit) {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("gb", "GB"),
            Map.entry("mb", "MB"),
            Map.entry("kb", "kB"),
            Map.entry("bytes", " bytes"),
            Map.entry("ms", " ms"),
            Map.entry("s", " s"),
            Map.entry("seconds", " s"),
            Map.entry("percent", "%"),
            Map.entry("pct", "%"));

    static Metric parse(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
        String last = parts.get(parts.size() - 1);
        String unit = parts.size() > 1 ? UNITS.get(last) : null;
        List<String> words = unit == null ? parts : parts.subList(0, parts.size() - 1);
        return new Metric(String.join(" ", words), unit == null ? "" : unit);
    }

    String sentence() {
        return words.isEmpty() ? "The measure" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    String value(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.1f" : "%s", value) + unit;
    }
}
