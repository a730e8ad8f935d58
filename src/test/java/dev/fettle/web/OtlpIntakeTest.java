package dev.fettle.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Signal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's own exporters report here, and whoever writes its JSON by hand. */
class OtlpIntakeTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");

    @TempDir
    Path folder;

    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        key = server.stores.intakeKeys().add(SHOP, IntakeSource.OTLP).text();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Signal> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW, 100).stream()
                .map(pending -> pending.report().signal())
                .toList();
    }

    private String onDisk() throws IOException {
        return Files.readString(folder.resolve("fettle.db"), ISO_8859_1)
                + Files.readString(folder.resolve("fettle.db-wal"), ISO_8859_1);
    }

    private HttpResponse<String> send(String address, String contentType, byte[] body) {
        return server.send(HttpRequest.newBuilder(server.uri(address))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> json(String address, String body) {
        return send(address, "application/json", body.getBytes(UTF_8));
    }

    private static RuntimeException failure() {
        try {
            int unused = Integer.parseInt("twelve");
            throw new AssertionError("that is no number");
        } catch (NumberFormatException e) {
            return new IllegalStateException("no total for rosa.canary@acme-shop.io", e);
        }
    }

    @Test
    void anExceptionThatASpanRecordsIsTakenOnceThoughItPassesThroughTwo() throws IOException {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(server.uri("/otlp/v1/traces").toString())
                                .addHeader("Authorization", "Bearer " + key)
                                .setCompression("gzip")
                                .build())
                        .build())
                .build();
        RuntimeException failure = failure();
        Span outer = provider.get("canary-scope").spanBuilder("canary-span").startSpan();
        Span inner = provider.get("canary-scope")
                .spanBuilder("canary-inner")
                .setParent(io.opentelemetry.context.Context.root().with(outer))
                .setAttribute("customer", "canary-attribute")
                .startSpan();
        inner.recordException(failure, Attributes.of(AttributeKey.stringKey("customer"), "canary-event"));
        inner.end();
        outer.recordException(failure);
        outer.addEvent("canary-other-event");
        outer.end();
        assertThat(provider.shutdown().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();

        assertThat(onDisk()).contains("NumberFormatException").doesNotContain("canary");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("java.lang.NumberFormatException");
            assertThat(seen.count()).isEqualTo(1);
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().message()).isEqualTo("no total for <email#1>");
            assertThat(seen.trace().root().frames())
                    .extracting(Frame::method)
                    .containsSubsequence("parseInt", "failure");
        });
    }

    @Test
    void anExceptionInALogRecordIsTakenAndItsBodyIsNot() throws IOException {
        SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                                .setEndpoint(server.uri("/otlp/v1/logs").toString())
                                .addHeader("Authorization", "Bearer " + key)
                                .build())
                        .build())
                .build();
        RuntimeException failure = failure();
        for (int i = 0; i < 40; i++) {
            provider.get("canary-scope")
                    .logRecordBuilder()
                    .setSeverity(Severity.ERROR)
                    .setBody("canary body " + i)
                    .setTimestamp(Instant.parse("2025-12-30T15:30:00Z"))
                    .setException(failure)
                    .emit();
        }
        provider.get("canary-scope")
                .logRecordBuilder()
                .setBody("canary: all is well")
                .emit();
        assertThat(provider.shutdown().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();

        assertThat(onDisk()).doesNotContain("canary");
        assertThat(kept()).singleElement().satisfies(seen -> {
            assertThat(seen.count()).isEqualTo(40);
            assertThat(seen.seenAt()).isEqualTo(Instant.parse("2025-12-30T15:30:00Z"));
        });
    }

    @Test
    void exportersAreToldWhenTheKeyIsWrong() {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(server.uri("/otlp/v1/traces").toString())
                .addHeader("Authorization", "Bearer " + key + "0")
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        Span span = provider.get("scope").spanBuilder("span").startSpan();
        span.recordException(failure());
        span.end();
        provider.shutdown().join(20, TimeUnit.SECONDS);

        assertThat(kept()).isEmpty();
    }

    @Test
    void theSameInJson() {
        HttpResponse<String> logs = json(
                "/otlp/v1/logs",
                "{\"resourceLogs\":[{\"resource\":{\"attributes\":[]},\"scopeLogs\":[{\"logRecords\":[{"
                        + "\"timeUnixNano\":\"1767108600000000000\",\"body\":{\"stringValue\":\"canary\"},\"attributes\":["
                        + "{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"KeyError\"}},"
                        + "{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"'price'\"}}]}]}]}]}");
        HttpResponse<String> traces = json(
                "/otlp/v1/traces",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"5b8efff798038103d269b633813fc60c\","
                        + "\"name\":\"x\",\"events\":[{\"timeUnixNano\":\"1767108600000000000\",\"name\":\"exception\","
                        + "\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"ValueError\"}}]}]}]}]}]}");

        assertThat(logs.statusCode()).isEqualTo(200);
        assertThat(logs.body()).isEqualTo("{}");
        assertThat(traces.statusCode()).isEqualTo(200);
        assertThat(kept())
                .extracting(signal -> ((Signal.ExceptionSeen) signal).type(), Signal::seenAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("KeyError", Instant.parse("2025-12-30T15:30:00Z")),
                        org.assertj.core.groups.Tuple.tuple("ValueError", Instant.parse("2025-12-30T15:30:00Z")));
    }

    @Test
    void metricsAreTakenAndLeftOutSoThatExportersDoNotComplain() {
        assertThat(send("/otlp/v1/metrics", "application/x-protobuf", new byte[] {10, 0})
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept()).isEmpty();
    }

    @Test
    void anotherContentTypeIsTurnedAway() {
        HttpResponse<String> answer = send("/otlp/v1/logs", "text/plain", new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Content-Type: expected application/x-protobuf or application/json");
    }

    /** Cut off in a field; a length beyond the end; an endless number; a group, which is no kind of value any more; field 0; a number where a message must be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a",
                "0a7f00",
                "0affffffffffffffffffff01",
                "0b0c",
                "0200",
                "0a02120a",
                "0a041202120a",
                "0a0612041202307a"
            })
    void whatIsNoMessageIsTurnedAway(String hex) {
        byte[] body = java.util.HexFormat.of().parseHex(hex);
        HttpResponse<String> answer = send("/otlp/v1/logs", "application/x-protobuf", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(answer.body()).contains("not the protobuf message that this address takes");
        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"resourceLogs\":{}}", "{\"resourceLogs\"", "7"})
    void whatIsNoRequestInJsonIsTurnedAway(String body) {
        assertThat(json("/otlp/v1/logs", body).statusCode()).isEqualTo(400);
    }
}
