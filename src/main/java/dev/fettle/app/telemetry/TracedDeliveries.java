package dev.fettle.app.telemetry;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The inbox; what it stores begins a trace. What it knows already began one when it came first. */
final class TracedDeliveries implements DeliveryLog {
    private final DeliveryLog log;
    private final Traces traces;

    TracedDeliveries(DeliveryLog log, Traces traces) {
        this.log = log;
        this.traces = traces;
    }

    @Override
    public Acceptance accept(Delivery delivery) {
        Span span = begun(delivery);
        return ended(span, log.accept(delivery));
    }

    @Override
    public CompletableFuture<Acceptance> acceptSoon(Delivery delivery) {
        Span span = begun(delivery);
        return log.acceptSoon(delivery).thenApply(acceptance -> ended(span, acceptance));
    }

    private Span begun(Delivery delivery) {
        return traces.ids()
                .named(
                        WayIds.ofDelivery(delivery.id()),
                        () -> traces.span("delivery")
                                .setSpanKind(SpanKind.SERVER)
                                .setAttribute("fettle.delivery", delivery.id())
                                .setAttribute("fettle.source", delivery.source())
                                .setAttribute("fettle.event", delivery.event())
                                .startSpan());
    }

    private static Acceptance ended(Span span, Acceptance acceptance) {
        if (acceptance == Acceptance.STORED) {
            span.end(); // one that does not end is not handed over
        }
        return acceptance;
    }

    @Override
    public Optional<Delivery> find(String id) {
        return log.find(id);
    }

    @Override
    public void settle(String id, String outcome, String detail) {
        Span.current().setAttribute("fettle.outcome", outcome);
        log.settle(id, outcome, detail);
    }

    @Override
    public void reopen(String id) {
        log.reopen(id);
    }

    @Override
    public boolean settled(String id) {
        return log.settled(id);
    }

    @Override
    public List<Entry> recent(int most) {
        return log.recent(most);
    }

    @Override
    public Optional<java.time.Instant> lastAccepted() {
        return log.lastAccepted();
    }
}
