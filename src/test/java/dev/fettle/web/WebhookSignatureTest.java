package dev.fettle.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.Secret;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Only who knows the secret can put a delivery into the inbox. */
class WebhookSignatureTest {
    private static final byte[] BODY = "{\"zen\":\"Keep it  simple.\",\"hook_id\":1,\"hook\":{}}".getBytes(UTF_8);
    private static final String RIGHT = TestServer.signature(TestServer.SECRET, BODY);
    private static final String HEADER = "X-Hub-Signature-256";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotExactlyRightIsTurnedAwayAndNothingIsStored() {
        Map<String, UnaryOperator<HttpRequest.Builder>> forgeries = new LinkedHashMap<>();
        forgeries.put("no signature", request -> request);
        forgeries.put(
                "SHA-1 only",
                request -> request.header(
                        "X-Hub-Signature",
                        "sha1=" + HexFormat.of().formatHex(TestServer.mac("HmacSHA1", TestServer.SECRET, BODY))));
        forgeries.put("SHA-1 under the other name", signed("sha1=" + RIGHT.substring(7, 47)));
        forgeries.put("upper-case digits", signed("sha256=" + RIGHT.substring(7).toUpperCase(Locale.ROOT)));
        forgeries.put("upper-case algorithm", signed("SHA256=" + RIGHT.substring(7)));
        forgeries.put("without the algorithm", signed(RIGHT.substring(7)));
        forgeries.put("one digit short", signed(RIGHT.substring(0, RIGHT.length() - 1)));
        forgeries.put("one digit long", signed(RIGHT + "0"));
        forgeries.put("half of it", signed(RIGHT.substring(0, 39)));
        forgeries.put("algorithm and nothing", signed("sha256="));
        forgeries.put("empty", signed(""));
        forgeries.put("no digits", signed("sha256=" + "z".repeat(64)));
        forgeries.put("all zeros", signed("sha256=" + "0".repeat(64)));
        forgeries.put("one digit wrong", signed(RIGHT.substring(0, 70) + (RIGHT.charAt(70) == '0' ? '1' : '0')));
        forgeries.put(
                "two headers, the right one first",
                request ->
                        signed("sha256=" + "0".repeat(64)).apply(signed(RIGHT).apply(request)));
        forgeries.put(
                "two headers, both right",
                request -> signed(RIGHT).apply(signed(RIGHT).apply(request)));
        forgeries.put("two in one header", signed(RIGHT + "," + RIGHT));
        forgeries.put("of another secret", signed(TestServer.signature("another", BODY)));
        forgeries.put("of another body", signed(TestServer.signature(TestServer.SECRET, "{}".getBytes(UTF_8))));
        forgeries.put(
                "of the body and a byte",
                request -> signed(RIGHT).apply(request).POST(publisher(new String(BODY, UTF_8) + " ")));
        forgeries.put(
                "of the body written anew",
                request -> signed(RIGHT)
                        .apply(request)
                        .POST(publisher("{\"zen\":\"Keep it  simple.\", \"hook_id\":1,\"hook\":{}}")));
        forgeries.put(
                "of an empty body",
                request -> signed(TestServer.signature(TestServer.SECRET, BODY))
                        .apply(request)
                        .POST(publisher("")));
        return forgeries.entrySet().stream()
                .map(forgery -> DynamicTest.dynamicTest(forgery.getKey(), () -> {
                    var answer = server.send(forgery.getValue().apply(server.webhook("ping", "forged", BODY)));

                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.body()).isEqualTo("{\"error\":\"the signature does not hold\"}");
                    assertThat(server.stores.deliveries().find("forged")).isEmpty();
                }));
    }

    @Test
    void theRightOneIsStoredBeforeItIsAccepted() {
        var answer = server.deliver("ping", "right-1", BODY);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
        assertThat(server.stores.deliveries().find("right-1")).hasValueSatisfying(delivery -> {
            assertThat(delivery.body()).isEqualTo(BODY);
            assertThat(delivery.event()).isEqualTo("ping");
            assertThat(delivery.source()).isEqualTo("github");
            assertThat(delivery.receivedAt()).isEqualTo(TestServer.NOW);
        });
    }

    @Test
    void duringAChangeBothSecretsHoldAndAfterwardsOnlyTheNewOne() {
        Secret old = Secret.of(TestServer.SECRET);
        byte[] body = "{\"zen\":\"change\"}".getBytes(UTF_8);
        try {
            server.secrets = List.of(Secret.of("the-new-one"), old);
            assertThat(server.deliver("ping", "old-secret", body).statusCode()).isEqualTo(202);
            assertThat(server.send(server.webhook("ping", "new-secret", body)
                                    .header(HEADER, TestServer.signature("the-new-one", body)))
                            .statusCode())
                    .isEqualTo(202);

            server.secrets = List.of(Secret.of("the-new-one"));
            assertThat(server.deliver("ping", "too-late", body).statusCode()).isEqualTo(401);
        } finally {
            server.secrets = List.of(old);
        }
    }

    @Test
    void withoutASecretTheRouteIsClosed() {
        try {
            server.secrets = List.of();
            var answer = server.send(server.webhook("ping", "closed", BODY).header(HEADER, RIGHT));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(server.stores.deliveries().find("closed")).isEmpty();
        } finally {
            server.secrets = List.of(Secret.of(TestServer.SECRET));
        }
    }

    private static UnaryOperator<HttpRequest.Builder> signed(String signature) {
        return request -> request.header(HEADER, signature);
    }

    private static HttpRequest.BodyPublisher publisher(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }
}
