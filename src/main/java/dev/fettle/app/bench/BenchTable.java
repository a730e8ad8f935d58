package dev.fettle.app.bench;

import dev.fettle.app.bench.Row.Outcome;
import dev.fettle.app.bench.Row.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The figures of a run, as text. */
public final class BenchTable {
    private final Map<String, List<Row>> byTool = new LinkedHashMap<>();

    /** Of rows of one or several tools, in the order in which they come. */
    public BenchTable(List<Row> rows) {
        rows.forEach(row ->
                byTool.computeIfAbsent(row.tool(), key -> new ArrayList<>()).add(row));
    }

    /** The whole table. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-12s %7s %9s %8s %6s %8s %6s %7s %7s%n",
                "tool", "cases", "plausible", "correct", "wrong", "abstains", "failed", "median", "p90"));
        byTool.forEach((tool, rows) -> text.append(comparison(tool, rows)));
        byTool.forEach(
                (tool, rows) -> text.append('\n').append(tool).append('\n').append(details(rows)));
        return text.toString();
    }

    private static String comparison(String tool, List<Row> rows) {
        List<Row> plausible = plausible(rows);
        Map<Verdict, Integer> counts = counts(rows);
        return String.format(
                Locale.ROOT,
                "%-12s %7d %9d %8s %6d %8d %6d %7s %7s%n",
                tool,
                rows.size(),
                plausible.size(),
                rows.stream().allMatch(row -> row.heldOut() == Row.HeldOut.NOT_RUN)
                        ? "-"
                        : count(counts, Verdict.CORRECT),
                count(counts, Verdict.WRONG),
                count(counts, Verdict.ABSTAINED_RIGHTLY)
                        + count(counts, Verdict.ABSTAINED)
                        + count(counts, Verdict.MISSED),
                count(counts, Verdict.FAILED) + count(counts, Verdict.BROKE),
                seconds(plausible, Row::seconds, 0.5),
                seconds(plausible, Row::seconds, 0.9));
    }

    private static String details(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        List<Row> plausible = plausible(rows);
        Map<Verdict, Integer> counts = counts(rows);
        line(text, "plausible", plausible.size() + " of " + rows.size());
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.PLAUSIBLE && count(counts, verdict) > 0) {
                line(
                        text,
                        verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        count(counts, verdict) + " of " + rows.size());
            }
        }
        line(text, "seconds, fixed cases", spread(plausible, Row::seconds));
        line(text, "… from baseline to proof", spread(plausible, Row::provingSeconds));
        line(
                text,
                "seconds, other cases",
                spread(
                        rows.stream()
                                .filter(row -> row.outcome() != Outcome.FIXED)
                                .toList(),
                        Row::seconds));
        double tried = sum(rows, "candidates_tried");
        double searching = rows.stream().mapToDouble(BenchTable::searching).sum();
        line(
                text,
                "candidates tried",
                String.format(
                        Locale.ROOT, "%.0f, %.0f a second of validation", tried, tried / Math.max(0.001, searching)));
        double compiled = sum(rows, "candidates_compiled");
        double rejected = sum(rows, "candidates_rejected");
        if (compiled + rejected > 0) {
            line(
                    text,
                    "candidates that compile",
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of %.0f",
                            100 * compiled / (compiled + rejected),
                            compiled + rejected));
        }
        text.append(byRule(rows));
        return text.toString();
    }

    /** Fixed cases by the rule that made the fix, with how many are known to be right or wrong. */
    private static String byRule(List<Row> rows) {
        Map<String, List<Row>> rules = new TreeMap<>();
        plausible(rows)
                .forEach(row -> rules.computeIfAbsent(row.json().path("rule").asText(""), key -> new ArrayList<>())
                        .add(row));
        StringBuilder text = new StringBuilder();
        rules.forEach((rule, fixed) -> {
            Map<Verdict, Integer> counts = counts(fixed);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-32s %3d fixed, %d correct, %d wrong%n",
                    rule.isEmpty() ? "(no rule named)" : rule,
                    fixed.size(),
                    count(counts, Verdict.CORRECT),
                    count(counts, Verdict.WRONG)));
        });
        return text.isEmpty() ? "" : "by template\n" + text;
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format("  %-26s %s%n", what, value));
    }

    private static List<Row> plausible(List<Row> rows) {
        return rows.stream().filter(row -> row.outcome() == Outcome.FIXED).toList();
    }

    private static Map<Verdict, Integer> counts(List<Row> rows) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
        return counts;
    }

    private static int count(Map<Verdict, Integer> counts, Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    private static double sum(List<Row> rows, String field) {
        return rows.stream()
                .mapToDouble(row -> row.json().path(field).asDouble(0))
                .sum();
    }

    /** Seconds in which candidates ran, whatever the engine calls its parts. */
    private static double searching(Row row) {
        double seconds = 0;
        for (String part : List.of("validate", "patient", "pairs")) {
            seconds += row.json().path("search_seconds").path(part).asDouble(0);
        }
        return seconds;
    }

    private static String spread(List<Row> rows, ToDoubleFunction<Row> seconds) {
        return "median " + seconds(rows, seconds, 0.5) + ", p90 " + seconds(rows, seconds, 0.9) + " (n = " + rows.size()
                + ")";
    }

    private static String seconds(List<Row> rows, ToDoubleFunction<Row> seconds, double share) {
        double[] sorted = rows.stream().mapToDouble(seconds).sorted().toArray();
        return sorted.length == 0 ? "-" : String.format(Locale.ROOT, "%.1f", quantile(sorted, share));
    }

    /** The smallest value that at least that share of the values does not exceed. */
    static double quantile(double[] sorted, double share) {
        int at = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, at))];
    }
}
