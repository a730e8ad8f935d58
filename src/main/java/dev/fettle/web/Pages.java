package dev.fettle.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** Answers with a page. */
final class Pages {
    private final boolean ownForge;

    /** @param ownForge whether the way to the forge's pages is shown */
    Pages(boolean ownForge) {
        this.ownForge = ownForge;
    }

    /** With what stands on every page for that onlooker. */
    void show(Context ctx, Onlooker onlooker, String template, Map<String, Object> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("ownForge", ownForge);
        whole.put("onlooker", onlooker.note());
        whole.put("warnings", onlooker.warnings());
        ctx.contentType("text/html; charset=utf-8").render(template, whole);
    }
}
