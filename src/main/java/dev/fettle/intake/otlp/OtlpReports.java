package dev.fettle.intake.otlp;

import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads export requests of OpenTelemetry: log records and span events that carry {@code exception.type}, {@code exception.message} and {@code exception.stacktrace}. Of their
 * resources the revision of the program is; bodies of log records, all other attributes and scopes are never looked at.
 */
public final class OtlpReports implements ReportReader {
    private final Redactor redactor;

    public OtlpReports(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public Reading read(Incoming incoming) {
        boolean json = json(incoming.contentType());
        boolean traces = incoming.address().endsWith("traces");
        if (!traces && !incoming.address().endsWith("logs")) {
            return new Reading(List.of(), List.of("metrics"));
        }
        byte[] body = incoming.body();
        List<Carried> carried = traces
                ? (json ? JsonExport.traces(body) : BinaryExport.traces(body))
                : (json ? JsonExport.logs(body) : BinaryExport.logs(body));
        List<Report> reports = new ArrayList<>();
        Set<Carried> passing = new HashSet<>();
        boolean others = false;
        for (Carried each : carried) {
            if (!each.isException()) {
                others = true;
            } else if (!traces
                    || each.trace().isEmpty()
                    || passing.add(new Carried("", each.trace(), 0, each.attributes()))) {
                // What passes through several spans of one trace is recorded in each of them, and was thrown once.
                exception(each, incoming.repository(), incoming.receivedAt()).ifPresent(reports::add);
            }
        }
        return new Reading(
                reports,
                others
                        ? List.of(traces ? "span events without an exception" : "log records without an exception")
                        : List.of());
    }

    private Optional<Report> exception(Carried carried, RepositoryRef repository, Instant receivedAt) {
        ForeignText text = new ForeignText(redactor);
        return text.exception(
                        repository,
                        carried.time(receivedAt),
                        carried.get(Carried.TYPE),
                        carried.get(Carried.MESSAGE),
                        carried.get(Carried.STACK_TRACE))
                .map(seen -> Report.of(seen.in(text.revision(carried.revision()))));
    }

    private static boolean json(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            return true;
        }
        if (type.startsWith("application/x-protobuf")) {
            return false;
        }
        throw new MalformedReportException(
                List.of("Content-Type: expected application/x-protobuf or application/json"));
    }
}
