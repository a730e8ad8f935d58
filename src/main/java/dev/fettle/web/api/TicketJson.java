package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.EvidenceJson;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketRows;
import dev.fettle.backlog.WaitingReason;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Tickets under the mission's names, as {@link TicketSchemas} describes them. */
final class TicketJson {
    private TicketJson() {}

    static ObjectNode summary(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", ticket.id());
        json.put("repository", ticket.repository().slug());
        json.put("title", ticket.title());
        json.put("category", word(ticket.category()));
        json.put("priority", word(ticket.priority()));
        json.put("status", word(ticket.status()));
        json.put("waiting", waiting == null ? null : waiting.name());
        json.put("waiting_reason", waiting == null ? null : waiting.sentence());
        json.put("risk_level", ticket.riskLevel());
        json.put("estimated_effort", ticket.estimatedEffort());
        json.put("score", ticket.score());
        json.put("count", ticket.count());
        json.put("branch", ticket.branch());
        json.put("created_at", ticket.createdAt().toString());
        json.put("updated_at", ticket.updatedAt().toString());
        return json;
    }

    static ObjectNode whole(Ticket ticket) {
        ObjectNode json = summary(ticket);
        json.put("description", ticket.description());
        ArrayNode evidence = json.putArray("evidence");
        ticket.evidence().forEach(piece -> evidence.add(EvidenceJson.node(List.of(piece))));
        json.put("proposed_solution", ticket.proposedSolution());
        json.put("test_plan", ticket.testPlan());
        ArrayNode files = json.putArray("files_to_modify");
        ticket.filesToModify().forEach(files::add);
        ObjectNode metadata = json.putObject("metadata");
        new TreeMap<>(ticket.metadata()).forEach(metadata::put);
        return json;
    }

    static ObjectNode story(Ticket ticket, TicketRows backlog) {
        ObjectNode json = whole(ticket);
        ArrayNode attempts = json.putArray("attempts");
        backlog.attempts(ticket.id())
                .forEach(attempt -> attempts.addObject()
                        .put("attempt_number", attempt.number())
                        .put("branch_name", attempt.branchName())
                        .put("changes_summary", attempt.changesSummary())
                        .put("test_results", attempt.testResults())
                        .put("success", attempt.success())
                        .put("error_message", attempt.errorMessage())
                        .put("timestamp", attempt.timestamp().toString()));
        ArrayNode history = json.putArray("history");
        backlog.history(ticket.id())
                .forEach(entry -> history.addObject()
                        .put("at", entry.at().toString())
                        .put("status", word(entry.status()))
                        .put("waiting", entry.waiting())
                        .put("cause", entry.cause()));
        return json;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
