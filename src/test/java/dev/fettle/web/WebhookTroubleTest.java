package dev.fettle.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be kept is answered 503 over HTTP, and never 202: the sender has it still. */
class WebhookTroubleTest {
    @TempDir
    Path folder;

    @Test
    void aDatabaseThatIsTakenAwayIsNotReplacedAndGoesOnWhenItIsBack() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            assertThat(deliver(server, "first").statusCode()).isEqualTo(202);
            Path database = folder.resolve("fettle.db");
            Path away = folder.resolve("away");
            Files.move(database, away);

            HttpResponse<String> refused = deliver(server, "second");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(database).doesNotExist();
            Files.move(away, database);
            assertThat(deliver(server, "second").statusCode()).isEqualTo(202);
            assertThat(server.kept()).isEqualTo(2);
        }
    }

    @Test
    void anotherDatabaseInItsPlaceIsNotWrittenTo() throws Exception {
        Path other = folder.resolve("other");
        new TestServer(other).close();
        Path own = folder.resolve("own");
        try (TestServer server = new TestServer(own)) {
            byte[] before = Files.readAllBytes(other.resolve("fettle.db"));
            Files.delete(own.resolve("fettle.db"));
            Files.copy(other.resolve("fettle.db"), own.resolve("fettle.db"));

            assertThat(deliver(server, "first").statusCode()).isEqualTo(503);
            assertThat(Files.readAllBytes(own.resolve("fettle.db"))).isEqualTo(before);
        }
    }

    @Test
    void whatIsAboveTheQueuesLimitIsSentAgainLater() {
        try (TestServer server = TestServer.holding(folder, 3)) {
            int accepted = 0;
            HttpResponse<String> last = deliver(server, "burst-0");
            while (last.statusCode() == 202 && accepted < 5_000) {
                accepted++;
                last = deliver(server, "burst-" + accepted);
            }

            // How much waits is counted once a second, so some more come through.
            assertThat(accepted).isBetween(3, 4_999);
            assertThat(last.statusCode()).isEqualTo(503);
            assertThat(last.headers().firstValue("Retry-After")).contains("10");
            assertThat(server.kept()).isEqualTo(accepted);
        }
    }

    private static HttpResponse<String> deliver(TestServer server, String id) {
        return server.deliver("ping", id, ("{\"zen\":\"" + id + "\"}").getBytes(UTF_8));
    }
}
