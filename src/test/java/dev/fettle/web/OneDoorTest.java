package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.TicketFilter;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be changed over HTTP without a key: the inboxes take deliveries and reports, and nothing else takes anything. */
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
                    "/api/v1/tickets/manual_001/reject",
                    "/api/v1/tickets/manual_001/retry",
                    "/api/v1/cycles",
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/setup",
                    "/login")) {
                for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                    var answer = server.send(HttpRequest.newBuilder(server.uri(path))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"repository\":\"acme/shop\",\"title\":\"Mend the till\"}")));
                    assertThat(answer.statusCode()).as(method + " " + path).isIn(401, 404, 405);
                }
            }
            assertThat(server.kept()).isZero();
            assertThat(server.backlog().list(TicketFilter.ALL)).isEmpty();
            assertThat(server.stores.queued()).isEmpty();
            assertThat(server.stores.audit().recent(10)).isEmpty();
        }
    }
}
