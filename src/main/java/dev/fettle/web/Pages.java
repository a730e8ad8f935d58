package dev.fettle.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** Answers with a page. */
final class Pages {
    /** Of a request: that its page is there already. */
    private static final String SHOWN = "page";

    private final boolean ownForge;

    /** @param ownForge whether the way to the forge's pages is shown */
    Pages(boolean ownForge) {
        this.ownForge = ownForge;
    }

    /** Whether a page says already why it is no other. */
    static boolean shown(Context ctx) {
        return ctx.attribute(SHOWN) != null;
    }

    /** With what stands on every page for that onlooker. */
    void show(Context ctx, Onlooker onlooker, String template, Map<String, Object> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("ownForge", ownForge);
        whole.put("onlooker", onlooker.note());
        whole.put("warnings", onlooker.warnings());
        ctx.attribute(SHOWN, template);
        ctx.contentType("text/html; charset=utf-8").render(template, whole);
    }
}
