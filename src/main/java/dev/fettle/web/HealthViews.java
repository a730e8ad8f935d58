package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.Amount;
import dev.fettle.insight.Dashboard;
import dev.fettle.insight.Health;
import dev.fettle.insight.KeyMetrics;
import dev.fettle.insight.Weeks.Week;
import dev.fettle.web.DashboardViews.Bar;
import dev.fettle.web.DashboardViews.HealthView;
import dev.fettle.web.DashboardViews.PartRow;
import dev.fettle.web.DashboardViews.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts health, rates and distributions into tiles, charts and bars. */
final class HealthViews {
    private static final String UNKNOWN = "unknown";

    private HealthViews() {}

    static HealthView view(Health figures) {
        Dashboard dashboard = figures.dashboard();
        KeyMetrics metrics = figures.metrics();
        List<Week> weeks = figures.weeks();
        Double health = dashboard.healthScore();
        long known =
                dashboard.parts().stream().filter(part -> part.share().known()).count();
        return new HealthView(
                health == null ? UNKNOWN : Words.number(Math.round(health)),
                health == null ? 0 : health,
                health != null,
                health == null
                        ? known + " of 4 parts can be measured yet; " + Dashboard.PARTS_NEEDED + " are needed."
                        : known == dashboard.parts().size()
                                ? "The mean of its " + known + " parts."
                                : "The mean of the " + known + " parts that can be measured yet, of "
                                        + dashboard.parts().size() + ".",
                dashboard.parts().stream()
                        .map(part -> new PartRow(
                                part.name(),
                                part.meaning(),
                                Words.count(part.share().hits(), part.hits()),
                                Words.count(part.share().of(), part.all()),
                                Words.interval(part.share())))
                        .toList(),
                tiles(dashboard, metrics),
                Charts.line(weeks),
                Charts.columns(weeks),
                risks(metrics.byRisk()),
                bars(metrics.byCategory(), Facet.CATEGORY, List.of("bug_fix", "performance", "feature", "refactor")),
                bars(metrics.byPriority(), Facet.PRIORITY, List.of("critical", "high", "medium", "low")));
    }

    private static List<Tile> tiles(Dashboard dashboard, KeyMetrics metrics) {
        Double velocity = dashboard.improvementVelocity();
        Double exposure = dashboard.riskExposure();
        Double trend = dashboard.qualityTrend();
        return List.of(
                new Tile(
                        "Improvement velocity",
                        velocity == null ? UNKNOWN : Words.rate(velocity),
                        "merged a day, over 30 days",
                        Href.tickets(dashboard.applied().rows()),
                        ""),
                new Tile(
                        "Risk exposure",
                        exposure == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", exposure),
                        "mean risk of " + Words.number(dashboard.standing().number()) + " tickets that have not ended",
                        Href.tickets(dashboard.standing().rows()),
                        ""),
                new Tile(
                        "Quality trend",
                        trend == null
                                ? UNKNOWN
                                : Math.round(trend) == 0 ? "±0" : String.format(Locale.ROOT, "%+.0f", trend),
                        "points of resolved tickets, against the 30 days before",
                        Href.tickets(dashboard.compared().rows()),
                        trend == null || Math.round(trend) == 0 ? "" : trend > 0 ? "good" : "bad"),
                new Tile(
                        "Success rate",
                        metrics.success().of() == 0
                                ? UNKNOWN
                                : Words.percent(metrics.success().percent()),
                        Words.number(metrics.success().hits()) + " of "
                                + Words.number(metrics.success().of()) + " attempts passed every gate",
                        Href.attempts(new AttemptFilter(null, true, null, null, null, null, null), 0),
                        ""),
                rate("Created", metrics.createdHour(), "in the last hour"),
                rate("Created", metrics.createdDay(), "in the last day"),
                rate("Resolved", metrics.resolvedHour(), "in the last hour"),
                rate("Resolved", metrics.resolvedDay(), "in the last day"));
    }

    private static Tile rate(String name, Amount amount, String note) {
        return new Tile(name, Words.number(amount.number()), note, Href.tickets(amount.rows()), "");
    }

    private static List<Bar> risks(Map<Integer, Amount> byRisk) {
        int most = byRisk.values().stream().mapToInt(Amount::number).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        byRisk.forEach((risk, amount) -> bars.add(Words.bar(Integer.toString(risk), amount, most, "")));
        return bars;
    }

    private static List<Bar> bars(Map<String, Amount> amounts, Facet facet, List<String> order) {
        int most = amounts.values().stream().mapToInt(Amount::number).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (String value : order) {
            Amount none = new Amount(0, TicketFilter.where(Condition.equal(facet, value)));
            bars.add(Words.bar(Words.title(value), amounts.getOrDefault(value, none), most, ""));
        }
        return bars;
    }
}
