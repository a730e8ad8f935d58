package dev.fettle.web;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.EvidenceJson;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.Dashboard;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/**}: the same as JSON, under the mission's names. Read only. */
final class Api implements WebServer.Routes {
    private final WebParts parts;
    private final Backlog backlog;

    Api(WebParts parts) {
        this.parts = parts;
        this.backlog = parts.backlog();
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/api/v1/status", ctx -> ctx.json(status()));
        config.routes.get("/api/v1/tickets", this::tickets);
        config.routes.get("/api/v1/tickets/{id}", this::ticket);
        config.routes.get(
                "/api/v1/dashboard",
                ctx -> ctx.json(
                        Dashboard.of(parts.figures().tally(), parts.clock().instant())
                                .json()));
    }

    private Map<String, Object> status() {
        Map<Status, Integer> byStatus = backlog.countByStatus();
        Map<String, Object> words = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            words.put(TicketViews.word(status), byStatus.getOrDefault(status, 0));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "total_tickets",
                byStatus.values().stream().mapToInt(Integer::intValue).sum());
        json.put("ready_for_review", byStatus.getOrDefault(Status.READY, 0));
        json.put(
                "in_progress", byStatus.getOrDefault(Status.IN_PROGRESS, 0) + byStatus.getOrDefault(Status.TESTING, 0));
        json.put("by_status", words);
        Calibration calibration = Calibration.of(parts.figures().tally());
        json.put("risk_calibration", calibration.riskRows());
        json.put("rule_records", calibration.ruleRows());
        json.put("warnings", parts.warnings().get());
        json.put(
                "last_delivery",
                parts.deliveries().lastAccepted().map(Object::toString).orElse(null));
        return json;
    }

    private void tickets(Context ctx) {
        TicketFilter filter = TicketQuery.of(ctx).filter();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", backlog.count(filter));
        json.put("offset", filter.offset());
        json.put("tickets", backlog.list(filter).stream().map(Api::json).toList());
        ctx.json(json);
    }

    private void ticket(Context ctx) {
        Optional<Ticket> ticket = backlog.find(ctx.pathParam("id"));
        if (ticket.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND).json(Map.of("error", "there is no ticket of that name"));
            return;
        }
        Map<String, Object> json = json(ticket.get());
        List<Map<String, Object>> attempts = new ArrayList<>();
        backlog.attempts(ticket.get().id()).forEach(attempt -> attempts.add(json(attempt)));
        json.put("attempts", attempts);
        List<Map<String, Object>> history = new ArrayList<>();
        backlog.history(ticket.get().id())
                .forEach(entry -> history.add(Map.of(
                        "at", entry.at().toString(),
                        "status", TicketViews.word(entry.status()),
                        "waiting", entry.waiting(),
                        "cause", entry.cause())));
        json.put("history", history);
        ctx.json(json);
    }

    private static Map<String, Object> json(Attempt attempt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attempt_number", attempt.number());
        json.put("branch_name", attempt.branchName());
        json.put("changes_summary", attempt.changesSummary());
        json.put("test_results", attempt.testResults());
        json.put("success", attempt.success());
        json.put("error_message", attempt.errorMessage());
        json.put("timestamp", attempt.timestamp().toString());
        return json;
    }

    private static Map<String, Object> json(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", ticket.id());
        json.put("repository", ticket.repository().slug());
        json.put("title", ticket.title());
        json.put("description", ticket.description());
        json.put("category", TicketViews.word(ticket.category()));
        json.put("priority", TicketViews.word(ticket.priority()));
        json.put("status", TicketViews.word(ticket.status()));
        json.put("waiting", waiting == null ? null : waiting.name());
        json.put("waiting_reason", waiting == null ? null : waiting.sentence());
        json.put(
                "evidence",
                ticket.evidence().stream()
                        .map(piece -> EvidenceJson.node(List.of(piece)))
                        .toList());
        json.put("proposed_solution", ticket.proposedSolution());
        json.put("test_plan", ticket.testPlan());
        json.put("files_to_modify", ticket.filesToModify());
        json.put("risk_level", ticket.riskLevel());
        json.put("estimated_effort", ticket.estimatedEffort());
        json.put("metadata", ticket.metadata());
        json.put("count", ticket.count());
        json.put("created_at", ticket.createdAt().toString());
        json.put("updated_at", ticket.updatedAt().toString());
        return json;
    }
}
