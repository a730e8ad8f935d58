package dev.fettle.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can do its work, or says what is missing. */
final class HealthRoutes implements WebServer.Routes {
    private final Supplier<Optional<String>> missing;

    /** @param missing a sentence on what keeps us from working, empty when nothing does */
    HealthRoutes(Supplier<Optional<String>> missing) {
        this.missing = missing;
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/health/live", ctx -> ctx.json(Map.of("status", "live")));
        config.routes.get("/health/ready", ctx -> {
            Optional<String> what = missing.get();
            ctx.status(what.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                    .json(what.map(sentence -> Map.of("status", "not ready", "reason", sentence))
                            .orElse(Map.of("status", "ready")));
        });
    }
}
