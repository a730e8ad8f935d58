package dev.fettle.app;

import dev.fettle.insight.Amount;
import dev.fettle.insight.KeyMetrics;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The mission's key metrics, a line each, for the terminal. */
final class KeyMetricsText {
    private KeyMetricsText() {}

    static String of(KeyMetrics metrics) {
        return line("created", rate(metrics.createdHour(), metrics.createdDay()))
                + line("resolved", rate(metrics.resolvedHour(), metrics.resolvedDay()))
                + line(
                        "success rate",
                        metrics.success().of() == 0
                                ? "unknown, nothing was attempted"
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f %% (%d of %d attempts)",
                                        metrics.success().percent(),
                                        metrics.success().hits(),
                                        metrics.success().of()))
                + line("by risk", listed(metrics.byRisk()))
                + line("by category", listed(metrics.byCategory()));
    }

    private static String rate(Amount hour, Amount day) {
        return hour.number() + " in the last hour, " + day.number() + " in the last day";
    }

    /** What occurs, as {@code 3: 12}. */
    private static String listed(Map<?, Amount> amounts) {
        String text = amounts.entrySet().stream()
                .filter(entry -> entry.getValue().number() > 0)
                .map(entry -> entry.getKey() + ": " + entry.getValue().number())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-14s %s%n", name, value);
    }
}
