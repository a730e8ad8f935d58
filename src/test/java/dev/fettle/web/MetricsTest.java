package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads. */
class MetricsTest {
    @TempDir
    Path folder;

    @Test
    void statesAndRequestsAreToldAndNothingThatStrangersWrote() {
        try (TestServer server = new TestServer(folder)) {
            server.deliver("ping", "guid-1", "{\"zen\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            server.send(server.webhook("ping", "guid-2", new byte[] {'{', '}'}));
            server.get("/tickets/some-secret-name");
            server.get("/no-such-page-of-mallory");

            var answer = server.get("/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(answer.body())
                    .contains("# TYPE fettle_http_requests_seconds ")
                    .containsPattern("fettle_http_requests_seconds_count\\{part=\"webhooks\",status=\"202\"\\} 1")
                    .containsPattern("fettle_http_requests_seconds_count\\{part=\"webhooks\",status=\"401\"\\} 1")
                    .containsPattern("fettle_test\\{kind=\"a\"\\} 3\\.0")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("some-secret-name", "mallory");
            assertThat(server.get("/metrics").body()).containsPattern("fettle_test\\{kind=\"a\"\\} 3\\.0");
        }
    }

    @Test
    void whatIsNotThereAnyMoreIsNotToldAnyMore() {
        try (TestServer server = new TestServer(folder)) {
            assertThat(server.get("/metrics").body()).contains("fettle_test{");

            server.measures = List.of();
            assertThat(server.get("/metrics").body()).doesNotContain("fettle_test{");

            server.measures = List.of(new Measure("fettle_test", "A number", Map.of("kind", "b"), 4));
            assertThat(server.get("/metrics").body())
                    .contains("fettle_test{kind=\"b\"} 4.0")
                    .doesNotContain("kind=\"a\"");
        }
    }

    /** Of {@code x} and {@code x_created} its client made one, and left out whichever came second. */
    @Test
    void noNumberEndsInWhatPrometheusKeepsForItself() {
        assertThatThrownBy(() -> new Measure("fettle_test_created", "A number", Map.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
