package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be changed over HTTP: the inboxes take deliveries and reports, and nothing else takes anything. */
class OneDoorTest {
    @TempDir
    Path folder;

    @Test
    void nothingButTheInboxesTakesAnything() {
        try (TestServer server = new TestServer(folder)) {
            for (String path : List.of(
                    "/",
                    "/tickets",
                    "/tickets/manual_001",
                    "/tickets/manual_001/approve",
                    "/api/v1/status",
                    "/api/v1/tickets",
                    "/api/v1/tickets/manual_001",
                    "/api/v1/tickets/manual_001/approve",
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/setup",
                    "/login")) {
                for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                    var answer = server.send(HttpRequest.newBuilder(server.uri(path))
                            .method(method, HttpRequest.BodyPublishers.ofString("{}")));
                    assertThat(answer.statusCode()).as(method + " " + path).isIn(404, 405);
                }
            }
            assertThat(server.kept()).isZero();
        }
    }
}
