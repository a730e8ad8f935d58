package dev.fettle.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code GET /metrics}: what Prometheus reads. Counts, times and sizes; no text of anybody. */
final class MetricsRoutes implements WebServer.Routes {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String STARTED = "fettle.started";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Supplier<List<Measure>> measures;
    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private final Map<Answers, Timer> timers = new ConcurrentHashMap<>();

    private record Answers(String part, int status) {}

    /** @param measures taken anew at each question */
    MetricsRoutes(Supplier<List<Measure>> measures) {
        this.measures = measures;
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.before(ctx -> ctx.attribute(STARTED, System.nanoTime()));
        config.routes.after(this::answered);
        config.routes.get("/metrics", this::scrape);
    }

    /** By the first part of the path, which has few values; what is behind it is told by strangers. */
    private void answered(Context ctx) {
        Long started = ctx.attribute(STARTED);
        if (started == null) {
            return;
        }
        answered(ctx.path(), ctx.status().getCode(), started);
    }

    /** @param started as {@link System#nanoTime()} had it */
    void answered(String path, int status, long started) {
        timers.computeIfAbsent(new Answers(part(path), status), this::timer)
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answers answers) {
        return Timer.builder("fettle_http_requests")
                .description("Requests that were answered, and how long that took")
                .tag("part", answers.part())
                .tag("status", Integer.toString(answers.status()))
                .register(registry);
    }

    private static String part(String path) {
        for (String known : List.of("/webhooks/", "/api/", "/health/", "/metrics", "/tickets", "/forge")) {
            if (path.startsWith(known)) {
                return known.replace("/", "");
            }
        }
        return "other";
    }

    private void scrape(Context ctx) {
        Map<String, List<Measure>> byName = measures.get().stream()
                .collect(Collectors.groupingBy(Measure::name, LinkedHashMap::new, Collectors.toList()));
        byName.forEach((name, some) -> gauges.computeIfAbsent(
                        name,
                        n -> MultiGauge.builder(n)
                                .description(some.get(0).help())
                                .register(registry))
                .register(
                        some.stream().<MultiGauge.Row<?>>map(MetricsRoutes::row).toList(), true));
        gauges.forEach((name, gauge) -> {
            if (!byName.containsKey(name)) {
                gauge.register(List.of(), true); // else its last numbers would be told for ever
            }
        });
        ctx.contentType(CONTENT_TYPE).result(registry.scrape());
    }

    private static MultiGauge.Row<Number> row(Measure measure) {
        Tags tags = Tags.of(measure.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList());
        return MultiGauge.Row.of(tags, measure.value());
    }
}
