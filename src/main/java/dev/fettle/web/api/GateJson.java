package dev.fettle.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Ticket;
import java.util.List;
import java.util.Optional;

/** What the gates said of an attempt, out of what is kept with it. */
final class GateJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_A_VERDICT = List.of("gate", "outcome", "title", "detail", "required");

    private GateJson() {}

    static Schema schema() {
        Schema finding = Schema.object("")
                .must("path", Schema.text("").fromOthers())
                .must("line", Schema.integer(""))
                .must("kind", Schema.text(""))
                .must("message", Schema.text("").fromOthers());
        Schema verdict = Schema.object("")
                .must("gate", Schema.text("Its id; docs/gates/<id>.md says what it does."))
                .must("outcome", Schema.text("pass, fail, error, neutral or skipped, in capital letters."))
                .must("title", Schema.text("The number or fact that decides.").fromOthers())
                .must("detail", Schema.text("").fromOthers())
                .must("required", Schema.bool("Whether it must pass."))
                .may("waived_by", Schema.text("Who let it through."))
                .may("waived_because", Schema.text("Why.").fromOthers())
                .must("findings", Schema.list("", finding));
        Schema reason =
                Schema.object("").must("text", Schema.text("").fromOthers()).must("weight", Schema.number("Points."));
        return Schema.object("What the gates said of an attempt.")
                .must("ticket_id", Schema.text(""))
                .must("status", Schema.text("Where the ticket stands."))
                .must(
                        "attempt_number",
                        Schema.integer("Null as long as there was no attempt.").orNull())
                .must("branch_name", Schema.text("").orNull())
                .must(
                        "success",
                        Schema.bool("Whether it ended with a patch that passed.")
                                .orNull())
                .must(
                        "error_message",
                        Schema.text("Why not, empty when it did.").fromOthers())
                .must(
                        "furthest",
                        Schema.text("The furthest stage, where it stopped before the end.")
                                .orNull())
                .must("risk", Schema.integer("Of the patch, 1 to 10.").orNull())
                .must("risk_reasons", Schema.list("Heaviest first.", reason))
                .must("gates", Schema.list("Empty where it never came to a patch.", verdict))
                .named("GateReport");
    }

    static ObjectNode of(Ticket ticket, Optional<Attempt> attempt) {
        ObjectNode report = JSON.createObjectNode();
        JsonNode results = attempt.map(GateJson::results).orElse(JSON.createObjectNode());
        report.put("ticket_id", ticket.id());
        report.put("status", TicketJson.word(ticket.status()));
        report.put("attempt_number", attempt.map(Attempt::number).orElse(null));
        report.put("branch_name", attempt.map(Attempt::branchName).orElse(null));
        report.put("success", attempt.map(Attempt::success).orElse(null));
        report.put("error_message", attempt.map(Attempt::errorMessage).orElse(""));
        report.put(
                "furthest",
                results.hasNonNull("furthest") ? results.get("furthest").asText() : null);
        report.put("risk", results.path("risk").isInt() ? results.get("risk").asInt() : null);
        ArrayNode reasons = report.putArray("risk_reasons");
        results.path("risk_reasons")
                .forEach(reason -> reasons.addObject()
                        .put("text", reason.path("text").asText())
                        .put("weight", reason.path("weight").asDouble()));
        ArrayNode gates = report.putArray("gates");
        results.path("gates").forEach(verdict -> verdict(gates.addObject(), verdict));
        return report;
    }

    private static void verdict(ObjectNode json, JsonNode verdict) {
        OF_A_VERDICT.forEach(name -> {
            if (name.equals("required")) {
                json.put(name, verdict.path(name).asBoolean());
            } else {
                json.put(name, verdict.path(name).asText(""));
            }
        });
        if (verdict.has("waived_by")) {
            json.put("waived_by", verdict.path("waived_by").asText());
            json.put("waived_because", verdict.path("waived_because").asText());
        }
        ArrayNode findings = json.putArray("findings");
        verdict.path("findings")
                .forEach(finding -> findings.addObject()
                        .put("path", finding.path("path").asText(""))
                        .put("line", finding.path("line").asInt())
                        .put("kind", finding.path("kind").asText(""))
                        .put("message", finding.path("message").asText("")));
    }

    private static JsonNode results(Attempt attempt) {
        try {
            return JSON.readTree(attempt.testResults());
        } catch (JsonProcessingException e) {
            // An attempt of a time before its results were JSON: there are no gates in it.
            return JSON.createObjectNode();
        }
    }
}
