package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's description has every route that there is, and no other. */
class OpenApiTest {
    private static final String HERE = "/api/v1/";

    @TempDir
    Path folder;

    @Test
    void everyRouteIsDescribedAndEveryDescribedOneIsARoute() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            JsonNode description = new ObjectMapper()
                    .readTree(server.get("/api/v1/openapi.json").body());
            Set<String> described = new TreeSet<>();
            description
                    .path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method ->
                                    described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

            assertThat(described)
                    .isEqualTo(server.routes().stream()
                            .filter(route -> route.contains(" " + HERE))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyDescribedOperationAnswersAsItSays() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            String json = server.get("/api/v1/openapi.json").body();
            ApiDescription described = new ApiDescription(json);
            for (var path : new ObjectMapper().readTree(json).path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    server.uri(path.getKey().replace("{id}", "nobody")))
                            .header("Content-Type", "application/json")
                            .method(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getKey().equals("get")
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString("{}"));
                    assertThat(described.complaints(server.send(request)))
                            .as(method.getKey() + " " + path.getKey())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void anAnswerThatIsNotAsDescribedWouldBeSeen() {
        try (TestServer server = new TestServer(folder)) {
            ApiDescription described =
                    new ApiDescription(server.get("/api/v1/openapi.json").body());

            assertThat(described.complaints(
                            "GET", "/api/v1/status", 200, "application/json", "{\"total_tickets\":\"3\"}"))
                    .isNotEmpty();
            assertThat(described.complaints("GET", "/api/v1/status", 418, "application/json", "{}"))
                    .isNotEmpty();
            assertThat(described.complaints(
                            "GET", "/api/v1/tickets/x", 404, "application/problem+json", "{\"status\":404}"))
                    .isNotEmpty();
        }
    }
}
