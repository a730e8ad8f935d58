package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.forge.github.GitHubServer.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What GitHub keeps of its attempts to deliver: the newest first, two a page, each answer with the cursor of the next. */
final class HookRoutes {
    /** Deliveries on a page of the list. */
    int page = 2;

    private final String origin;
    private final List<Tried> tried = new ArrayList<>();
    final List<Long> redelivered = new ArrayList<>();

    private record Tried(long id, String guid, int status, Instant at) {}

    HookRoutes(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    /** GitHub tries to deliver. */
    void tried(String guid, int status, Instant at) {
        tried.add(0, new Tried(1000 + tried.size(), guid, status, at));
    }

    ResponseDefinition answer(Seen request) {
        String[] parts = request.path().split("/");
        if (request.method().equals("POST")) {
            redelivered.add(Long.parseLong(parts[4]));
            return GitHubRoutes.json(202, Json.object());
        }
        String cursor = GitHubRoutes.parameter(request, "cursor");
        int start = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring("v1_".length()));
        ArrayNode list = Json.object().putArray("list");
        tried.stream()
                .skip(start)
                .limit(page)
                .forEach(each -> list.addObject()
                        .put("id", each.id())
                        .put("guid", each.guid())
                        .put("delivered_at", each.at().toString())
                        .put("redelivery", false)
                        .put("status", each.status() == 0 ? "failed to connect" : "some words")
                        .put("status_code", each.status())
                        .put("event", "issues")
                        .put("action", "labeled"));
        var answer = WireMock.aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(new String(Json.write(list), StandardCharsets.UTF_8));
        if (start + page < tried.size()) {
            answer.withHeader(
                    "Link",
                    "<" + origin + "/app/hook/deliveries?per_page=100&cursor=v1_" + (start + page) + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
