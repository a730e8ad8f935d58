package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.app.bench.SampleBacklog;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.Overview;
import dev.fettle.insight.OverviewJson;
import dev.fettle.store.Stores;
import dev.fettle.web.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's numbers, as Prometheus reads them. */
class FigureMeasuresTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(fettle_[a-z_]+)`");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private Stores stores;

    @BeforeEach
    void open() {
        stores = Stores.open(folder.resolve("data"), now::get, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static double value(List<Measure> measures, String name, String... label) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .filter(measure ->
                        label.length == 0 || label[1].equals(measure.labels().get(label[0])))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void theyAreThoseOfTheDashboard() {
        SampleBacklog.fill(stores, now.get(), 400);

        List<Measure> measures = new FigureMeasures(stores.tally(), now::get).measures();
        JsonNode json = OverviewJson.of(Overview.of(stores.tally(), now.get()));

        for (String name : List.of("health_score", "improvement_velocity", "risk_exposure", "quality_trend")) {
            assertThat(value(measures, "fettle_" + name))
                    .isEqualTo(json.path(name).asDouble(-1000));
        }
        assertThat(value(measures, "fettle_success_ratio"))
                .isEqualTo(json.at("/key_metrics/success_rate").asDouble());
        assertThat(value(measures, "fettle_tickets_made", "period", "1d"))
                .isEqualTo(json.at("/key_metrics/ticket_creation_rate/last_day").asDouble());
        assertThat(value(measures, "fettle_tickets_by_risk", "risk", "3"))
                .isEqualTo(json.at("/key_metrics/risk_distribution/3").asDouble());
        assertThat(value(measures, "fettle_funnel_tickets", "stage", "ticket"))
                .isEqualTo(stores.backlog().count(TicketFilter.ALL))
                .isEqualTo(json.at("/funnel/stages/0/reached").asDouble());
        assertThat(value(
                        measures,
                        "fettle_engine_attempts",
                        "engine",
                        json.at("/engines/0/engine").asText()))
                .isEqualTo(json.at("/engines/0/attempts").asDouble())
                .isPositive();
        assertThat(value(
                        measures,
                        "fettle_gate_verdicts",
                        "gate",
                        json.at("/gates/0/gate").asText()))
                .isPositive();
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        List<Measure> measures = new FigureMeasures(stores.tally(), now::get).measures();

        assertThat(measures)
                .extracting(Measure::name)
                .contains("fettle_tickets_made", "fettle_tickets_by_risk")
                .doesNotContain("fettle_health_score", "fettle_success_ratio", "fettle_health_part_ratio");
    }

    @Test
    void whoAsksTwiceAtOnceIsAnsweredFromOneCount() {
        FigureMeasures figures = new FigureMeasures(stores.tally(), now::get);
        List<Measure> before = figures.measures();
        SampleBacklog.fill(stores, now.get(), 10);

        now.updateAndGet(time -> time.plus(FigureMeasures.FRESH).minusMillis(1));
        assertThat(figures.measures()).isSameAs(before);
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(value(figures.measures(), "fettle_funnel_tickets", "stage", "ticket"))
                .isEqualTo(10);
    }

    @Test
    void eachHasItsRowInTheDocument() throws IOException {
        SampleBacklog.fill(stores, now.get(), 400);
        TreeSet<String> told = new TreeSet<>();
        new Operation(stores, folder, true, Duration.ofHours(24), now::get)
                .measures()
                .forEach(measure -> told.add(measure.name()));
        told.add("fettle_http_requests_seconds");
        told.add("fettle_last_delivery_age_seconds"); // none has come here
        told.add("fettle_work_queued"); // nothing is queued here

        TreeSet<String> documented = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("docs/metrics.md")));
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        assertThat(documented).isEqualTo(told);
    }
}
