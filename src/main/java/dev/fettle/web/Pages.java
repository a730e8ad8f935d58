package dev.fettle.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** Answers with a page. */
final class Pages {
    private Pages() {}

    /** @param ownForge whether the way to the forge's pages is shown */
    static void show(Context ctx, String template, Map<String, Object> model, boolean ownForge) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("ownForge", ownForge);
        ctx.contentType("text/html; charset=utf-8").render(template, whole);
    }
}
