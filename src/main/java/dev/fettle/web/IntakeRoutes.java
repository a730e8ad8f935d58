package dev.fettle.web;

import dev.fettle.intake.IntakeSource;
import io.javalin.http.Context;
import java.util.List;

/** All addresses for reports. */
final class IntakeRoutes {
    static final List<IntakeRoute> ALL = List.of(
            IntakeRoute.direct("/api/v1/exceptions", IntakeSource.EXCEPTIONS),
            IntakeRoute.direct("/api/v1/performance", IntakeSource.PERFORMANCE),
            IntakeRoute.direct("/api/v1/feedback", IntakeSource.FEEDBACK),
            IntakeRoute.direct("/api/v1/alerts", IntakeSource.ALERTS),
            IntakeRoute.collected("/api/v1/sarif", IntakeSource.SARIF),
            IntakeRoute.sentry("/api/{project}/envelope"),
            IntakeRoute.sentry("/api/{project}/store"),
            IntakeRoute.otlp("/otlp/v1/logs"),
            IntakeRoute.otlp("/otlp/v1/traces"),
            IntakeRoute.otlp("/otlp/v1/metrics"));

    private IntakeRoutes() {}

    /** Whether a request needs nobody's session and no host name of ours: a report proves itself by its key. A webhook, which does by its signature, never comes so far. */
    static boolean provesItself(Context ctx) {
        return isReport(ctx.method().name(), ctx.path());
    }

    /** Whether a request goes to one of them. */
    static boolean isReport(String method, String path) {
        return method.equals("POST") && ALL.stream().anyMatch(route -> route.isAt(path));
    }
}
