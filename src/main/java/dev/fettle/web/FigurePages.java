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
import dev.fettle.web.DashboardViews.EnginesView;
import dev.fettle.web.DashboardViews.FunnelView;
import dev.fettle.web.DashboardViews.TrustView;
import dev.fettle.web.Views.Choice;
import dev.fettle.web.Views.Fact;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code /funnel}, {@code /engines}, {@code /health} and {@code /trust}, and the rows of attempts and deliveries that their numbers lead to. Read only. */
final class FigurePages implements WebServer.Routes {
    private static final int ROWS = TicketSearch.ROWS;

    private final WebParts parts;
    private final Onlooker.Source onlookers;
    private final Pages pages;
    private final TicketViews views;

    FigurePages(WebParts parts, Onlooker.Source onlookers) {
        this.parts = parts;
        this.onlookers = onlookers;
        this.pages = new Pages(parts.forge().isPresent());
        this.views = new TicketViews(parts.forge().isPresent(), "", parts.clock());
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/funnel", ctx -> page(ctx, "funnel.jte", this::funnel));
        config.routes.get("/engines", ctx -> page(ctx, "engines.jte", FigurePages::engines));
        config.routes.get(
                "/health",
                ctx -> page(ctx, "health.jte", onlooker -> HealthViews.view(Health.of(onlooker.tally(), now()))));
        config.routes.get("/trust", ctx -> page(ctx, "trust.jte", this::trust));
        config.routes.get("/attempts", ctx -> page(ctx, "attempts.jte", onlooker -> attempts(ctx, onlooker)));
        config.routes.get("/deliveries", ctx -> page(ctx, "deliveries.jte", onlooker -> deliveries(ctx, onlooker)));
    }

    private FunnelView funnel(Onlooker onlooker) {
        return FunnelViews.view(
                Funnel.of(onlooker.tally(), now()), onlooker.deliveries().byOutcome(), onlooker.seesTheWhole());
    }

    private static EnginesView engines(Onlooker onlooker) {
        Tally tally = onlooker.tally();
        return EngineViews.view(tally.engines(), Calibration.of(tally));
    }

    private TrustView trust(Onlooker onlooker) {
        Tally tally = onlooker.tally();
        return TrustViews.view(Trust.of(tally, now()), Calibration.of(tally));
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private AttemptsView attempts(Context ctx, Onlooker onlooker) {
        Tally tally = onlooker.tally();
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
        return new AttemptsView(
                chosen,
                rows,
                Words.number(total) + (total == 1 ? " attempt" : " attempts"),
                Pager.of(search.offset(), ROWS, total, offset -> Href.attempts(filter, offset)));
    }

    private DeliveriesView deliveries(Context ctx, Onlooker onlooker) {
        Map<String, Integer> counts = new TreeMap<>(onlooker.deliveries().byOutcome());
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
        return new DeliveriesView(
                outcomes,
                onlooker.deliveries().list(outcome, ROWS, offset).stream()
                        .map(views::delivery)
                        .toList(),
                Words.number(total) + (total == 1 ? " delivery" : " deliveries"),
                Pager.of(offset, ROWS, total, from -> Href.deliveries(outcome, from)),
                onlooker.seesTheWhole());
    }

    private void page(Context ctx, String template, Function<Onlooker, Object> view) {
        Onlooker onlooker = onlookers.of(ctx);
        String live = LiveRoutes.path(onlooker.tally().pulse());
        pages.show(ctx, onlooker, template, Map.of("view", view.apply(onlooker), "live", live));
    }
}
