package dev.fettle.web;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that the pages need beside themselves: the style sheet, the script that keeps them fresh, and the icon. */
final class Assets implements WebServer.Routes {
    private static final Map<String, String> TYPES = Map.of(
            "fettle.css", "text/css; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8",
            "fettle.svg", "image/svg+xml");

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Assets() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
    }

    @Override
    public void add(JavalinConfig config) {
        files.forEach((name, bytes) -> config.routes.get(
                "/assets/" + name,
                ctx -> ctx.contentType(TYPES.get(name))
                        .header("Cache-Control", "max-age=300")
                        .result(bytes)));
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
