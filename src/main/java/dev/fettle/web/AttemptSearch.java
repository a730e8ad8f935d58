package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which attempts a page is asked for. */
record AttemptSearch(AttemptFilter filter, int offset) {
    static AttemptSearch of(Context ctx) {
        return new AttemptSearch(
                new AttemptFilter(
                        ctx.queryParam("engine"),
                        flag(ctx.queryParam("success")),
                        flag(ctx.queryParam("plausible")),
                        ctx.queryParam("reason"),
                        ctx.queryParam("gate"),
                        ctx.queryParam("outcome"),
                        null),
                TicketSearch.number(TicketSearch.text(ctx, "offset"), 10_000_000));
    }

    /** What is chosen, in words. */
    Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        put(chosen, "Engine", filter.engine());
        put(chosen, "Every gate passed", yes(filter.success()));
        put(chosen, "A change that passes every test was found", yes(filter.plausible()));
        put(chosen, "Reason", filter.reason());
        put(chosen, "Gate", filter.gate());
        put(chosen, "It said", filter.outcome());
        return chosen;
    }

    private static void put(Map<String, String> chosen, String name, @Nullable String value) {
        if (value != null) {
            chosen.put(name, value.isEmpty() ? "none" : value);
        }
    }

    private static @Nullable String yes(@Nullable Boolean flag) {
        return flag == null ? null : flag ? "yes" : "no";
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return text == null ? null : Boolean.valueOf(text);
    }
}
