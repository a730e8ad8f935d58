package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that takes nothing in tells how it is doing, and nothing else. */
class HealthServerTest {
    private final AtomicReference<Optional<String>> missing = new AtomicReference<>(Optional.empty());
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() {
        server = WebServer.health(
                WebSettings.forHealth("127.0.0.1", 0),
                missing::get,
                () -> List.of(new Measure("fettle_work_queued", "Work", Map.of("kind", "cycle"), 3)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itLivesAndIsReadyUntilSomethingIsMissing() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        missing.set(Optional.of("The database cannot be written."));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("The database cannot be written.");
    }

    @Test
    void aPortThatIsTakenIsSaidInASentence() {
        try (WebServer second =
                WebServer.health(WebSettings.forHealth("127.0.0.1", server.port()), missing::get, List::of)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(CannotListenException.class)
                    .hasMessageContaining("Port " + server.port() + " of 127.0.0.1 cannot be had: another program")
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void itsNumbersAreTold() throws Exception {
        assertThat(get("/metrics").body()).contains("fettle_work_queued{kind=\"cycle\"} 3.0", "jvm_memory_used_bytes");
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path : List.of("/", "/tickets", "/api/v1/status", "/webhooks/github", "/mcp")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
