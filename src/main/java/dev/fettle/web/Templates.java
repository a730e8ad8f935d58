package dev.fettle.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.rendering.FileRenderer;
import java.util.HashMap;
import java.util.Map;

/** Renders the templates that the build compiled; they escape whatever they are given. */
final class Templates implements FileRenderer {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    @Override
    public String render(String template, Map<String, ? extends Object> model, Context ctx) {
        StringOutput output = new StringOutput();
        engine.render(template, new HashMap<>(model), output);
        return output.toString();
    }
}
