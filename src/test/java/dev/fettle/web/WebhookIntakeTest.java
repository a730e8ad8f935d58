package dev.fettle.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.github.ExamplePayloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inbox takes, once, and what it turns away without harm. */
class WebhookIntakeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        WebSettings usual = WebSettings.on("127.0.0.1", 0);
        WebSettings hasty = new WebSettings(
                usual.host(), 0, Set.of(), usual.maxBody(), DEADLINE, usual.bodiesInFlight(), usual.threads(), "");
        server = new TestServer(folder, hasty, java.util.Optional.empty());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theSameDeliveryAThousandTimesIsOne() throws Exception {
        byte[] body = json("replay");
        int before = server.kept();
        Set<String> answers = ConcurrentHashMap.newKeySet();
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> calls = new ArrayList<>();
            IntStream.range(0, 1000)
                    .forEach(i -> calls.add(many.submit(() -> {
                        HttpResponse<String> answer = server.deliver("ping", "replayed", body);
                        answers.add(answer.statusCode() + answer.body());
                    })));
            for (Future<?> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        } finally {
            many.shutdownNow();
        }

        assertThat(answers).containsExactlyInAnyOrder("202{\"status\":\"accepted\"}", "202{\"status\":\"duplicate\"}");
        assertThat(server.kept()).isEqualTo(before + 1);
    }

    @Test
    void whileDeliveriesWaitForTheDiskPagesAreShown() throws Exception {
        int more = WebSettings.on("127.0.0.1", 0).threads() + 8;
        CompletableFuture<@Nullable Void> disk = new CompletableFuture<>();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try {
            server.disk = disk;
            for (int i = 0; i < more; i++) {
                answers.add(server.delivering("ping", "slow-" + i, json("slow " + i)));
            }

            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
        } finally {
            server.disk = CompletableFuture.completedFuture(null);
            disk.complete(null);
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(server.stores.deliveries().find("slow-0")).isPresent();
    }

    @Test
    void aReplayUnderANewIdIsADuplicate() {
        byte[] body = json("again");
        server.deliver("ping", "first-id", body);

        HttpResponse<String> answer = server.deliver("ping", "second-id", body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("duplicate");
        assertThat(server.stores.deliveries().find("second-id")).isEmpty();
    }

    @Test
    void anEventThatNobodyKnowsIsKept() {
        assertThat(server.deliver("some_future_event", "future", json("future")).statusCode())
                .isEqualTo(202);
        assertThat(server.stores.deliveries().find("future")).isPresent();
    }

    @Test
    void allOfGitHubsExamplesAreTaken() throws IOException {
        for (ExamplePayloads.Example example : ExamplePayloads.of("api.github.com")) {
            byte[] body = example.payload().toString().getBytes(UTF_8);

            assertThat(server.deliver(example.event(), example.name().replace('#', '-'), body)
                            .statusCode())
                    .as(example.name())
                    .isEqualTo(202);
        }
    }

    @Test
    void aFormIsDecodedAfterItsSignatureHeld() {
        byte[] form = ("payload=" + URLEncoder.encode("{\"zen\":\"a + b\"}", UTF_8)).getBytes(UTF_8);

        HttpResponse<String> answer = server.send(server.webhook("ping", "form", form)
                .setHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Hub-Signature-256", TestServer.signature(TestServer.SECRET, form)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(server.stores.deliveries().find("form"))
                .hasValueSatisfying(delivery ->
                        assertThat(new String(delivery.body(), UTF_8)).isEqualTo("{\"zen\":\"a + b\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[1]", "{", "{}x", "{\"a\":1e}"})
    void whatIsNotAnObjectOfJsonIsABadRequest(String body) {
        assertThat(server.deliver("ping", "bad", body.getBytes(UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(server.stores.deliveries().find("bad")).isEmpty();
    }

    @Test
    void bombsInJsonAreBadRequests() {
        for (String bomb : List.of(
                "{\"a\":" + "[".repeat(100_000),
                "{\"a\":" + "9".repeat(10 * MEGABYTE) + "}",
                "{\"a\":\"" + "x".repeat(21 * MEGABYTE) + "\"}")) {
            assertThat(server.deliver("ping", "bomb", bomb.getBytes(UTF_8)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(server.stores.deliveries().find("bomb")).isEmpty();
    }

    @Test
    void twentyFiveMegabytesAreTaken() {
        byte[] body = ("{\"a\":[\"" + "x".repeat(12 * MEGABYTE) + "\",\"" + "y".repeat(12 * MEGABYTE) + "\"]}")
                .getBytes(UTF_8);

        assertThat(server.deliver("push", "large", body).statusCode()).isEqualTo(202);
    }

    @Test
    void moreThanTheCapIsTooLarge() throws IOException {
        String head = head("27262977") + "\r\n";

        assertThat(server.raw(head.getBytes(ISO_8859_1))).startsWith("HTTP/1.1 413");
    }

    @Test
    void chunksWithoutEndAreTooLargeAtTheCap() throws IOException {
        byte[] chunk = ("100000\r\n" + "x".repeat(MEGABYTE) + "\r\n").getBytes(ISO_8859_1);
        byte[][] parts = new byte[41][];
        parts[0] = (head(null) + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1);
        for (int i = 1; i < parts.length; i++) {
            parts[i] = chunk;
        }

        assertThat(server.raw(parts)).startsWith("HTTP/1.1 413");
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[MEGABYTE]);
        }

        HttpResponse<String> answer = server.send(server.webhook("ping", "gzip", packed.toByteArray())
                .header("Content-Encoding", "gzip")
                .header("X-Hub-Signature-256", TestServer.signature(TestServer.SECRET, packed.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void aBodyThatDripsIsCutOffAndHoldsUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = server.connect();
                slow.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write((head("1000") + "\r\n{").getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            }

            long started = System.nanoTime();
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(DEADLINE.minusMillis(500));

            Socket dripping = slow.get(0);
            ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
            try {
                var unused = drip.scheduleAtFixedRate(() -> drop(dripping), 0, 100, TimeUnit.MILLISECONDS);
                assertThat(TestServer.answer(dripping)).startsWith("HTTP/1.1 408");
            } finally {
                drip.shutdownNow();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(DEADLINE.plusSeconds(10));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the server has hung up, which ends the dripping", e);
        }
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        String bomb = "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\n"
                + ("X-Bomb: " + "y".repeat(1000) + "\r\n").repeat(100);

        assertThat(server.raw(bomb.getBytes(ISO_8859_1))).startsWith("HTTP/1.1 431");
    }

    @Test
    void withoutRoomOnTheDiskItIsNeverAccepted() {
        server.diskFull = true;
        try {
            HttpResponse<String> answer = server.deliver("ping", "no-room", json("no room"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            server.diskFull = false;
        }
        assertThat(server.deliver("ping", "no-room", json("no room")).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aDeliveryWithoutItsNameOrIdIsABadRequest() {
        byte[] body = json("nameless");

        assertThat(server.deliver("is\"sues", "x", body).statusCode()).isEqualTo(400);
        assertThat(server.deliver("issues", "x y", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aSlashAtTheEndIsTheSameRoute() {
        byte[] body = json("slash");

        HttpResponse<String> answer = server.send(java.net.http.HttpRequest.newBuilder(server.uri("/webhooks/github/"))
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", "slash")
                .header("X-Hub-Signature-256", TestServer.signature(TestServer.SECRET, body))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(server.stores.deliveries().find("slash")).isPresent();
    }

    @Test
    void theRouteTakesPostsOnly() {
        assertThat(server.get("/webhooks/github").statusCode()).isEqualTo(405);
    }

    private static byte[] json(String zen) {
        return ("{\"zen\":\"" + zen + "\"}").getBytes(UTF_8);
    }

    private static String head(@org.jspecify.annotations.Nullable String length) {
        return "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Event: ping\r\nX-GitHub-Delivery: raw\r\n"
                + "X-Hub-Signature-256: sha256=" + "0".repeat(64) + "\r\n"
                + (length == null ? "" : "Content-Length: " + length + "\r\n");
    }
}
