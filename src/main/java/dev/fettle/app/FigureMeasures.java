package dev.fettle.app;

import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Tally.EngineAttempts;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.insight.Amount;
import dev.fettle.insight.Dashboard;
import dev.fettle.insight.KeyMetrics;
import dev.fettle.insight.Overview;
import dev.fettle.insight.Share;
import dev.fettle.web.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dashboard's numbers for Prometheus, counted again only when those at hand are some seconds old. What is unknown is left out; no text of anybody is in it. */
final class FigureMeasures {
    /** Shorter than any scraper's interval that makes sense, so that each scrape is new, and several scrapers cost as much as one. */
    static final Duration FRESH = Duration.ofSeconds(10);

    private final Tally tally;
    private final InstantSource clock;
    private List<Measure> last = List.of();
    private @Nullable Instant counted;

    FigureMeasures(Tally tally, InstantSource clock) {
        this.tally = tally;
        this.clock = clock;
    }

    synchronized List<Measure> measures() {
        Instant now = clock.instant();
        if (counted == null || !now.isBefore(counted.plus(FRESH))) {
            last = of(Overview.of(tally, now));
            counted = now;
        }
        return last;
    }

    private static List<Measure> of(Overview all) {
        List<Measure> measures = new ArrayList<>();
        health(measures, all.health().dashboard());
        keyMetrics(measures, all.health().metrics());
        all.funnel()
                .stages()
                .forEach(stage -> measures.add(new Measure(
                        "fettle_funnel_tickets",
                        "Tickets that got to this stage or further",
                        Map.of("stage", word(stage.milestone())),
                        stage.reached().number())));
        measures.add(one(
                "fettle_merged_old",
                "Changes that were merged more than 30 days ago",
                all.funnel().old().number()));
        measures.add(one(
                "fettle_merged_lasting",
                "Those of them that nobody took back",
                all.funnel().lasting().number()));
        all.engines()
                .forEach(engine -> engine(measures, engine, all.calibration().of(engine)));
        all.trust()
                .gates()
                .forEach(gate -> gate.outcomes()
                        .forEach((outcome, count) -> measures.add(new Measure(
                                "fettle_gate_verdicts",
                                "What gates said at the end of attempts",
                                Map.of("gate", gate.gate(), "outcome", outcome),
                                count))));
        return List.copyOf(measures);
    }

    private static void health(List<Measure> measures, Dashboard dashboard) {
        known(measures, "fettle_health_score", "0 to 100: the mean of its known parts", dashboard.healthScore());
        dashboard
                .parts()
                .forEach(part -> known(
                        measures,
                        "fettle_health_part_ratio",
                        "A part of the health score, 0 to 1",
                        Map.of("part", part.name().toLowerCase(Locale.ROOT)),
                        ratio(part.share())));
        known(measures, "fettle_improvement_velocity", "Merged a day, lately", dashboard.improvementVelocity());
        known(measures, "fettle_risk_exposure", "Mean risk of what has not ended", dashboard.riskExposure());
        known(
                measures,
                "fettle_quality_trend",
                "Points of resolved tickets against the 30 days before",
                dashboard.qualityTrend());
    }

    private static void keyMetrics(List<Measure> measures, KeyMetrics metrics) {
        rate(measures, "fettle_tickets_made", "Tickets made", metrics.createdHour(), metrics.createdDay());
        rate(measures, "fettle_tickets_resolved", "Tickets merged", metrics.resolvedHour(), metrics.resolvedDay());
        Share success = metrics.success();
        known(
                measures,
                "fettle_success_ratio",
                "Attempts whose change passed every required gate, 0 to 1",
                success.of() == 0 ? null : Double.valueOf(success.percent() / 100));
        distribution(measures, "risk", metrics.byRisk(), risk -> Integer.toString(risk));
        distribution(measures, "category", metrics.byCategory(), name -> name);
        distribution(measures, "priority", metrics.byPriority(), name -> name);
    }

    private static void rate(List<Measure> measures, String name, String help, Amount hour, Amount day) {
        measures.add(new Measure(name, help + " in the last hour and day", Map.of("period", "1h"), hour.number()));
        measures.add(new Measure(name, help + " in the last hour and day", Map.of("period", "1d"), day.number()));
    }

    private static <K> void distribution(
            List<Measure> measures, String by, Map<K, Amount> amounts, Function<K, String> label) {
        amounts.forEach((value, amount) -> measures.add(new Measure(
                "fettle_tickets_by_" + by, "All tickets by " + by, Map.of(by, label.apply(value)), amount.number())));
    }

    private static void engine(List<Measure> measures, EngineAttempts engine, TrackRecord record) {
        Map<String, String> label = Map.of("engine", engine.engine());
        measures.add(new Measure("fettle_engine_attempts", "Attempts of an engine", label, engine.attempts()));
        measures.add(new Measure(
                "fettle_engine_plausible", "Those that found what passes every test", label, engine.plausible()));
        measures.add(
                new Measure("fettle_engine_gated", "Those that passed every required gate", label, engine.gated()));
        measures.add(new Measure("fettle_engine_decided", "Proposals on which people decided", label, record.judged()));
        measures.add(new Measure(
                "fettle_engine_merged", "Those that were merged and not taken back", label, record.merged()));
        known(
                measures,
                "fettle_engine_median_seconds",
                "Of an attempt, from checkout to the end",
                label,
                engine.medianMillis() == 0 ? null : Double.valueOf(engine.medianMillis() / 1000.0));
    }

    private static @Nullable Double ratio(Share share) {
        return share.known() ? Double.valueOf(share.percent() / 100) : null;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Measure one(String name, String help, double value) {
        return new Measure(name, help, Map.of(), value);
    }

    private static void known(List<Measure> measures, String name, String help, @Nullable Double value) {
        known(measures, name, help, Map.of(), value);
    }

    private static void known(
            List<Measure> measures, String name, String help, Map<String, String> labels, @Nullable Double value) {
        if (value != null) {
            measures.add(new Measure(name, help, labels, value));
        }
    }
}
