package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A program that uses a test's server with a key. Each answer must be as the API's own description says. */
final class ProgramsClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    final String key;
    private final TestServer server;
    private final ApiDescription described;

    private ProgramsClient(TestServer server, String key) {
        this.described = new ApiDescription(server.get("/api/v1/openapi.json").body());
        this.server = server;
        this.key = key;
    }

    static ProgramsClient of(TestServer server, Scope scope) {
        return new ProgramsClient(
                server,
                server.stores
                        .apiKeys()
                        .add("a test", scope, Optional.empty(), Optional.empty())
                        .text());
    }

    static ProgramsClient of(TestServer server, Scope scope, RepositoryRef only) {
        return new ProgramsClient(
                server,
                server.stores
                        .apiKeys()
                        .add("a test", scope, Optional.of(only), Optional.empty())
                        .text());
    }

    HttpResponse<String> get(String path) {
        return send(path, HttpRequest.newBuilder(server.uri(path)));
    }

    HttpResponse<String> post(String path, String body) {
        return send(
                path,
                HttpRequest.newBuilder(server.uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        HttpResponse<String> answer = server.send(request.header("Authorization", "Bearer " + key));
        assertThat(described.complaints(answer))
                .as(path + " as /api/v1/openapi.json has it")
                .isEmpty();
        return answer;
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }
}
