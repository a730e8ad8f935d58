package dev.fettle.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Attempt;
import dev.fettle.web.Views.AttemptView;
import dev.fettle.web.Views.DiffLine;
import dev.fettle.web.Views.Fact;
import dev.fettle.web.Views.FindingRow;
import dev.fettle.web.Views.GateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows an attempt's results, which are JSON with the names of {@code fettle fix --json}: {@code outcome}, {@code reason}, {@code patch},
 * {@code test_patch}, {@code red}, {@code green}, {@code rule}, {@code engine}, {@code candidates_tried}, {@code candidates_plausible},
 * {@code seconds}, {@code gates}, {@code risk}. What is missing is not shown; what is unknown is shown as it stands.
 */
final class AttemptViews {
    private static final List<String> FACTS = List.of(
            "outcome",
            "reason",
            "furthest",
            "summary",
            "rule",
            "engine",
            "confidence",
            "command",
            "candidates_generated",
            "candidates_compiled",
            "candidates_tried",
            "candidates_plausible",
            "risk");

    private final ObjectMapper json = new ObjectMapper();

    AttemptView view(Attempt attempt) {
        ObjectNode results = results(attempt.testResults());
        List<Fact> facts = new ArrayList<>();
        for (String name : FACTS) {
            JsonNode value = results.remove(name);
            // Its summary stands above the facts already.
            if (value != null && !value.isNull() && !value.asText().equals(attempt.changesSummary())) {
                facts.add(new Fact(name.replace('_', ' '), fact(value)));
            }
        }
        riskReasons(results, facts);
        tests(results, "red", facts);
        tests(results, "green", facts);
        seconds(results, facts);
        List<GateRow> gates = gates(results);
        List<DiffLine> diff = new ArrayList<>(Diffs.lines(text(results, "patch")));
        diff.addAll(Diffs.lines(text(results, "test_patch")));
        return new AttemptView(
                attempt.number(),
                TicketViews.when(attempt.timestamp()),
                attempt.success(),
                attempt.branchName(),
                attempt.changesSummary(),
                attempt.errorMessage(),
                facts,
                gates,
                diff,
                results.isEmpty() ? "" : results.toPrettyString());
    }

    private static String fact(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return String.format(Locale.ROOT, "%.2f", value.asDouble());
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private ObjectNode results(String stored) {
        try {
            JsonNode node = stored.isBlank() ? json.createObjectNode() : json.readTree(stored);
            return node instanceof ObjectNode object
                    ? object
                    : json.createObjectNode().set("results", node);
        } catch (JsonProcessingException e) {
            // It was not written as JSON: shown as it stands, nothing is lost.
            return json.createObjectNode().put("results", stored);
        }
    }

    private static String text(ObjectNode results, String name) {
        JsonNode value = results.remove(name);
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** A list of test ids, or of objects with a {@code test} (or {@code id}) and a {@code message}. */
    private static void tests(ObjectNode results, String name, List<Fact> facts) {
        JsonNode tests = results.remove(name);
        if (tests == null || !tests.isArray()) {
            return;
        }
        for (JsonNode test : tests) {
            String id = test.isTextual()
                    ? test.asText()
                    : test.path("test").asText(test.path("id").asText(""));
            String message = test.path("message").asText("");
            facts.add(new Fact(name, message.isEmpty() ? id : id + ": " + message));
        }
    }

    private static void riskReasons(ObjectNode results, List<Fact> facts) {
        JsonNode reasons = results.remove("risk_reasons");
        if (reasons == null || !reasons.isArray()) {
            return;
        }
        for (JsonNode reason : reasons) {
            String weight =
                    String.format(Locale.ROOT, "%+.1f", reason.path("weight").asDouble());
            facts.add(new Fact("risk " + weight, reason.path("text").asText("")));
        }
    }

    private static void seconds(ObjectNode results, List<Fact> facts) {
        JsonNode seconds = results.remove("seconds");
        if (seconds == null) {
            return;
        }
        if (seconds.isNumber()) {
            facts.add(new Fact("seconds", seconds.asText()));
        }
        seconds.fields()
                .forEachRemaining(stage -> facts.add(new Fact(
                        stage.getKey(),
                        String.format(Locale.ROOT, "%.1f s", stage.getValue().asDouble()))));
    }

    private static List<GateRow> gates(ObjectNode results) {
        JsonNode gates = results.remove("gates");
        if (gates == null) {
            return List.of();
        }
        JsonNode verdicts = gates.isArray() ? gates : gates.path("verdicts");
        List<GateRow> rows = new ArrayList<>();
        for (JsonNode verdict : verdicts) {
            rows.add(new GateRow(
                    verdict.path("gate").asText(""),
                    verdict.path("outcome").asText("").toLowerCase(Locale.ROOT),
                    verdict.path("title").asText(""),
                    verdict.path("required").asBoolean(false),
                    waiver(verdict),
                    verdict.path("detail").asText("").strip(),
                    findings(verdict)));
        }
        return rows;
    }

    private static String waiver(JsonNode verdict) {
        String by = verdict.path("waived_by").asText("");
        return by.isEmpty()
                ? ""
                : "waived by " + by + ": " + verdict.path("waived_because").asText("");
    }

    private static List<FindingRow> findings(JsonNode verdict) {
        List<FindingRow> rows = new ArrayList<>();
        for (JsonNode finding : verdict.path("findings")) {
            int line = finding.path("line").asInt(0);
            String path = finding.path("path").asText("");
            rows.add(new FindingRow(
                    line > 0 ? path + ":" + line : path,
                    finding.path("kind").asText(""),
                    finding.path("message").asText("")));
        }
        return rows;
    }
}
