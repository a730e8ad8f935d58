package dev.fettle.app.telemetry;

import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.util.Locale;
import java.util.Optional;

/** A worker whose items are spans: a delivery's under its acceptance. Of a cycle, and of what is sent, only what concerns a ticket is one. */
final class TracedWorker implements Worker {
    private final Worker worker;
    private final Traces traces;

    TracedWorker(Worker worker, Traces traces) {
        this.worker = worker;
        this.traces = traces;
    }

    @Override
    public Result work(WorkItem item) {
        if (item.kind() == Kind.CYCLE || item.kind() == Kind.OUTBOX || item.kind() == Kind.MERGE) {
            return worker.work(item);
        }
        boolean delivery = item.kind() == Kind.TRIAGE;
        var parent = delivery
                ? Optional.of(WayIds.ofDelivery(item.key()))
                : Optional.<io.opentelemetry.api.trace.SpanContext>empty();
        try (OpenSpan open =
                new OpenSpan(Traces.under(traces.span(item.kind().name().toLowerCase(Locale.ROOT)), parent)
                        .setAttribute(delivery ? "fettle.delivery" : "fettle.item", item.key())
                        .startSpan())) {
            try {
                return worker.work(item);
            } catch (RuntimeException e) {
                open.failed(e);
                throw e;
            }
        }
    }
}
