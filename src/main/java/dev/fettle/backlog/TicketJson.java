package dev.fettle.backlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.TreeMap;

/** A ticket as JSON, with the names that its table has. */
public final class TicketJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TicketJson() {}

    public static ObjectNode node(Ticket ticket) {
        ObjectNode o = JSON.createObjectNode();
        o.put("id", ticket.id());
        o.put("title", ticket.title());
        o.put("description", ticket.description());
        o.put("category", lower(ticket.category()));
        o.put("priority", lower(ticket.priority()));
        o.put("status", lower(ticket.status()));
        o.set("evidence", EvidenceJson.node(ticket.evidence()));
        o.put("proposed_solution", ticket.proposedSolution());
        o.put("test_plan", ticket.testPlan());
        ticket.filesToModify().forEach(o.putArray("files_to_modify")::add);
        o.put("risk_level", ticket.riskLevel());
        o.put("estimated_effort", ticket.estimatedEffort());
        ObjectNode metadata = o.putObject("metadata");
        new TreeMap<>(ticket.metadata()).forEach(metadata::put);
        o.put("repository", ticket.repository().slug());
        o.put("fingerprint", ticket.fingerprint());
        WaitingReason waiting = ticket.waiting();
        if (waiting == null) {
            o.putNull("waiting");
        } else {
            o.put("waiting", lower(waiting));
        }
        o.put("count", ticket.count());
        o.put("score", ticket.score());
        o.put("branch", ticket.branch());
        o.put("created_at", ticket.createdAt().toString());
        o.put("updated_at", ticket.updatedAt().toString());
        return o;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
