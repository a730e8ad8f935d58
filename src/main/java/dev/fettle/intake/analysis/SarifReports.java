package dev.fettle.intake.analysis;

import dev.fettle.base.Redactor;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads SARIF 2.1.0 that a tool or its CI job sends. What its results are taken for is as in a file; nothing of them is mended by itself. */
public final class SarifReports implements ReportReader {
    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;

    private final Redactor redactor;

    public SarifReports(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public Reading read(Incoming incoming) {
        SarifLog log;
        try {
            log = SarifReader.read(incoming.body(), incoming.repository(), incoming.receivedAt());
        } catch (UnreadableException e) {
            throw new MalformedReportException(List.of("body: " + e.getMessage()));
        }
        ForeignText text = new ForeignText(redactor);
        List<Report> reports = new ArrayList<>();
        log.findings().stream().limit(MOST).forEach(finding -> reports.add(Report.of(clean(finding, text))));
        List<String> ignored = new ArrayList<>();
        log.notTaken().forEach((reason, count) -> ignored.add(named(reason, count)));
        if (log.findings().size() > MOST) {
            ignored.add(named(NotTaken.TOO_MANY, log.findings().size() - MOST));
        } else {
            // After what it found, so that this has its tickets by then.
            log.analyses().stream()
                    .filter(Signal.AnalysisEnded::whole)
                    .filter(ended -> ended.present().size() <= MOST)
                    .forEach(ended -> reports.add(Report.of(clean(ended, text))));
        }
        return new Reading(reports, ignored);
    }

    private static String named(NotTaken reason, int count) {
        return count + " " + reason.name().toLowerCase(Locale.ROOT);
    }

    private static Signal clean(Signal.AnalysisEnded ended, ForeignText text) {
        return new Signal.AnalysisEnded(
                ended.repository(),
                ended.seenAt(),
                text.name(ended.tool()),
                text.name(ended.category()),
                text.name(ended.branch()),
                text.revision(ended.revision()),
                ended.whole(),
                ended.files().stream().map(text::name).toList(),
                ended.present().stream().map(found -> clean(found, text)).toList());
    }

    private static Signal.RuleFinding clean(Signal.RuleFinding found, ForeignText text) {
        return new Signal.RuleFinding(
                found.repository(),
                found.seenAt(),
                text.name(found.rule()),
                text.name(found.file()),
                found.line(),
                text.line(found.message(), LONGEST),
                found.severity(),
                text.name(found.identity()),
                text.line(found.solution(), LONGEST),
                false);
    }
}
