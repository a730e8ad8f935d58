package dev.fettle.web;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.insight.Calibration;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.web.Views.NowView;
import dev.fettle.web.Views.TicketRow;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code /}, {@code /tickets} and {@code /tickets/{id}}. Read only. */
final class DashboardPages implements WebServer.Routes {
    private static final int RECENT_DELIVERIES = 25;
    private static final int RECENT_TICKETS = 200;

    private final WebParts parts;
    private final Backlog backlog;
    private final DeliveryLog deliveries;
    private final TicketViews views;

    DashboardPages(WebParts parts) {
        this.parts = parts;
        this.backlog = parts.backlog();
        this.deliveries = parts.deliveries();
        this.views = new TicketViews(backlog, parts.forge().isPresent());
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/", this::now);
        config.routes.get("/tickets", this::tickets);
        config.routes.get("/tickets/{id}", this::ticket);
        config.routes.error(404, "html", ctx -> page(ctx, "notfound.jte", Map.of("what", "There is no such page.")));
    }

    private void now(Context ctx) {
        Map<Status, Integer> byStatus = backlog.countByStatus();
        List<Views.Count> counts = new ArrayList<>();
        for (Status status : Status.values()) {
            String word = TicketViews.word(status);
            counts.add(new Views.Count(
                    word.replace('_', ' '), byStatus.getOrDefault(status, 0), "/tickets?status=" + word));
        }
        Calibration calibration = Calibration.of(backlog);
        NowView view = new NowView(
                counts,
                needPeople(),
                rows(Status.IN_PROGRESS, Status.TESTING),
                deliveries.recent(RECENT_DELIVERIES).stream()
                        .map(entry -> new Views.DeliveryRow(
                                TicketViews.when(entry.receivedAt()),
                                entry.event(),
                                entry.id(),
                                entry.outcome(),
                                entry.detail()))
                        .toList(),
                deliveries.lastAccepted().map(TicketViews::when).orElse(null),
                !parts.webhookSecrets().get().isEmpty(),
                records(calibration.byRisk()),
                records(calibration.byRule()));
        page(ctx, "now.jte", Map.of("view", view));
    }

    private static List<Views.RecordRow> records(Map<?, TrackRecord> records) {
        List<Views.RecordRow> rows = new ArrayList<>();
        records.forEach((name, record) -> {
            OptionalDouble share = record.shareNotWanted();
            rows.add(new Views.RecordRow(
                    String.valueOf(name),
                    record.proposed(),
                    record.open(),
                    record.merged(),
                    record.closed(),
                    record.rejected(),
                    record.reverted(),
                    record.withdrawn(),
                    share.isPresent() ? Math.round(100 * share.getAsDouble()) + " %" : "unknown"));
        });
        return rows;
    }

    /** Ready for review first, then what waits for an approval or an answer. */
    private List<TicketRow> needPeople() {
        List<TicketRow> rows = new ArrayList<>(rows(Status.READY));
        for (Ticket ticket : backlog.list(filter(Status.OPEN))) {
            WaitingReason waiting = ticket.waiting();
            if (waiting == WaitingReason.NEEDS_APPROVAL
                    || waiting == WaitingReason.REPORTED
                    || waiting == WaitingReason.NEEDS_INFO) {
                rows.add(views.row(ticket));
            }
        }
        return rows;
    }

    private List<TicketRow> rows(Status... statuses) {
        List<TicketRow> rows = new ArrayList<>();
        for (Status status : statuses) {
            backlog.list(filter(status)).forEach(ticket -> rows.add(views.row(ticket)));
        }
        return rows;
    }

    private static TicketFilter filter(Status status) {
        return new TicketFilter(status, null, null, null, null, RECENT_TICKETS, 0);
    }

    private void tickets(Context ctx) {
        TicketQuery query = TicketQuery.of(ctx);
        TicketFilter filter = query.filter();
        List<TicketRow> rows = backlog.list(filter).stream().map(views::row).toList();
        int total = backlog.count(filter);
        page(
                ctx,
                "tickets.jte",
                Map.of(
                        "view",
                        new Views.TicketsView(
                                query.filters(repositories()), rows, total, query.previous(), query.next(total))));
    }

    /** Keys and names of the repositories that have tickets. */
    private Map<String, String> repositories() {
        Map<String, String> byKey = new java.util.TreeMap<>();
        backlog.list(TicketFilter.ALL)
                .forEach(ticket ->
                        byKey.put(ticket.repository().key(), ticket.repository().slug()));
        return byKey;
    }

    private void ticket(Context ctx) {
        Optional<Ticket> ticket = backlog.find(ctx.pathParam("id"));
        if (ticket.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            page(ctx, "notfound.jte", Map.of("what", "There is no ticket of that name."));
            return;
        }
        page(ctx, "ticket.jte", Map.of("view", views.view(ticket.get())));
    }

    private void page(Context ctx, String template, Map<String, Object> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("warnings", parts.warnings().get());
        Pages.show(ctx, template, whole, parts.forge().isPresent());
    }
}
