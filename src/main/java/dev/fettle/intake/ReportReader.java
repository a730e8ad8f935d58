package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import java.time.Instant;
import java.util.List;

/** Reads one source's format. What it returns holds nothing that may not be written: texts are redacted, everything that is not on the list of what a repair needs is left out. */
@FunctionalInterface
public interface ReportReader {
    /**
     * Reads what was sent.
     *
     * @throws MalformedReportException when it is not what the format says
     */
    Reading read(Incoming incoming);

    /**
     * What came in.
     *
     * @param repository it is about, as the key says and never the body
     * @param address it came to, such as {@code /otlp/v1/logs}
     * @param contentType the header, "" for none
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes as they came; never compared
    record Incoming(RepositoryRef repository, String address, String contentType, byte[] body, Instant receivedAt) {}

    /**
     * What was understood.
     *
     * @param ignored names of fields or kinds of items that were left out, for the sender; never a value
     */
    record Reading(List<Report> reports, List<String> ignored) {
        public Reading {
            reports = List.copyOf(reports);
            ignored = List.copyOf(ignored);
        }

        /** How many of what it told may become tickets. */
        public long told() {
            return reports.stream()
                    .filter(report -> !(report.signal() instanceof Signal.AnalysisEnded))
                    .count();
        }
    }
}
