package dev.fettle.intake;

import dev.fettle.base.settings.Sources;
import java.util.Locale;

/** A way in for what programs outside saw; each has keys of its own. */
public enum IntakeSource {
    /** {@code POST /api/v1/exceptions}. */
    EXCEPTIONS,
    /** {@code POST /api/v1/performance}. */
    PERFORMANCE,
    /** {@code POST /api/v1/feedback}. */
    FEEDBACK,
    /** Sentry's protocol. */
    SENTRY,
    /** OpenTelemetry's logs and traces over HTTP. */
    OTLP,
    /** Prometheus Alertmanager's webhook. */
    ALERTS,
    /** SARIF 2.1.0 of any analyser, {@code POST /api/v1/sarif}. */
    SARIF;

    /** As commands, documents and settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the switch in a repository's settings that this source obeys. */
    public String switchName() {
        return switch (this) {
            case EXCEPTIONS, SENTRY, OTLP -> "sources.exceptions";
            case PERFORMANCE, ALERTS -> "sources.performance";
            case FEEDBACK -> "sources.user_feedback";
            case SARIF -> "sources.code_analysis";
        };
    }

    /** Whether a repository listens to it. */
    public boolean isOn(Sources sources) {
        return switch (this) {
            case EXCEPTIONS, SENTRY, OTLP -> sources.exceptions();
            case PERFORMANCE, ALERTS -> sources.performance();
            case FEEDBACK -> sources.userFeedback();
            case SARIF -> sources.codeAnalysis();
        };
    }
}
