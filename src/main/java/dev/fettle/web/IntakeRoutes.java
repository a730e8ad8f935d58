package dev.fettle.web;

import dev.fettle.intake.IntakeSource;
import java.util.List;

/** All addresses for reports. */
final class IntakeRoutes {
    static final List<IntakeRoute> ALL = List.of(
            IntakeRoute.direct("/api/v1/exceptions", IntakeSource.EXCEPTIONS),
            IntakeRoute.direct("/api/v1/performance", IntakeSource.PERFORMANCE),
            IntakeRoute.direct("/api/v1/feedback", IntakeSource.FEEDBACK),
            IntakeRoute.direct("/api/v1/alerts", IntakeSource.ALERTS));

    private IntakeRoutes() {}

    /** Whether a request goes to one of them: what comes there proves itself by its key, and may come under any host name. */
    static boolean isReport(String method, String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return method.equals("POST")
                && ALL.stream().anyMatch(route -> route.path().equals(plain));
    }
}
