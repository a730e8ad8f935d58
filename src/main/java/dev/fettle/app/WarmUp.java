package dev.fettle.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server that has just begun to listen for its own pages, beside its work, so that no person waits for classes to be loaded and templates to be made ready. Where persons sign in, it gets as far as the door.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** In the order in which a person would open them. */
    static final List<String> PATHS = List.of(
            "/",
            "/tickets",
            "/tickets/none",
            "/health",
            "/funnel",
            "/engines",
            "/trust",
            "/api/v1/dashboard",
            "/assets/fettle.css");

    private final String url;

    /** @param url where the server listens */
    WarmUp(String url) {
        this.url = url;
    }

    /** On a thread of its own, which keeps no process alive. */
    Thread begin() {
        Thread thread = new Thread(this::askForAll, "warm-up");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void askForAll() {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (String path : PATHS) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Accept", path.startsWith("/api") ? "application/json" : "text/html")
                        .header("Accept-Encoding", "gzip")
                        .build();
                http.send(request, BodyHandlers.discarding());
            } catch (IOException e) {
                // Nobody asked for it: who comes first waits a little, as they would without.
                LOG.debug("{} was not made ready: {}", path, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
