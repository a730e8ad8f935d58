package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Tally;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.Funnel;
import dev.fettle.insight.Health;
import dev.fettle.insight.Trust;
import dev.fettle.web.DashboardViews.AttemptRow;
import dev.fettle.web.DashboardViews.AttemptsView;
import dev.fettle.web.DashboardViews.DeliveriesView;
import dev.fettle.web.Views.Choice;
import dev.fettle.web.Views.Fact;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /funnel}, {@code /engines}, {@code /health} and {@code /trust}, and the rows of attempts and deliveries that their numbers lead to. Read only. */
final class FigurePages implements WebServer.Routes {
    private static final int ROWS = TicketSearch.ROWS;

    private final WebParts parts;
    private final Tally tally;
    private final TicketViews views;

    FigurePages(WebParts parts) {
        this.parts = parts;
        this.tally = parts.figures().tally();
        this.views = new TicketViews(parts.backlog(), parts.forge().isPresent(), false, parts.clock());
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get(
                "/funnel",
                ctx -> page(
                        ctx,
                        "funnel.jte",
                        FunnelViews.view(
                                Funnel.of(tally, now()),
                                parts.figures().deliveries().byOutcome())));
        config.routes.get(
                "/engines", ctx -> page(ctx, "engines.jte", EngineViews.view(tally.engines(), Calibration.of(tally))));
        config.routes.get("/health", ctx -> page(ctx, "health.jte", HealthViews.view(Health.of(tally, now()))));
        config.routes.get(
                "/trust",
                ctx -> page(ctx, "trust.jte", TrustViews.view(Trust.of(tally, now()), Calibration.of(tally))));
        config.routes.get("/attempts", this::attempts);
        config.routes.get("/deliveries", this::deliveries);
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private void attempts(Context ctx) {
        AttemptSearch search = AttemptSearch.of(ctx);
        AttemptFilter filter = search.filter();
        int total = tally.attempts(filter);
        List<AttemptRow> rows = tally.attemptRows(filter, ROWS, search.offset()).stream()
                .map(row -> new AttemptRow(
                        row.ticketId(),
                        row.title(),
                        row.number(),
                        row.success(),
                        Words.spaced(row.reached()),
                        row.engine(),
                        row.rule(),
                        row.reason().isEmpty() ? "" : Funnel.sentence(row.reason()),
                        Words.time(row.millis()),
                        Words.ago(row.at(), now())))
                .toList();
        List<Fact> chosen = new ArrayList<>();
        search.chosen().forEach((name, value) -> chosen.add(new Fact(name, value)));
        page(
                ctx,
                "attempts.jte",
                new AttemptsView(
                        chosen,
                        rows,
                        Words.number(total) + (total == 1 ? " attempt" : " attempts"),
                        search.offset() == 0 ? "" : Href.attempts(filter, Math.max(0, search.offset() - ROWS)),
                        search.offset() + ROWS >= total ? "" : Href.attempts(filter, search.offset() + ROWS)));
    }

    private void deliveries(Context ctx) {
        Map<String, Integer> counts = new TreeMap<>(parts.figures().deliveries().byOutcome());
        String outcome = ctx.queryParam("outcome");
        int offset = TicketSearch.number(TicketSearch.text(ctx, "offset"), 10_000_000);
        int total = outcome == null
                ? counts.values().stream().mapToInt(Integer::intValue).sum()
                : counts.getOrDefault(outcome, 0);
        List<Choice> outcomes = new ArrayList<>();
        outcomes.add(new Choice(Href.deliveries(null, 0), "all", outcome == null));
        counts.forEach((name, count) -> outcomes.add(new Choice(
                Href.deliveries(name, 0),
                FunnelViews.outcome(name) + " (" + Words.number(count) + ")",
                name.equals(outcome))));
        page(
                ctx,
                "deliveries.jte",
                new DeliveriesView(
                        outcomes,
                        parts.figures().deliveries().list(outcome, ROWS, offset).stream()
                                .map(views::delivery)
                                .toList(),
                        Words.number(total) + (total == 1 ? " delivery" : " deliveries"),
                        offset == 0 ? "" : Href.deliveries(outcome, Math.max(0, offset - ROWS)),
                        offset + ROWS >= total ? "" : Href.deliveries(outcome, offset + ROWS)));
    }

    private void page(Context ctx, String template, Object view) {
        Pages.show(
                ctx,
                template,
                Map.of("view", view, "warnings", parts.warnings().get()),
                parts.forge().isPresent());
    }
}
