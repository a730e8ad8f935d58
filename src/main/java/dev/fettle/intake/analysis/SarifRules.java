package dev.fettle.intake.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.UntrustedText;
import java.util.HashMap;
import java.util.Map;

/** The rules of one run's tool and its extensions, as its results refer to them: by index, or by an id that may have more parts than the rule's. */
final class SarifRules {
    private final JsonNode tool;
    private final Map<String, JsonNode> byId = new HashMap<>();

    SarifRules(JsonNode tool) {
        this.tool = tool;
        tool.path("extensions").forEach(extension -> extension.path("rules").forEach(this::keep));
        tool.path("driver").path("rules").forEach(this::keep);
    }

    private void keep(JsonNode rule) {
        byId.put(rule.path("id").asText(""), rule);
    }

    /** @param id as the result has it */
    record Rule(String id, JsonNode node) {

        /** What the result says: its own words, or the rule's with the result's arguments in them. */
        String message(JsonNode result) {
            JsonNode message = result.path("message");
            String text = message.path("text").asText("");
            if (text.isEmpty()) {
                text = node.path("messageStrings")
                        .path(message.path("id").asText(""))
                        .path("text")
                        .asText("");
            }
            int number = 0;
            for (JsonNode argument : message.path("arguments")) {
                text = text.replace("{" + number + "}", argument.asText(""));
                number++;
            }
            if (text.isEmpty()) {
                text = node.path("shortDescription").path("text").asText(id);
            }
            return text;
        }

        /** By the score of security rules where there is one, else by the level. */
        String severity(JsonNode result) {
            double score = node.path("properties").path("security-severity").asDouble(0);
            if (score > 0) {
                return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
            }
            String level = result.path("level")
                    .asText(node.path("defaultConfiguration").path("level").asText("warning"));
            return switch (level) {
                case "error" -> "high";
                case "warning" -> "medium";
                default -> "low";
            };
        }
    }

    /** The rule of a result; one that its tool does not describe has nothing but its id. */
    Rule of(JsonNode result) {
        JsonNode reference = result.path("rule");
        int index = result.path("ruleIndex").asInt(reference.path("index").asInt(-1));
        JsonNode component = reference.has("toolComponent")
                ? tool.path("extensions")
                        .path(reference.path("toolComponent").path("index").asInt(-1))
                : tool.path("driver");
        JsonNode indexed =
                index < 0 ? component.path("none") : component.path("rules").path(index);
        String written = result.path("ruleId").asText(reference.path("id").asText(""));
        String id = written.isEmpty() ? indexed.path("id").asText("unnamed") : written;
        JsonNode node = indexed.isMissingNode() ? known(id) : indexed;
        return new Rule(UntrustedText.oneLine(id, 200), node);
    }

    /** {@code CA2101/one} is a case of {@code CA2101}. */
    private JsonNode known(String id) {
        String shorter = id;
        while (!byId.containsKey(shorter) && shorter.contains("/")) {
            shorter = shorter.substring(0, shorter.lastIndexOf('/'));
        }
        return byId.getOrDefault(shorter, tool.path("none"));
    }
}
