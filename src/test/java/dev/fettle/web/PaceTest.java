package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.improve.ApiKey.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that ask too often wait; whoever has another key does not. */
class PaceTest {
    private static final int BURST = 300;
    private static final int KNOCKS = 30;
    private static final String LIST = "/api/v1/tickets?limit=1";

    @TempDir
    Path folder;

    private TestServer server;
    private ProgramsClient hasty;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        hasty = ProgramsClient.of(server, Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> knock(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path)).header("Authorization", "Bearer no-key");
        return server.send(path.equals("/mcp") ? request.POST(HttpRequest.BodyPublishers.ofString("{}")) : request);
    }

    private void askedUp() {
        assertThat(IntStream.range(0, BURST).map(i -> hasty.get(LIST).statusCode()))
                .containsOnly(200);
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToAskAgain() {
        askedUp();
        HttpResponse<String> refused = hasty.get(LIST);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("at most 10 times a second");

        server.now = server.now.plusSeconds(1);
        assertThat(hasty.get(LIST).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherKeyDoesNotWaitForIt() {
        askedUp();

        assertThat(hasty.get(LIST).statusCode()).isEqualTo(429);
        assertThat(ProgramsClient.of(server, Scope.READ).get(LIST).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        ProgramsClient writer = ProgramsClient.of(server, Scope.WRITE);
        IntStream.range(0, BURST).forEach(i -> writer.get(LIST));
        HttpResponse<String> refused = writer.post(
                "/api/v1/tickets",
                "{\"id\": \"manual_001\", \"repository\": \"acme/shop\", \"title\": \"Mend the till\"}");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(server.backlog().find("manual_001")).isEmpty();
    }

    @Test
    void whoGuessesKeysIsSlowedDownByAddressAtBothDoors() {
        for (int i = 0; i < KNOCKS; i++) {
            assertThat(knock(i % 2 == 0 ? LIST : "/mcp").statusCode()).isEqualTo(401);
        }
        for (String door : new String[] {LIST, "/mcp"}) {
            HttpResponse<String> refused = knock(door);
            assertThat(refused.statusCode()).as(door).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).as(door).contains("1");
        }
        assertThat(hasty.get(LIST).statusCode())
                .as("a key from the same address, as behind a proxy")
                .isEqualTo(200);

        server.now = server.now.plusSeconds(2);
        assertThat(knock(LIST).statusCode()).isEqualTo(401);
    }

    @Test
    void bothDoorsCountTogether() {
        String key = server.stores
                .apiKeys()
                .add("an assistant", Scope.READ, Optional.empty(), Optional.empty())
                .text();
        for (int i = 0; i < BURST; i++) {
            HttpResponse<String> listed =
                    server.send(HttpRequest.newBuilder(server.uri(LIST)).header("Authorization", "Bearer " + key));
            assertThat(listed.statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = server.send(HttpRequest.newBuilder(server.uri("/mcp"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}")));

        assertThat(refused.statusCode()).isEqualTo(429);
    }
}
