package dev.fettle.intake.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.Redactor;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what Sentry's clients send: of an envelope the events that carry an exception; sessions, transactions, attachments and everything else are left out and named. The older form, one
 * event alone, is read too.
 */
public final class SentryReports implements ReportReader {
    private static final int LARGEST_EVENT = 256 * 1024;
    private static final int MOST_NAMED = 20;

    private final Redactor redactor;

    public SentryReports(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public Reading read(Incoming incoming) {
        byte[] body = incoming.body();
        List<Report> reports = new ArrayList<>();
        Set<String> ignored = new LinkedHashSet<>();
        Optional<JsonNode> alone = eventAlone(body);
        if (alone.isPresent()) {
            checkSize(body.length);
            event(alone.get(), incoming, reports, ignored);
        } else {
            for (Envelope.Item item : Envelope.items(body)) {
                if (item.type().equals("event")) {
                    checkSize(item.length());
                    JsonNode event = ForeignJson.parse("event", body, item.offset(), item.length());
                    event(event, incoming, reports, ignored);
                } else {
                    ignored.add(kind(item.type()));
                }
            }
        }
        return new Reading(reports, ignored.stream().limit(MOST_NAMED).toList());
    }

    private void event(JsonNode event, Incoming incoming, List<Report> reports, Set<String> ignored) {
        Optional<Report> report = new SentryEvent(event, new ForeignText(redactor))
                .signal(incoming.repository(), incoming.receivedAt())
                .map(Report::of);
        report.ifPresentOrElse(reports::add, () -> ignored.add("event without an exception"));
    }

    /** The first line of an envelope is JSON of its own; an event alone is JSON as a whole. */
    private static Optional<JsonNode> eventAlone(byte[] body) {
        try {
            JsonNode whole = ForeignJson.parse("body", body);
            boolean event = whole.has("exception") || whole.has("message") || whole.has("logentry");
            return event ? Optional.of(whole) : Optional.empty();
        } catch (MalformedReportException e) {
            return Optional.empty();
        }
    }

    private static void checkSize(int length) {
        if (length > LARGEST_EVENT) {
            throw new MalformedReportException(List.of("event: larger than " + LARGEST_EVENT / 1024 + " KB"));
        }
    }

    private static String kind(String type) {
        boolean plain = !type.isEmpty()
                && type.length() <= 40
                && type.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
        return plain ? type : "an item of another kind";
    }
}
