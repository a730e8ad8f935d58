package dev.fettle.intake.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Severity;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.Signal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One alert.
 *
 * @param metric what it is about, a name such as {@code memory_usage_gb}
 * @param firing and not resolved
 * @param severity in the words of tickets
 * @param at when it began or ended
 */
record Alert(
        String metric,
        boolean firing,
        double value,
        double threshold,
        String severity,
        List<String> files,
        Instant at) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/ -]{0,199}");
    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NUMBER =
            Pattern.compile("\\s*([-+]?\\d{1,300}(?:\\.\\d{1,300})?(?:[eE][-+]?\\d{1,3})?).*", Pattern.DOTALL);

    /** What Prometheus' own series {@code ALERTS} says of an alert that fires; stands where a rule tells no numbers. */
    private static final double FIRES = 1;

    private static final double FIRES_NOT = 0;

    /** Reads one, or is empty where it has no status or no name. */
    static Optional<Alert> of(JsonNode alert, ForeignText text, Instant receivedAt) {
        String status = alert.path("status").asText("");
        String metric = metric(alert, text);
        if (!List.of("firing", "resolved").contains(status)
                || !NAME.matcher(metric).matches()) {
            return Optional.empty();
        }
        Optional<Double> value = number(told(alert, "value"));
        Optional<Double> threshold = number(told(alert, "threshold"));
        boolean both = value.isPresent() && threshold.isPresent();
        boolean firing = status.equals("firing");
        return Optional.of(new Alert(
                metric,
                firing,
                both ? value.get() : FIRES,
                both ? threshold.get() : FIRES_NOT,
                severity(told(alert, "severity")),
                text.path(told(alert, "file_path")).map(List::of).orElse(List.of()),
                time(alert.path(firing ? "startsAt" : "endsAt").asText(""), receivedAt)));
    }

    /** Alerts of one metric as one signal: the worst severity, the largest value, the last time. */
    static Signal signal(List<Alert> same, RepositoryRef repository) {
        Alert first = same.get(0);
        Alert largest =
                same.stream().max(Comparator.comparingDouble(Alert::value)).orElse(first);
        Alert worst = same.stream()
                .max(Comparator.comparing(Alert::severity, Severity.MILDEST_FIRST))
                .orElse(first);
        Instant last =
                same.stream().map(Alert::at).max(Comparator.naturalOrder()).orElse(first.at());
        return new Signal.AnomalySeen(
                repository,
                last,
                first.metric(),
                largest.value(),
                largest.threshold(),
                worst.severity(),
                first.files(),
                same.size());
    }

    /** {@code HighMemoryUsage} is written as metrics are: {@code high_memory_usage}. */
    private static String metric(JsonNode alert, ForeignText text) {
        String metric = told(alert, "metric");
        String name = metric.isEmpty()
                ? WORD_END.matcher(alert.path("labels").path("alertname").asText(""))
                        .replaceAll("_")
                        .toLowerCase(Locale.ROOT)
                : metric;
        return text.name(name);
    }

    private static String told(JsonNode alert, String name) {
        String annotation = alert.path("annotations").path(name).asText("");
        return annotation.isEmpty() ? alert.path("labels").path(name).asText("") : annotation;
    }

    private static Optional<Double> number(String said) {
        Matcher number = NUMBER.matcher(said);
        return number.matches()
                ? Optional.of(Double.parseDouble(number.group(1))).filter(Double::isFinite)
                : Optional.empty();
    }

    /** The words in use among writers of rules. */
    private static String severity(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "emergency", "fatal", "p1", "sev1" -> "critical";
            case "high", "error", "major", "p2", "sev2" -> "high";
            case "low", "info", "informational", "none", "notice", "p4", "sev4" -> "low";
            default -> "medium";
        };
    }

    private static Instant time(String said, Instant receivedAt) {
        try {
            Instant time = OffsetDateTime.parse(said).toInstant();
            return time.isAfter(receivedAt) || time.isBefore(Instant.EPOCH) ? receivedAt : time;
        } catch (DateTimeException e) {
            return receivedAt;
        }
    }
}
