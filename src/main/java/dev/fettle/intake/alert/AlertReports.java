package dev.fettle.intake.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.Redactor;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Alertmanager's webhook, version 4. The alerts of one notification that speak of the same metric are one report: it is over when none of them fires any more. Of labels and
 * annotations {@code alertname}, {@code severity}, {@code metric}, {@code value}, {@code threshold} and {@code file_path} are looked at, and no others: instances and hosts stay where they
 * are.
 */
public final class AlertReports implements ReportReader {
    private static final int MOST_ALERTS = 1_000;

    private final Redactor redactor;

    public AlertReports(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public Reading read(Incoming incoming) {
        JsonNode alerts = ForeignJson.parse("body", incoming.body()).path("alerts");
        if (!alerts.isArray() || alerts.isEmpty() || alerts.size() > MOST_ALERTS) {
            throw new MalformedReportException(List.of("alerts: is needed, a list of 1 to " + MOST_ALERTS));
        }
        ForeignText text = new ForeignText(redactor);
        List<String> mistakes = new ArrayList<>();
        Map<String, List<Alert>> byMetric = new LinkedHashMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            Optional<Alert> alert = Alert.of(alerts.path(i), text, incoming.receivedAt());
            if (alert.isEmpty()) {
                mistakes.add(
                        "alerts[" + i + "]: needs a status, firing or resolved, and a label alertname that is a name");
                continue;
            }
            byMetric.computeIfAbsent(alert.get().metric(), metric -> new ArrayList<>())
                    .add(alert.get());
        }
        if (!mistakes.isEmpty()) {
            throw new MalformedReportException(mistakes.subList(0, Math.min(20, mistakes.size())));
        }
        return new Reading(
                byMetric.values().stream().map(same -> report(same, incoming)).toList(), List.of());
    }

    private static Report report(List<Alert> same, Incoming incoming) {
        List<Alert> firing = same.stream().filter(Alert::firing).toList();
        boolean isOver = firing.isEmpty();
        List<Alert> telling = isOver ? same : firing;
        return new Report(Alert.signal(telling, incoming.repository()), isOver);
    }
}
