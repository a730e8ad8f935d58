package dev.fettle.web;

import dev.fettle.intake.ReportReader.Reading;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As Sentry's clients want it: what they need not send at all, and for how long they are to send nothing. Pages of any site may read it: their errors are reported by browsers. */
final class SentryReplies implements IntakeReplies {
    private static final String LIMITS = "X-Sentry-Rate-Limits";
    private static final int A_DAY = 24 * 60 * 60;
    /** Kinds of items that are left out, and the clients' names for them. */
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("transaction", "transaction"),
            Map.entry("span", "span"),
            Map.entry("session", "session"),
            Map.entry("sessions", "session"),
            Map.entry("attachment", "attachment"),
            Map.entry("profile", "profile"),
            Map.entry("profile_chunk", "profile_chunk"),
            Map.entry("replay_event", "replay"),
            Map.entry("replay_recording", "replay"),
            Map.entry("check_in", "monitor"),
            Map.entry("log", "log_item"),
            Map.entry("feedback", "feedback"),
            Map.entry("statsd", "metric_bucket"),
            Map.entry("trace_metric", "trace_metric"));

    @Override
    public void accepted(Context ctx, Reading reading) {
        open(ctx);
        Set<String> unwanted = new LinkedHashSet<>();
        reading.ignored().forEach(kind -> {
            String category = CATEGORIES.get(kind);
            if (category != null) {
                unwanted.add(category);
            }
        });
        if (!unwanted.isEmpty()) {
            ctx.header(LIMITS, A_DAY + ":" + String.join(";", unwanted) + ":project:not_wanted");
        }
        ctx.status(HttpStatus.OK).json(Map.of("reports", reading.told(), "ignored", reading.ignored()));
    }

    @Override
    public void refused(Context ctx, HttpStatus status, String why, List<String> mistakes) {
        open(ctx);
        String detail = mistakes.isEmpty() ? why : why + ": " + String.join("; ", mistakes);
        ctx.header("X-Sentry-Error", detail);
        ctx.status(status).json(Map.of("detail", detail));
    }

    @Override
    public void later(Context ctx, HttpStatus status, String why, int seconds) {
        ctx.header("Retry-After", Integer.toString(seconds));
        ctx.header(LIMITS, seconds + "::key:" + (status == HttpStatus.TOO_MANY_REQUESTS ? "quota" : "busy"));
        refused(ctx, status, why, List.of());
    }

    private static void open(Context ctx) {
        ctx.header("Access-Control-Allow-Origin", "*");
        ctx.header("Access-Control-Expose-Headers", "Retry-After, " + LIMITS + ", X-Sentry-Error");
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
