package dev.fettle.web;

import dev.fettle.web.Views.DeliveryRow;
import dev.fettle.web.Views.TicketRow;
import dev.fettle.web.Views.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the templates of the dashboard's views are given: words and numbers, ready to be shown. */
public final class DashboardViews {
    private DashboardViews() {}

    /** A number as text, with the way to its rows; {@code href} "" where it has none. */
    public record Count(String text, String href) {}

    /** A number that stands out. {@code kind} colours it: good, bad, wait or "". */
    public record Tile(String name, String value, String note, String href, String kind) {}

    /** A row with a bar of its length, 0 to 100. */
    public record Bar(String name, Count count, double percent, String note) {}

    /** A share with its 95 % interval, all of 0 to 100; {@code text} says it, or that it is unknown. */
    public record Interval(boolean known, double low, double at, double high, String text, String range) {}

    /** {@code untouched}: whether no ticket has come yet; {@code whole}: whether what concerns no repository is part of it. */
    public record NowView(
            List<Tile> tiles,
            List<TicketRow> people,
            @Nullable Count morePeople,
            List<TicketRow> work,
            @Nullable Count moreWork,
            List<Bar> budgets,
            List<DeliveryRow> deliveries,
            @Nullable When lastDelivery,
            boolean untouched,
            boolean webhookOpen,
            boolean whole) {}

    public record TicketsView(
            List<Views.Filter> filters,
            String words,
            List<Chip> chips,
            List<TicketRow> rows,
            String total,
            Pager pager) {
        /** Whether anything was asked for but all of them. */
        public boolean narrowed() {
            return !words.isEmpty()
                    || !chips.isEmpty()
                    || filters.stream()
                            .flatMap(filter -> filter.choices().stream())
                            .anyMatch(
                                    choice -> choice.chosen() && !choice.value().isEmpty());
        }
    }

    /** What else narrows a list; {@code name} and {@code value} for the form, {@code href} the list without it. */
    public record Chip(String name, String value, String text, String href) {}

    public record FunnelView(List<Bar> deliveries, List<StageView> stages, boolean empty, boolean whole) {}

    /** A stage of the funnel; {@code kept} says which part of {@code of} came so far. */
    public record StageView(
            String name, String meaning, Bar bar, String kept, Count of, Count onTheWay, List<Bar> left) {}

    public record EnginesView(List<EngineRow> engines, List<RuleRow> rules) {}

    public record EngineRow(
            String name,
            Count attempts,
            Count plausible,
            Interval plausibleShare,
            Count gated,
            Count judged,
            Count merged,
            Interval mergedShare,
            String median) {}

    public record RuleRow(String name, Count proposed, Count judged, Count merged, Interval mergedShare) {}

    public record HealthView(
            String score,
            double scorePercent,
            boolean scoreKnown,
            String scoreNote,
            List<PartRow> parts,
            List<Tile> tiles,
            Charts.Line trend,
            Charts.Columns rates,
            List<Bar> risks,
            List<Bar> categories,
            List<Bar> priorities) {}

    public record PartRow(String name, String meaning, Count hits, Count all, Interval share) {}

    public record TrustView(
            List<RiskRow> risks, List<GateRow> gates, List<Bar> rejections, List<ReviewerRow> reviewers) {}

    public record RiskRow(
            String risk, Count proposed, Count open, Count merged, Count notWanted, Count withdrawn, Interval share) {}

    /** {@code stoppedPercent} of what it applied to it let not pass. */
    public record GateRow(
            String gate,
            Count asked,
            Count passed,
            Count warned,
            Count failed,
            Count notRun,
            Count skipped,
            double stoppedPercent) {}

    public record ReviewerRow(String login, Bar waiting, Count decided) {}

    public record AttemptsView(List<Views.Fact> chosen, List<AttemptRow> rows, String total, Pager pager) {}

    public record AttemptRow(
            String ticket,
            String title,
            int number,
            boolean success,
            String reached,
            String engine,
            String rule,
            String reason,
            String time,
            When at) {}

    public record DeliveriesView(
            List<Views.Choice> outcomes, List<DeliveryRow> rows, String total, Pager pager, boolean whole) {}
}
