package dev.fettle.backlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Evidence as JSON: one object with a name a kind ({@code {"exception": {…}, "issue": {…}}}), and a list of such objects where a kind
 * occurs twice.
 */
public final class EvidenceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EvidenceJson() {}

    /** The text that is stored. */
    public static String write(List<Evidence> evidence) {
        return node(evidence).toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static List<Evidence> read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence is not JSON", e);
        }
        List<Evidence> found = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(piece ->
                    piece.properties().forEach(named -> found.add(piece(named.getKey(), named.getValue()))));
        } else {
            root.properties().forEach(named -> found.add(piece(named.getKey(), named.getValue())));
        }
        return found;
    }

    /** As a tree, for whoever puts it into more JSON. */
    public static JsonNode node(List<Evidence> evidence) {
        Set<String> names = new HashSet<>();
        if (evidence.stream().allMatch(piece -> names.add(name(piece)))) {
            ObjectNode all = JSON.createObjectNode();
            evidence.forEach(piece -> all.set(name(piece), value(piece)));
            return all;
        }
        ArrayNode list = JSON.createArrayNode();
        evidence.forEach(piece -> list.addObject().set(name(piece), value(piece)));
        return list;
    }

    private static String name(Evidence piece) {
        if (piece instanceof Evidence.ExceptionSeen) {
            return "exception";
        } else if (piece instanceof Evidence.Anomaly) {
            return "anomaly";
        } else if (piece instanceof Evidence.Feedback) {
            return "feedback";
        } else if (piece instanceof Evidence.CiFailure) {
            return "ci";
        } else if (piece instanceof Evidence.LabelledIssue) {
            return "issue";
        } else if (piece instanceof Evidence.Finding) {
            return "finding";
        }
        return "manual";
    }

    private static JsonNode value(Evidence piece) {
        ObjectNode o = JSON.createObjectNode();
        if (piece instanceof Evidence.ExceptionSeen e) {
            o.put("type", e.type()).put("message", e.message()).put("count", e.count());
            o.put("first_seen", e.firstSeen().toString())
                    .put("last_seen", e.lastSeen().toString());
            return o.put("stack_trace", e.stackTrace());
        } else if (piece instanceof Evidence.Anomaly a) {
            return o.put("metric", a.metric())
                    .put("value", a.value())
                    .put("threshold", a.threshold())
                    .put("severity", a.severity());
        } else if (piece instanceof Evidence.Feedback f) {
            return o.put("text", f.text())
                    .put("sentiment", f.sentiment())
                    .put("timestamp", f.timestamp().toString());
        } else if (piece instanceof Evidence.CiFailure c) {
            o.put("run", c.run()).put("commit", c.commit()).put("branch", c.branch());
            c.tests().forEach(o.putArray("tests")::add);
            o.put("excerpt", c.excerpt()).put("count", c.count());
            return o.put("first_seen", c.firstSeen().toString())
                    .put("last_seen", c.lastSeen().toString());
        } else if (piece instanceof Evidence.LabelledIssue i) {
            return o.put("number", i.number())
                    .put("title", i.title())
                    .put("text", i.text())
                    .put("author", i.author());
        } else if (piece instanceof Evidence.Finding f) {
            return o.put("rule", f.rule())
                    .put("file", f.file())
                    .put("line", f.line())
                    .put("message", f.message());
        }
        return JSON.getNodeFactory().booleanNode(true);
    }

    private static Evidence piece(String name, JsonNode o) {
        return switch (name) {
            case "exception" ->
                new Evidence.ExceptionSeen(
                        text(o, "type"),
                        text(o, "message"),
                        o.path("count").asInt(1),
                        time(o, "first_seen"),
                        time(o, "last_seen"),
                        o.path("stack_trace").asText(""));
            case "anomaly" ->
                new Evidence.Anomaly(
                        text(o, "metric"),
                        o.path("value").asDouble(),
                        o.path("threshold").asDouble(),
                        text(o, "severity"));
            case "feedback" -> new Evidence.Feedback(text(o, "text"), text(o, "sentiment"), time(o, "timestamp"));
            case "ci" ->
                new Evidence.CiFailure(
                        text(o, "run"),
                        text(o, "commit"),
                        text(o, "branch"),
                        texts(o.path("tests")),
                        text(o, "excerpt"),
                        o.path("count").asInt(1),
                        time(o, "first_seen"),
                        time(o, "last_seen"));
            case "issue" ->
                new Evidence.LabelledIssue(
                        o.path("number").asLong(), text(o, "title"), text(o, "text"), text(o, "author"));
            case "finding" ->
                new Evidence.Finding(
                        text(o, "rule"), text(o, "file"), o.path("line").asInt(), text(o, "message"));
            case "manual" -> new Evidence.Manual();
            default -> throw new IllegalArgumentException("unknown kind of evidence: " + name);
        };
    }

    private static String text(JsonNode o, String name) {
        return o.path(name).asText("");
    }

    private static Instant time(JsonNode o, String name) {
        return Instant.parse(text(o, name));
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(one -> all.add(one.asText()));
        return all;
    }
}
