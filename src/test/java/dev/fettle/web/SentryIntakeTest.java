package dev.fettle.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentry's protocol, byte for byte: what is read of an envelope, what is left out, and what clients are told. */
class SentryIntakeTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final String HEADER =
            "{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"sdk\":{\"name\":\"canary\"}}\n";
    private static final String EVENT = "{\"platform\":\"python\",\"timestamp\":\"2025-12-30T15:30:00Z\","
            + "\"user\":{\"email\":\"rosa.canary@acme-shop.io\"},\"request\":{\"headers\":{\"Cookie\":\"canary\"}},"
            + "\"server_name\":\"canary-host\",\"breadcrumbs\":{\"values\":[{\"message\":\"canary crumb\"}]},"
            + "\"exception\":{\"values\":["
            + "{\"type\":\"KeyError\",\"value\":\"'price' of rosa.canary@acme-shop.io\",\"stacktrace\":{\"frames\":["
            + "{\"filename\":\"lib/runner.py\",\"function\":\"run\",\"lineno\":3,\"in_app\":false},"
            + "{\"filename\":\"shop/cart.py\",\"function\":\"total\",\"lineno\":12,\"in_app\":true,"
            + "\"vars\":{\"customer\":\"canary value\"}}]}},"
            + "{\"type\":\"CheckoutError\",\"module\":\"shop.errors\",\"value\":\"no total\",\"stacktrace\":{\"frames\":["
            + "{\"filename\":\"shop/checkout.py\",\"function\":\"checkout\",\"lineno\":40,\"in_app\":true}]}}]}}";

    @TempDir
    Path folder;

    private TestServer server;
    private Minted key;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        key = server.stores.intakeKeys().add(SHOP, IntakeSource.SENTRY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String address, byte[] body) {
        return HttpRequest.newBuilder(server.uri("/api/" + key.key().project() + address))
                .header("X-Sentry-Auth", "Sentry sentry_version=7, sentry_client=t/1, sentry_key=" + key.text())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> envelope(String body) {
        return server.send(request("/envelope/", body.getBytes(UTF_8)));
    }

    private static String item(String type, String payload) {
        return "{\"type\":\"" + type + "\",\"length\":" + payload.getBytes(UTF_8).length + "}\n" + payload + "\n";
    }

    private List<Signal> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW, 100).stream()
                .map(pending -> pending.report().signal())
                .toList();
    }

    @Test
    void anEventIsItsExceptionsWithTheirFramesAndNothingElse() throws Exception {
        assertThat(envelope(HEADER + item("event", EVENT)).statusCode()).isEqualTo(200);

        StringBuilder disk = new StringBuilder();
        for (String file : List.of("fettle.db", "fettle.db-wal")) {
            disk.append(new String(Files.readAllBytes(folder.resolve(file)), UTF_8));
        }
        assertThat(disk.toString()).contains("'price' of <email#1>").doesNotContainIgnoringCase("canary");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("KeyError");
            assertThat(seen.message()).isEqualTo("'price' of <email#1>");
            assertThat(seen.seenAt()).isEqualTo(Instant.parse("2025-12-30T15:30:00Z"));
            assertThat(seen.files()).containsExactly("shop/cart.py");
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().language()).isEqualTo(Language.PYTHON);
            assertThat(seen.trace().type()).isEqualTo("shop.errors.CheckoutError");
            assertThat(seen.trace().frames()).containsExactly(new Frame("", "checkout", "shop/checkout.py", 40));
            assertThat(seen.trace().root().frames())
                    .containsExactly(
                            new Frame("", "total", "shop/cart.py", 12), new Frame("", "run", "lib/runner.py", 3));
        });
    }

    @Test
    void aGoEventIsReadAsItsPanicWouldBe() {
        String event = "{\"platform\":\"go\",\"exception\":[{\"type\":\"*errors.errorString\",\"value\":\"no cart\","
                + "\"stacktrace\":{\"frames\":[{\"module\":\"github.com/acme/shop\",\"function\":\"(*Cart).Total\","
                + "\"abs_path\":\"/src/cart.go\",\"lineno\":9,\"in_app\":true}]}}]}";
        assertThat(envelope(HEADER + item("event", event)).statusCode()).isEqualTo(200);

        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("*errors.errorString");
            assertThat(seen.trace().frames())
                    .containsExactly(new Frame("", "github.com/acme/shop.(*Cart).Total", "/src/cart.go", 9));
        });
    }

    @Test
    void whatIsNotWantedIsTakenAndLeftOutAndTheClientNeedNotSendItAgain() {
        HttpResponse<String> answer = envelope(HEADER + item("session", "{\"sid\":\"canary\"}")
                + item("transaction", "{\"spans\":[]}") + item("attachment", "not JSON \n at all\n")
                + "{\"type\":\"client_report\"}\n{\"discarded_events\":[]}\n" + item("event", EVENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"reports\":1").contains("session", "transaction", "attachment");
        assertThat(answer.headers().firstValue("X-Sentry-Rate-Limits"))
                .contains("86400:session;transaction;attachment:project:not_wanted");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void anEventWithoutAnExceptionIsLeftOutAndNamed() {
        HttpResponse<String> answer = envelope(HEADER + item("event", "{\"message\":\"hello\",\"level\":\"info\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("event without an exception");
        assertThat(kept()).isEmpty();
    }

    @Test
    void theOlderAddressTakesAnEventAlone() {
        assertThat(server.send(request("/store/", EVENT.getBytes(UTF_8))).statusCode())
                .isEqualTo(200);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aCompressionThatIsNotKnownIsRefusedWithThoseThatAre() {
        HttpResponse<String> answer =
                server.send(request("/envelope/", new byte[] {11, 2, -128, 3}).header("Content-Encoding", "br"));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip, deflate");
        assertThat(answer.body()).contains("gzip or deflate");
    }

    @Test
    void compressedEnvelopesAreUnpacked() throws IOException {
        byte[] plain = (HEADER + item("event", EVENT)).getBytes(UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        ByteArrayOutputStream deflate = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflate)) {
            out.write(plain);
        }

        assertThat(server.send(request("/envelope/", gzip.toByteArray()).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(request("/envelope/", deflate.toByteArray()).header("Content-Encoding", "deflate"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept()).singleElement().extracting(Signal::count).isEqualTo(2);
    }

    @Test
    void aSmallBodyThatBecomesAHugeOneIsTurnedAway() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            byte[] nothing = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                out.write(nothing);
            }
        }
        HttpResponse<String> answer =
                server.send(request("/envelope/", bomb.toByteArray()).header("Content-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("X-Sentry-Error")).isPresent();
    }

    @Test
    void aBrowserSendsTheKeyInTheAddressAndMayReadTheAnswer() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(
                        "/api/" + key.key().project() + "/envelope/?sentry_version=7&sentry_key=" + key.text()))
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Origin", "https://shop.acme.example")
                .POST(HttpRequest.BodyPublishers.ofString(HEADER + item("event", EVENT))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aKeyOpensItsOwnProjectOnly() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/api/999/envelope/"))
                .header("X-Sentry-Auth", "Sentry sentry_key=" + key.text())
                .POST(HttpRequest.BodyPublishers.ofString(HEADER + item("event", EVENT))));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Sentry-Error")).contains("this key is for another project");
        assertThat(kept()).isEmpty();
    }

    @Test
    void whenItCannotBeStoredClientsAreToldForHowLongToWait() {
        server.diskFull = true;
        HttpResponse<String> answer = envelope(HEADER + item("event", EVENT));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("X-Sentry-Rate-Limits")).contains("1::key:busy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]\n",
                "{}\nnot JSON\n",
                "{}\n{\"type\":\"event\",\"length\":900}\n{}",
                "{}\n{\"type\":\"event\",\"length\":-4}\n{}",
                "{}\n{\"type\":\"event\"}\n{\"exception\":\n"
            })
    void whatIsNoEnvelopeIsTurnedAwayAsAWhole(String body) {
        HttpResponse<String> answer = envelope(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("X-Sentry-Error")).isPresent();
        assertThat(kept()).isEmpty();
    }

    @Test
    void foreignShapesInsideAnEventDoNoHarm() {
        String event =
                "{\"platform\":7,\"timestamp\":{},\"exception\":{\"values\":[null,5,{\"type\":{\"a\":1},\"value\":[1],"
                        + "\"stacktrace\":{\"frames\":[null,\"x\",{\"lineno\":\"12\",\"filename\":{}}]}}]}}";
        HttpResponse<String> answer = envelope(HEADER + item("event", event));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(1);
    }
}
