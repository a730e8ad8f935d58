package dev.fettle.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportLog.Pending;
import dev.fettle.intake.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool's findings, sent by the job that ran it. */
class SarifIntakeTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");

    @TempDir
    Path folder;

    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        key = server.stores.intakeKeys().add(SHOP, IntakeSource.SARIF).text();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sarif(String... results) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"lint\"}},\"results\":["
                + String.join(",", results) + "]}]}";
    }

    private static String result(String uri, int line, String more) {
        return "{\"ruleId\":\"null-return\",\"message\":{\"text\":\"may be null, said jane@mail.example\"},\"locations\":"
                + "[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" + uri + "\"},\"region\":{\"startLine\":"
                + line + "}}}]" + more + "}";
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(server.uri("/api/v1/sarif"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> sent(String body) {
        return server.send(request(body.getBytes(UTF_8)));
    }

    private List<Signal> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW.plusSeconds(60), 2_000).stream()
                .map(Pending::report)
                .map(report -> report.signal())
                .filter(Signal.RuleFinding.class::isInstance)
                .toList();
    }

    @Test
    void aFindingIsKeptWithoutPrivateDataAndSaidOnceThoughItsLineMoves() {
        HttpResponse<String> first = sent(sarif(result("src/Cart.java", 12, "")));
        HttpResponse<String> again = sent(sarif(result("src/Cart.java", 14, "")));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).contains("\"reports\":1");
        assertThat(kept())
                .singleElement()
                .isEqualTo(new Signal.RuleFinding(
                        SHOP,
                        TestServer.NOW,
                        "null-return",
                        "src/Cart.java",
                        14,
                        "may be null, said <email#1>",
                        "medium",
                        "",
                        "",
                        false));
    }

    @Test
    void whatIsNoFindingIsCountedInTheAnswer() {
        HttpResponse<String> answer = sent(sarif(
                result("src/Cart.java", 12, ""),
                result("file:///etc/passwd", 1, ""),
                result("src/Old.java", 3, ",\"suppressions\":[{\"kind\":\"inSource\"}]")));

        assertThat(answer.body()).contains("\"reports\":1").contains("1 suppressed", "1 outside_the_tree");
    }

    @Test
    void aPackedReportIsUnpackedUpToItsLimit() throws IOException {
        assertThat(server.send(request(packed(
                                        sarif(result("src/Cart.java", 12, "")).getBytes(UTF_8)))
                                .header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.send(request(packed(new byte[5 << 20])).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(413);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void otherJsonAndOtherKeysAreRefused() {
        assertThat(sent("{\"version\":\"1.0\"}").statusCode()).isEqualTo(400);
        assertThat(sent("[").body()).contains("body: ");
        server.refused.put(IntakeSource.SARIF, "sources.code_analysis is off for acme/shop, so nothing was kept.");
        assertThat(sent(sarif(result("src/Cart.java", 12, ""))).statusCode()).isEqualTo(403);
        server.refused.clear();
        key = server.stores.intakeKeys().add(SHOP, IntakeSource.EXCEPTIONS).text();
        assertThat(sent(sarif(result("src/Cart.java", 12, ""))).statusCode()).isEqualTo(403);
        assertThat(kept()).isEmpty();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
