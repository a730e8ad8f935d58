package dev.fettle.app.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.slf4j.MDC;

/** A span that this thread is in: what is logged meanwhile names it, what is made meanwhile stands under it. */
final class OpenSpan implements AutoCloseable {
    private static final String TRACE_ID = "trace_id";
    private static final String SPAN_ID = "span_id";

    private final Span span;
    private final Scope scope;
    private final List<MDC.MDCCloseable> named;

    @SuppressWarnings("MustBeClosedChecker") // close() does
    OpenSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
        this.named = List.of(
                MDC.putCloseable(TRACE_ID, span.getSpanContext().getTraceId()),
                MDC.putCloseable(SPAN_ID, span.getSpanContext().getSpanId()));
    }

    /** How it ended, by a name of ours. */
    void outcome(String name) {
        span.setAttribute("fettle.outcome", name);
    }

    /** It broke off. The message of what was thrown may quote anybody, so it stays here. */
    void failed(Throwable thrown) {
        span.setStatus(StatusCode.ERROR, thrown.getClass().getSimpleName());
    }

    Span span() {
        return span;
    }

    @Override
    public void close() {
        named.forEach(MDC.MDCCloseable::close);
        scope.close();
        span.end();
    }
}
