package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.WebhooksRun.Plan;
import dev.fettle.app.bench.WebhooksRun.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load of webhooks in its short form, on a server that is a process of its own: what is accepted is in the database. */
class WebhooksRunTest {
    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void whatIsAcceptedIsInTheDatabase() throws Exception {
        Plan plan = new Plan(folder.resolve("home"), 4, Duration.ofMillis(300), 2, Optional.empty(), Optional.empty());

        Result result = new WebhooksRun(folder.resolve("world"), plan).run();

        assertThat(result.rounds()).hasSize(2).allSatisfy(round -> {
            assertThat(round.name()).isEqualTo("fettle");
            assertThat(round.accepted()).isPositive();
            assertThat(round.refused()).isZero();
            assertThat(round.serverMillis()).isPositive();
        });
        assertThat(result.accepted())
                .isGreaterThan(result.rounds().get(0).accepted()
                        + result.rounds().get(1).accepted());
        assertThat(result.lost()).isZero();
    }

    @Test
    void noTwoPayloadsAreTheSameAndEachIsJson() throws Exception {
        WebhookPayloads payloads = new WebhookPayloads();
        ObjectMapper mapper = new ObjectMapper();
        JsonNode issue = mapper.readTree(payloads.body(6));
        JsonNode run = mapper.readTree(payloads.body(7));

        assertThat(WebhookPayloads.event(6)).isEqualTo("issues");
        assertThat(issue.at("/issue/number").asInt()).isEqualTo(6);
        assertThat(issue.at("/repository/full_name").asText()).isEqualTo("bench/shop");
        assertThat(WebhookPayloads.event(7)).isEqualTo("workflow_run");
        assertThat(run.at("/workflow_run/head_sha").asText()).hasSize(40);
        assertThat(payloads.body(6)).isNotEqualTo(payloads.body(8)).hasSizeBetween(11_000, 12_500);
    }
}
