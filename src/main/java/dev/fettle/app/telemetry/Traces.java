package dev.fettle.app.telemetry;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.improve.OutboxSender;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.repair.Progress;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One trace for the way of each delivery: accepted, triaged, the ticket that it made attempted in stages, the branch pushed, the pull request opened, merged. Switched off, everything is handed back as it
 * came. A span has ids, names of repositories and names of ours; no text of anybody's.
 */
public final class Traces implements AutoCloseable {
    /** In a ticket's metadata: the span in which it was made, as W3C's {@code traceparent}. */
    static final String PARENT = "trace";

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-01");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Of OpenTelemetry's own, which would write to the terminal past our log. */
    private static final Logger ITS_LOG = Logger.getLogger("io.opentelemetry");

    private final Optional<SdkTracerProvider> provider;
    private final WayIds ids = new WayIds();

    /**
     * @param endpoint of a collector that takes OTLP over HTTP, such as {@code http://localhost:4318}; "" for no traces at all
     * @param version of Fettle
     */
    public Traces(String endpoint, String version) {
        this.provider = endpoint.isEmpty() ? Optional.empty() : Optional.of(provider(endpoint, version));
    }

    private SdkTracerProvider provider(String endpoint, String version) {
        ITS_LOG.setLevel(Level.OFF); // TellingExporter says what an operator has to know
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.replaceFirst("/+$", "") + "/v1/traces")
                .setTimeout(PATIENCE)
                .build();
        return SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setResource(Resource.create(io.opentelemetry.api.common.Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "fettle",
                        AttributeKey.stringKey("service.version"),
                        version)))
                .addSpanProcessor(BatchSpanProcessor.builder(new TellingExporter(exporter, endpoint))
                        .build())
                .build();
    }

    /** The inbox, noting what it accepts. */
    public DeliveryLog deliveries(DeliveryLog log) {
        return provider.isEmpty() ? log : new TracedDeliveries(log, this);
    }

    /** The backlog, noting on a ticket in which span it was made. */
    public Backlog backlog(Backlog backlog) {
        return provider.isEmpty() ? backlog : new TracedBacklog(backlog);
    }

    /** Workers, each item of which is a span. */
    public Map<Kind, Worker> workers(Map<Kind, Worker> workers) {
        if (provider.isEmpty()) {
            return workers;
        }
        Map<Kind, Worker> traced = new EnumMap<>(Kind.class);
        workers.forEach((kind, worker) -> traced.put(kind, new TracedWorker(worker, this)));
        return traced;
    }

    /** Hears an attempt and its stages. */
    public Progress attempts() {
        return provider.isEmpty() ? Progress.SILENT : new TracedAttempt(this);
    }

    /** Hears what became of a proposal, and passes it on. */
    public OutboxSender.Listener proposals(OutboxSender.Listener listener, Backlog backlog) {
        return provider.isEmpty() ? listener : new TracedProposals(listener, backlog, this);
    }

    WayIds ids() {
        return ids;
    }

    /** A span that is to begin, with nothing above it. */
    SpanBuilder span(String name) {
        return tracer().spanBuilder(name).setNoParent();
    }

    /** A span that is to begin in the trace of a ticket. */
    SpanBuilder span(String name, Ticket ticket) {
        return under(span(name), parent(ticket.metadata().getOrDefault(PARENT, "")))
                .setAttribute("fettle.ticket", ticket.id())
                .setAttribute("fettle.repository", ticket.repository().slug());
    }

    static SpanBuilder under(SpanBuilder span, Optional<SpanContext> parent) {
        parent.ifPresent(above -> span.setParent(Context.root().with(Span.wrap(above))));
        return span;
    }

    static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
    }

    private static Optional<SpanContext> parent(String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent);
        return parts.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                        parts.group(1), parts.group(2), TraceFlags.getSampled(), TraceState.getDefault()))
                : Optional.empty();
    }

    private Tracer tracer() {
        return provider.orElseThrow().get("dev.fettle");
    }

    /** Hands over what is left, as long as that takes no more than a few seconds. */
    @Override
    public void close() {
        provider.ifPresent(open -> open.shutdown().join(GRACE.toSeconds(), TimeUnit.SECONDS));
    }
}
