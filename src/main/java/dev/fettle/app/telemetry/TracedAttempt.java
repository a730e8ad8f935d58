package dev.fettle.app.telemetry;

import dev.fettle.backlog.Ticket;
import dev.fettle.repair.Progress;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An attempt as a span in the trace of its ticket, and each stage of it as one below. */
final class TracedAttempt implements Progress {
    private final Traces traces;
    private @Nullable OpenSpan attempt;
    private @Nullable Span stage;

    TracedAttempt(Traces traces) {
        this.traces = traces;
    }

    @Override
    public synchronized void attempt(Ticket ticket) {
        attempt = new OpenSpan(traces.span("attempt", ticket).startSpan());
    }

    @Override
    public synchronized void stage(Stage begins) {
        OpenSpan open = attempt;
        if (open == null) {
            return;
        }
        endStage();
        stage = traces.span(begins.name().toLowerCase(Locale.ROOT))
                .setParent(Context.root().with(open.span()))
                .startSpan();
    }

    @Override
    public void note(String text) {
        // What it says may quote the repository.
    }

    @Override
    public synchronized void attemptEnded(String outcome) {
        OpenSpan open = attempt;
        if (open != null) {
            endStage();
            open.outcome(outcome);
            open.close();
            attempt = null;
        }
    }

    private void endStage() {
        Span open = stage;
        if (open != null) {
            open.end();
            stage = null;
        }
    }
}
