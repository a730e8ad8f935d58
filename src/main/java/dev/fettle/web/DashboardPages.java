package dev.fettle.web;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.web.DashboardViews.Bar;
import dev.fettle.web.DashboardViews.Chip;
import dev.fettle.web.DashboardViews.Count;
import dev.fettle.web.DashboardViews.NowView;
import dev.fettle.web.DashboardViews.Tile;
import dev.fettle.web.Views.TicketRow;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /}, {@code /tickets} and {@code /tickets/{id}}. Read only. */
final class DashboardPages implements WebServer.Routes {
    private static final int RECENT_DELIVERIES = 8;
    private static final int SHOWN = 10;
    private static final TicketFilter NEEDS_PERSON =
            TicketFilter.where(Condition.equal(Facet.NEEDS_PERSON, "1")).page(SHOWN, 0);
    private static final TicketFilter IN_WORK = TicketFilter.where(
                    Condition.equal(Facet.ENDED, ""),
                    Condition.not(Facet.STATUS, "open"),
                    Condition.not(Facet.STATUS, "ready"))
            .page(SHOWN, 0);

    private final WebParts parts;
    private final Onlooker.Source onlookers;
    private final Pages pages;
    private final TicketViews views;
    private final Function<Context, String> tokens;

    /**
     * @param forge where people see repositories on the forge, or ""
     * @param tokens what the forms of a person who is signed in must bring back; "" for everybody else
     */
    DashboardPages(WebParts parts, Onlooker.Source onlookers, String forge, Function<Context, String> tokens) {
        this.parts = parts;
        this.onlookers = onlookers;
        this.pages = new Pages(parts.forge().isPresent());
        this.views = new TicketViews(parts.forge().isPresent(), forge, parts.clock());
        this.tokens = tokens;
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/", this::now);
        config.routes.get("/tickets", this::tickets);
        config.routes.get("/tickets/{id}", this::ticket);
        config.routes.error(404, "html", ctx -> {
            if (!Pages.shown(ctx)) {
                pages.show(ctx, onlookers.of(ctx), "notfound.jte", Map.of("what", "There is no such page."));
            }
        });
        config.routes.error(
                405,
                "html",
                ctx -> pages.show(
                        ctx,
                        onlookers.of(ctx),
                        "notfound.jte",
                        Map.of(
                                "title",
                                "Not this way",
                                "what",
                                "This page is only there to be read, or takes a form of its own. Nothing was done.")));
    }

    private void now(Context ctx) {
        Onlooker onlooker = onlookers.of(ctx);
        TicketRows tickets = onlooker.tickets();
        Tally tally = onlooker.tally();
        String live = LiveRoutes.path(tally.pulse());
        Instant now = parts.clock().instant();
        Map<String, Integer> byStatus = tally.tickets(TicketFilter.ALL, Facet.STATUS).stream()
                .collect(Collectors.toMap(cell -> cell.values().get(0), Tally.Cell::count));
        int people = tickets.count(NEEDS_PERSON);
        int working = byStatus.getOrDefault("in_progress", 0) + byStatus.getOrDefault("testing", 0);
        Count work = Words.count(working, IN_WORK);
        List<TicketRow> waiting = rows(tickets, NEEDS_PERSON);
        List<TicketRow> underWay = rows(tickets, IN_WORK);
        NowView view = new NowView(
                tiles(tickets, byStatus, people, work, now),
                waiting,
                waiting.size() < people ? Words.count(people, NEEDS_PERSON) : null,
                underWay,
                underWay.size() < working ? work : null,
                onlooker.budgets().stream()
                        .map(use -> new Bar(
                                use.name(),
                                new Count(Words.number(use.used()) + " of " + Words.number(use.limit()), use.href()),
                                Words.length(use.used(), use.limit()),
                                use.note()))
                        .toList(),
                onlooker.deliveries().list(null, RECENT_DELIVERIES, 0).stream()
                        .map(views::delivery)
                        .toList(),
                onlooker.deliveries()
                        .lastVerified()
                        .map(at -> Words.ago(at, now))
                        .orElse(null),
                byStatus.isEmpty(),
                !onlooker.seesTheWhole() || !parts.webhookSecrets().get().isEmpty(),
                onlooker.seesTheWhole());
        pages.show(ctx, onlooker, "now.jte", Map.of("view", view, "live", live));
    }

    private static List<Tile> tiles(
            TicketRows tickets, Map<String, Integer> byStatus, int people, Count work, Instant now) {
        TicketFilter today = TicketFilter.where(
                Condition.equal(Facet.STATUS, "applied"),
                Condition.atLeast(Facet.ENDED, now.minus(Duration.ofDays(1)).toString()));
        int merged = tickets.count(today);
        return List.of(
                new Tile(
                        "Needs a person",
                        Words.number(people),
                        "to review, approve or answer",
                        Href.tickets(NEEDS_PERSON),
                        people > 0 ? "wait" : ""),
                new Tile("In work", work.text(), "a cycle is under way", work.href(), ""),
                status("Open", "waiting for their turn or for something", "open", byStatus),
                status("Ready", "every gate passed", "ready", byStatus),
                new Tile(
                        "Merged today",
                        Words.number(merged),
                        "in the last 24 hours",
                        Href.tickets(today),
                        merged > 0 ? "good" : ""),
                status("Merged", "in all", "applied", byStatus),
                status("Given up", "each with its reason", "failed", byStatus),
                status("Rejected", "a person said no", "rejected", byStatus));
    }

    private static Tile status(String name, String note, String status, Map<String, Integer> byStatus) {
        return new Tile(name, Words.number(byStatus.getOrDefault(status, 0)), note, "/tickets?status=" + status, "");
    }

    private List<TicketRow> rows(TicketRows tickets, TicketFilter filter) {
        return tickets.list(filter).stream().map(views::row).toList();
    }

    private void tickets(Context ctx) {
        Onlooker onlooker = onlookers.of(ctx);
        String live = LiveRoutes.path(onlooker.tally().pulse());
        TicketSearch search = TicketSearch.of(ctx);
        TicketRows tickets = onlooker.tickets();
        int total = tickets.count(search.filter());
        int from = search.filter().offset();
        // To find that there is nothing would take as long once more.
        List<TicketRow> rows = total > from ? rows(tickets, search.filter()) : List.of();
        pages.show(
                ctx,
                onlooker,
                "tickets.jte",
                Map.of(
                        "live",
                        live,
                        "view",
                        new DashboardViews.TicketsView(
                                FilterForm.fields(
                                        search.filter(), onlooker.tally().repositories()),
                                search.words(),
                                search.beside().stream()
                                        .map(condition -> new Chip(
                                                Href.name(condition),
                                                condition.value(),
                                                FilterForm.words(condition),
                                                search.without(condition)))
                                        .toList(),
                                rows,
                                Words.number(total) + (total == 1 ? " ticket" : " tickets"),
                                Pager.of(from, TicketSearch.ROWS, total, search::page))));
    }

    private void ticket(Context ctx) {
        Onlooker onlooker = onlookers.of(ctx);
        TicketRows tickets = onlooker.tickets();
        String live = LiveRoutes.path(onlooker.tally().pulse());
        Optional<Ticket> ticket = tickets.find(ctx.pathParam("id"));
        if (ticket.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            pages.show(ctx, onlooker, "notfound.jte", Map.of("what", "There is no ticket of that name."));
            return;
        }
        pages.show(
                ctx,
                onlooker,
                "ticket.jte",
                Map.of("view", views.view(ticket.get(), tickets), "live", live, "token", tokens.apply(ctx)));
    }
}
