package dev.fettle.app.telemetry;

import dev.fettle.base.Sha256;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ids of traces and spans. A delivery's trace, and the span of its acceptance, are named by what is hashed of its id: whichever process works on it finds both without a note anywhere, and so does a person who has
 * the id. All others are random.
 */
final class WayIds implements IdGenerator {
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable SpanContext> next = new ThreadLocal<>();

    /** Where a delivery's trace begins. */
    static SpanContext ofDelivery(String id) {
        String digits = Sha256.hex(id);
        return SpanContext.createFromRemoteParent(
                digits.substring(0, TRACE_DIGITS),
                digits.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** What is begun by it on this thread has those ids. */
    <T> T named(SpanContext ids, Supplier<T> begun) {
        next.set(ids);
        try {
            return begun.get();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateTraceId() {
        SpanContext ids = next.get();
        return ids == null ? random.generateTraceId() : ids.getTraceId();
    }

    @Override
    public String generateSpanId() {
        SpanContext ids = next.get();
        return ids == null ? random.generateSpanId() : ids.getSpanId();
    }
}
