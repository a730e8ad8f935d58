package dev.fettle.web;

import dev.fettle.intake.ReportReader.Reading;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a sender is answered, in the form that its protocol has. */
interface IntakeReplies {
    /** Fettle's own form. */
    IntakeReplies DIRECT = new IntakeReplies() {};

    /** It is on the disk. */
    default void accepted(Context ctx, Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "accepted");
        json.put("reports", reading.told());
        if (!reading.ignored().isEmpty()) {
            json.put("ignored", reading.ignored());
        }
        ctx.status(HttpStatus.ACCEPTED).json(json);
    }

    /**
     * Nothing of it is kept.
     *
     * @param mistakes what is to be done otherwise, a phrase each; may be empty
     */
    default void refused(Context ctx, HttpStatus status, String why, List<String> mistakes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", why);
        if (!mistakes.isEmpty()) {
            json.put("mistakes", mistakes);
        }
        ctx.status(status).json(json);
    }

    /** Nothing of it is kept now, and it may be sent again. */
    default void later(Context ctx, HttpStatus status, String why, int seconds) {
        ctx.header("Retry-After", Integer.toString(seconds));
        refused(ctx, status, why, List.of());
    }
}
