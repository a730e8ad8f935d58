package dev.fettle.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog.Pending;
import dev.fettle.intake.Signal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus' Alertmanager tells of alerts that fire, and that they are over. */
class AlertIntakeTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");

    @TempDir
    Path folder;

    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        key = server.stores.intakeKeys().add(SHOP, IntakeSource.ALERTS).text();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** As Alertmanager sends it, with everything that it adds. */
    private HttpResponse<String> notified(String status, String... alerts) {
        String body =
                "{\"version\":\"4\",\"groupKey\":\"{}:{alertname=\\\"canary\\\"}\",\"truncatedAlerts\":0,\"status\":\""
                        + status
                        + "\",\"receiver\":\"fettle\",\"groupLabels\":{\"alertname\":\"x\"},\"commonLabels\":{\"host\":"
                        + "\"canary-host\"},\"commonAnnotations\":{},\"externalURL\":\"http://canary:9093\",\"alerts\":["
                        + String.join(",", alerts) + "]}";
        return post(body);
    }

    private HttpResponse<String> post(String body) {
        return server.send(HttpRequest.newBuilder(server.uri("/api/v1/alerts"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String alert(String status, String labels, String annotations) {
        return "{\"status\":\"" + status + "\",\"labels\":{" + labels + "},\"annotations\":{" + annotations
                + "},\"startsAt\":\"2025-12-30T10:00:00.123Z\",\"endsAt\":\"2025-12-30T11:00:00Z\",\"generatorURL\":"
                + "\"http://canary:9090/graph\",\"fingerprint\":\"canary\"}";
    }

    private List<Report> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW, 100).stream()
                .map(Pending::report)
                .toList();
    }

    @Test
    void anAlertThatFiresIsAMeasureAboveItsThreshold() throws Exception {
        HttpResponse<String> answer = notified(
                "firing",
                alert(
                        "firing",
                        "\"alertname\":\"SearchMemory\",\"severity\":\"warning\",\"instance\":\"canary-10.1.2.3:9100\"",
                        "\"metric\":\"memory_usage_gb\",\"value\":\"2.1\",\"threshold\":\"2.0\",\"summary\":\"canary\","
                                + "\"file_path\":\"core/research_engine.py\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Files.readString(folder.resolve("fettle.db-wal"), ISO_8859_1))
                .contains("memory_usage_gb")
                .doesNotContain("canary");
        assertThat(kept())
                .containsExactly(Report.of(new Signal.AnomalySeen(
                        SHOP,
                        Instant.parse("2025-12-30T10:00:00.123Z"),
                        "memory_usage_gb",
                        2.1,
                        2.0,
                        "medium",
                        List.of("core/research_engine.py"))));
    }

    @Test
    void aRuleThatTellsNoNumbersIsNamedAsMetricsAre() {
        notified("firing", alert("firing", "\"alertname\":\"HighHTTPErrorRate\"", ""));

        assertThat(kept())
                .singleElement()
                .extracting(Report::signal)
                .isInstanceOfSatisfying(Signal.AnomalySeen.class, seen -> {
                    assertThat(seen.metric()).isEqualTo("high_http_error_rate");
                    assertThat(List.of(seen.value(), seen.threshold())).containsExactly(1.0, 0.0);
                });
    }

    @Test
    void alertsOfOneMetricAreOneReportWithTheWorstOfThem() {
        notified(
                "firing",
                alert(
                        "firing",
                        "\"alertname\":\"Slow\",\"severity\":\"info\"",
                        "\"value\":\"7s\",\"threshold\":\"5s\""),
                alert(
                        "firing",
                        "\"alertname\":\"Slow\",\"severity\":\"page\"",
                        "\"value\":\"6s\",\"threshold\":\"5s\""),
                alert("resolved", "\"alertname\":\"Slow\"", ""));

        assertThat(kept()).singleElement().satisfies(report -> {
            assertThat(report.isOver()).isFalse();
            assertThat(report.signal().count()).isEqualTo(2);
            assertThat(((Signal.AnomalySeen) report.signal()).severity()).isEqualTo("critical");
            assertThat(((Signal.AnomalySeen) report.signal()).value()).isEqualTo(7.0);
        });
    }

    @Test
    void itIsOverWhenNoneOfThemFiresAnyMore() {
        notified(
                "resolved",
                alert("resolved", "\"alertname\":\"Slow\"", ""),
                alert("resolved", "\"alertname\":\"Slow\"", ""));

        assertThat(kept()).singleElement().satisfies(report -> {
            assertThat(report.isOver()).isTrue();
            assertThat(report.signal().seenAt()).isEqualTo(Instant.parse("2025-12-30T11:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "critical, critical",
        "page, critical",
        "error, high",
        "warning, medium",
        "info, low",
        "'', medium",
        "whatever, medium"
    })
    void severitiesAreReadAsPeopleWriteThem(String theirs, String ours) {
        notified("firing", alert("firing", "\"alertname\":\"Slow\",\"severity\":\"" + theirs + "\"", ""));

        assertThat(kept())
                .singleElement()
                .extracting(report -> ((Signal.AnomalySeen) report.signal()).severity())
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"alerts\":[]}",
                "{\"alerts\":[{\"status\":\"firing\"}]}",
                "{\"alerts\":[{\"status\":\"sleeping\",\"labels\":{\"alertname\":\"Slow\"}}]}",
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Slow\"}},null]}"
            })
    void whatIsNoNotificationIsTurnedAwayAsAWhole(String body) {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("alerts");
        assertThat(kept()).isEmpty();
    }
}
