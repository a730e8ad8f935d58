package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import java.util.Locale;

/** A ticket as commands print it: the columns' names, values in lower case. */
final class TicketView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TicketView() {}

    static ObjectNode json(Ticket ticket) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", ticket.id());
        json.put("repository", ticket.repository().slug());
        json.put("title", ticket.title());
        json.put("description", ticket.description());
        json.put("category", ticket.category().name().toLowerCase(Locale.ROOT));
        json.put("priority", ticket.priority().name().toLowerCase(Locale.ROOT));
        json.put("status", ticket.status().name().toLowerCase(Locale.ROOT));
        WaitingReason waiting = ticket.waiting();
        json.put("waiting", waiting == null ? "" : waiting.name());
        json.put("proposed_solution", ticket.proposedSolution());
        json.put("test_plan", ticket.testPlan());
        ticket.filesToModify().forEach(json.putArray("files_to_modify")::add);
        json.put("risk_level", ticket.riskLevel());
        json.put("estimated_effort", ticket.estimatedEffort());
        json.put("score", ticket.score());
        json.put("count", ticket.count());
        json.put("branch", ticket.branch());
        ObjectNode metadata = json.putObject("metadata");
        ticket.metadata().forEach(metadata::put);
        json.put("created_at", ticket.createdAt().toString());
        json.put("updated_at", ticket.updatedAt().toString());
        return json;
    }
}
