package dev.fettle.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportLog.Pending;
import dev.fettle.intake.Signal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs report what they saw in Fettle's own format: who may, what is taken, and what is turned away in which words. */
class ReportIntakeTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final String TRACE =
            "Traceback (most recent call last):\\n  File \\\"core/search.py\\\", line 12, in run\\n"
                    + "    provider.generate_text(q)\\n  File \\\"core/providers.py\\\", line 40, in generate_text\\n    raise\\n"
                    + "AttributeError: 'NoneType' object has no attribute 'generate_text'";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String key(IntakeSource source) {
        return server.stores.intakeKeys().add(SHOP, source).text();
    }

    private HttpResponse<String> report(String key, String path, String body) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> exceptions(String body) {
        return report(key(IntakeSource.EXCEPTIONS), "/api/v1/exceptions", body);
    }

    private List<Signal> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW, 1_000).stream()
                .map(Pending::report)
                .map(report -> report.signal())
                .toList();
    }

    @Test
    void anExceptionIsTakenWithAllItsFields() {
        HttpResponse<String> answer =
                exceptions("{\"type\": \"AttributeError\", \"message\": \"'NoneType' object has no"
                        + " attribute 'generate_text'\", \"stack_trace\": \"" + TRACE + "\", \"file_path\":"
                        + " \"core/providers.py\", \"count\": 5, \"timestamp\": \"2025-12-30T15:30:00\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\",\"reports\":1}");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("AttributeError");
            assertThat(seen.message()).isEqualTo("'NoneType' object has no attribute 'generate_text'");
            assertThat(seen.files()).containsExactly("core/providers.py");
            assertThat(seen.count()).isEqualTo(5);
            assertThat(seen.seenAt()).isEqualTo(Instant.parse("2025-12-30T15:30:00Z"));
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().root().frames())
                    .extracting(frame -> frame.method())
                    .contains("generate_text", "run");
        });
    }

    @Test
    void aMeasureAndFeedbackAreTakenLikewise() {
        HttpResponse<String> measure = report(
                key(IntakeSource.PERFORMANCE),
                "/api/v1/performance",
                "[{\"metric\": \"memory_usage_gb\", \"value\": 2.1, \"threshold\": 2.0, \"severity\": \"medium\"}]");
        HttpResponse<String> feedback = report(
                key(IntakeSource.FEEDBACK),
                "/api/v1/feedback",
                "{\"text\": \"Response time is too slow\", \"sentiment\": \"negative\", \"timestamp\": \"2025-12-30T14:20:00\"}");

        assertThat(measure.statusCode()).isEqualTo(202);
        assertThat(feedback.statusCode()).isEqualTo(202);
        assertThat(kept())
                .containsExactly(
                        new Signal.AnomalySeen(SHOP, TestServer.NOW, "memory_usage_gb", 2.1, 2.0, "medium", List.of()),
                        new Signal.FeedbackGiven(
                                SHOP, Instant.parse("2025-12-30T14:20:00Z"), "Response time is too slow", "negative"));
    }

    @Test
    void whatIsNotOnTheListIsLeftOutAndNamed() throws Exception {
        HttpResponse<String> answer = exceptions(
                "{\"type\": \"E\", \"user\": {\"name\": \"Rosa Canary\"}, \"headers\":"
                        + " {\"Cookie\": \"sid=canary-cookie\"}, \"env\": [\"HOME=/home/canary\"], \"file_path\": \"/srv/canary/a.py\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains("\"user\"", "\"headers\"", "\"env\"", "file_path (not a path inside of the repository)")
                .doesNotContainIgnoringCase("canary");
        assertThat(onDisk().toLowerCase(Locale.ROOT)).doesNotContain("canary");
    }

    @Test
    void secretsAndPrivateDataNeverReachTheDisk() throws Exception {
        String token = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
        exceptions(
                "{\"type\": \"IllegalStateException\", \"message\": \"no mail to rosa.canary@acme-shop.io with " + token
                        + "\", \"stack_trace\": \"java.lang.IllegalStateException: no mail to rosa.canary@acme-shop.io\\n\\tat"
                        + " shop.Mail.send(Mail.java:12)\\n\"}");
        report(
                key(IntakeSource.FEEDBACK),
                "/api/v1/feedback",
                "{\"text\": \"Call me at +49 30 901820 or rosa.canary@acme-shop.io\", \"sentiment\": \"negative\"}");

        assertThat(onDisk())
                .contains("no mail to <email#1> with <secret#1>")
                .contains("Call me at <phone#1> or <email#1>")
                .doesNotContain("rosa.canary")
                .doesNotContain(token)
                .doesNotContain("901820");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                           | type: is needed, a text",
                "{\"type\": 5}                                | type: expected a text",
                "{\"type\": \"a b@c\"}                        | type: expected the name of a class",
                "{\"type\": \"E\", \"count\": 0}              | count: expected a whole number from 1 to 1000000",
                "{\"type\": \"E\", \"count\": \"5\"}          | count: expected a whole number from 1 to 1000000",
                "{\"type\": \"E\", \"timestamp\": \"today\"}  | timestamp: expected a time such as 2025-12-30T10:00:00Z",
                "{\"type\": \"E\", \"message\": {}}           | message: expected a text",
                "[{\"type\": \"E\"}, {\"count\": 1}]          | [1].type: is needed, a text",
                "[{\"type\": \"E\"}, 7]                       | [1]: expected an object",
                "[]                                           | body: expected 1 to 1000 objects",
                "\"E\"                                        | body: expected an object",
                "{\"type\": \"E\"                             | body: not JSON within the limits",
            })
    void aMistakeIsNamedAndNothingOfTheRequestIsKept(String body, String mistake) {
        HttpResponse<String> answer = exceptions(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(mistake.strip());
        assertThat(kept()).isEmpty();
    }

    @Test
    void mistakesInMeasuresAndFeedbackAreToldAllAtOnce() {
        assertThat(report(
                                key(IntakeSource.PERFORMANCE),
                                "/api/v1/performance",
                                "{\"metric\": \"?\", \"value\": \"high\"," + " \"severity\": \"awful\"}")
                        .body())
                .contains(
                        "metric: expected a name such as memory_usage_gb",
                        "value: expected a number",
                        "threshold: is needed, a number",
                        "severity: expected one of medium, low, high, critical");
        assertThat(report(key(IntakeSource.FEEDBACK), "/api/v1/feedback", "{}").body())
                .contains("text: is needed, a text", "sentiment: is needed, one of negative, neutral, positive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer ", "Bearer fettle_00000000_00000000000000000000000000000000", "Basic Zm9vOmJhcg=="})
    void withoutAValidKeyNothingIsRead(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/v1/exceptions"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\": \"E\"}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = server.send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aKeyOpensItsOwnSourceOnly() {
        HttpResponse<String> answer = report(key(IntakeSource.FEEDBACK), "/api/v1/exceptions", "{\"type\": \"E\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("this key is for feedback, not for exceptions");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aSourceThatIsSwitchedOffSaysSoAndKeepsNothing() {
        server.refused.put(IntakeSource.EXCEPTIONS, "sources.exceptions is off for acme/shop, so nothing was kept.");
        HttpResponse<String> answer = exceptions("{\"type\": \"E\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sources.exceptions is off for acme/shop");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aBodyAboveTheLimitIsTurnedAway() {
        String large = "{\"type\": \"E\", \"message\": \"" + "x".repeat(256 * 1024) + "\"}";

        assertThat(exceptions(large).statusCode()).isEqualTo(413);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aBodyAboveTheLimitThatDoesNotSayItsLengthIsTurnedAwayToo() throws Exception {
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        String answer = server.raw(
                ("POST /api/v1/exceptions HTTP/1.1\r\nHost: any.example\r\nAuthorization: Bearer "
                                + key(IntakeSource.EXCEPTIONS) + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(ISO_8859_1),
                chunk.repeat(9).getBytes(ISO_8859_1),
                "0\r\n\r\n".getBytes(ISO_8859_1));

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void theOperatorSaysHowMuchIsBorne() {
        server.close();
        server = new TestServer(
                folder.resolve("small"),
                WebSettings.on("127.0.0.1", 0),
                Optional.empty(),
                new IntakeLimits(1, 2, 16, 16, 16, 16, 10, 10));

        // The clock of this server stands still, so what is used up stays used up.
        String key = key(IntakeSource.EXCEPTIONS);
        String large = "{\"type\": \"E\", \"message\": \"" + "x".repeat(20_000) + "\"}";
        HttpResponse<String> tooLarge = report(key, "/api/v1/exceptions", large);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("larger than 16 KB");
        assertThat(report(key, "/api/v1/exceptions", "{\"type\": \"E\"}").statusCode())
                .isEqualTo(202);
        assertThat(report(key, "/api/v1/exceptions", "{\"type\": \"E\"}").statusCode())
                .isEqualTo(429);
    }

    @Test
    void compressedBodiesAreForOtherProtocols() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/api/v1/exceptions"))
                .header("Authorization", "Bearer " + key(IntakeSource.EXCEPTIONS))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void whatCannotBeStoredIsToBeSentAgain() {
        server.diskFull = true;
        HttpResponse<String> answer = exceptions("{\"type\": \"E\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void tooManyRequestsWithOneKeyAreToComeLaterAndOtherKeysDoNotSuffer() {
        // The clock of this server stands still, so what is used up stays used up.
        String greedy = key(IntakeSource.EXCEPTIONS);
        RateLimit limit = new RateLimit(2, Duration.ofSeconds(2), () -> TestServer.NOW);
        List<Boolean> allowed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            allowed.add(limit.allows(greedy));
        }

        assertThat(allowed).containsExactly(true, true, true, true, false);
        assertThat(limit.allows("another")).isTrue();
    }

    @Test
    void aBurstOfTheSameFailureIsOneRowWithItsCount() throws Exception {
        String key = key(IntakeSource.EXCEPTIONS);
        int senders = 8;
        int each = 50;
        ExecutorService many = Executors.newFixedThreadPool(senders);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                int from = sender;
                all.add(many.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        // Two failures, and what changes from one occurrence to the next.
                        String body = "{\"type\": \"" + (i % 2 == 0 ? "TimeoutError" : "KeyError")
                                + "\", \"message\": \"after " + (from * 1000 + i) + " ms\"}";
                        assertThat(report(key, "/api/v1/exceptions", body).statusCode())
                                .isEqualTo(202);
                    }
                }));
            }
            for (Future<?> sender : all) {
                sender.get(60, TimeUnit.SECONDS);
            }
        } finally {
            many.shutdownNow();
        }

        assertThat(server.stores.reports().waiting(SHOP.key())).isEqualTo(2);
        assertThat(kept()).extracting(Signal::count).containsExactly(200, 200);
    }

    /** The database and its log as they lie on the disk. */
    private String onDisk() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String file : List.of("fettle.db", "fettle.db-wal")) {
            all.append(new String(Files.readAllBytes(folder.resolve(file)), UTF_8));
        }
        return all.toString();
    }
}
