package dev.fettle.app;

import dev.fettle.base.Redactor;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.improve.Listening;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.alert.AlertReports;
import dev.fettle.intake.analysis.SarifReports;
import dev.fettle.intake.direct.DirectReports;
import dev.fettle.intake.otlp.OtlpReports;
import dev.fettle.intake.sentry.SentryReports;
import dev.fettle.store.Stores;
import dev.fettle.web.IntakeParts;
import java.util.Map;

/** What takes in reports from programs outside. */
final class IntakeWiring {
    private IntakeWiring() {}

    static IntakeParts parts(Stores stores, Listening listening, Redactor redactor, IntakeLimits limits) {
        return new IntakeParts(stores.intakeKeys(), stores.reports(), readers(redactor), listening::refusal, limits);
    }

    /** A reader for each format. */
    static Map<IntakeSource, ReportReader> readers(Redactor redactor) {
        return Map.of(
                IntakeSource.EXCEPTIONS,
                DirectReports.exceptions(redactor),
                IntakeSource.PERFORMANCE,
                DirectReports.performance(redactor),
                IntakeSource.FEEDBACK,
                DirectReports.feedback(redactor),
                IntakeSource.SENTRY,
                new SentryReports(redactor),
                IntakeSource.OTLP,
                new OtlpReports(redactor),
                IntakeSource.ALERTS,
                new AlertReports(redactor),
                IntakeSource.SARIF,
                new SarifReports(redactor));
    }
}
