package dev.fettle.web;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The style sheet, which is all that the pages need beside themselves. */
final class Assets implements WebServer.Routes {
    private static final String STYLE = "fettle.css";

    private final byte[] style;

    Assets() {
        try (InputStream in = Assets.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + STYLE);
            }
            this.style = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get(
                "/assets/" + STYLE,
                ctx -> ctx.contentType("text/css; charset=utf-8")
                        .header("Cache-Control", "max-age=300")
                        .result(style));
    }
}
