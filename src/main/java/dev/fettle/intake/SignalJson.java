package dev.fettle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was reported as JSON, for the time until it is a ticket. Repository, count and times are kept beside it. */
public final class SignalJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SignalJson() {}

    /**
     * The text that is stored.
     *
     * @throws IllegalArgumentException for a kind of signal that nobody reports from outside
     */
    public static String write(Signal signal) {
        ObjectNode node = JSON.createObjectNode();
        if (signal instanceof Signal.ExceptionSeen seen) {
            node.put("kind", "exception").put("type", seen.type()).put("message", seen.message());
            strings(node.putArray("files"), seen.files());
            if (!seen.revision().isEmpty()) {
                node.put("revision", seen.revision());
            }
            if (seen.trace() != null) {
                trace(node.putObject("trace"), seen.trace());
            }
        } else if (signal instanceof Signal.AnomalySeen seen) {
            node.put("kind", "anomaly").put("metric", seen.metric());
            node.put("value", seen.value()).put("threshold", seen.threshold()).put("severity", seen.severity());
            strings(node.putArray("files"), seen.files());
        } else if (signal instanceof Signal.FeedbackGiven given) {
            node.put("kind", "feedback").put("text", given.text()).put("sentiment", given.sentiment());
        } else if (signal instanceof Signal.RuleFinding found) {
            node.put("kind", "finding");
            finding(node, found);
        } else if (signal instanceof Signal.AnalysisEnded ended) {
            node.put("kind", "analysis").put("tool", ended.tool()).put("category", ended.category());
            node.put("branch", ended.branch()).put("revision", ended.revision()).put("whole", ended.whole());
            strings(node.putArray("files"), ended.files());
            ArrayNode present = node.putArray("present");
            ended.present().forEach(found -> finding(present.addObject(), found));
        } else {
            throw new IllegalArgumentException(
                    "not reported from outside: " + signal.getClass().getSimpleName());
        }
        return node.toString();
    }

    /** Reads what {@link #write} wrote, standing for so many sightings. */
    public static Signal read(String text, RepositoryRef repository, int count, Instant first, Instant last) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a stored report is not JSON", e);
        }
        Signal once = switch (node.path("kind").asText()) {
            case "exception" ->
                new Signal.ExceptionSeen(
                                repository,
                                last,
                                node.path("type").asText(),
                                node.path("message").asText(),
                                trace(node.path("trace")),
                                strings(node.path("files")),
                                count)
                        .in(node.path("revision").asText(""));
            case "anomaly" ->
                new Signal.AnomalySeen(
                        repository,
                        last,
                        node.path("metric").asText(),
                        node.path("value").asDouble(),
                        node.path("threshold").asDouble(),
                        node.path("severity").asText(),
                        strings(node.path("files")));
            case "feedback" ->
                new Signal.FeedbackGiven(
                        repository,
                        last,
                        node.path("text").asText(),
                        node.path("sentiment").asText());
            case "finding" -> finding(node, repository, last);
            case "analysis" -> {
                List<Signal.RuleFinding> present = new ArrayList<>();
                node.path("present").forEach(found -> present.add(finding(found, repository, last)));
                yield new Signal.AnalysisEnded(
                        repository,
                        last,
                        node.path("tool").asText(),
                        node.path("category").asText(),
                        node.path("branch").asText(),
                        node.path("revision").asText(),
                        node.path("whole").asBoolean(),
                        strings(node.path("files")),
                        present);
            }
            default -> throw new IllegalArgumentException("a stored report of no known kind");
        };
        return once.folded(count, first, last);
    }

    private static void finding(ObjectNode node, Signal.RuleFinding found) {
        node.put("rule", found.rule()).put("file", found.file()).put("line", found.line());
        node.put("message", found.message()).put("severity", found.severity());
        node.put("identity", found.identity()).put("solution", found.solution());
    }

    /** What comes from outside was not found by Fettle's own analyser. */
    private static Signal.RuleFinding finding(JsonNode node, RepositoryRef repository, Instant last) {
        return new Signal.RuleFinding(
                repository,
                last,
                node.path("rule").asText(),
                node.path("file").asText(),
                node.path("line").asInt(),
                node.path("message").asText(),
                node.path("severity").asText(),
                node.path("identity").asText(),
                node.path("solution").asText(),
                false);
    }

    private static void trace(ObjectNode node, StackTrace trace) {
        node.put("language", trace.language().name()).put("type", trace.type()).put("message", trace.message());
        ArrayNode frames = node.putArray("frames");
        trace.frames()
                .forEach(frame -> frames.addArray()
                        .add(frame.className())
                        .add(frame.method())
                        .add(frame.file())
                        .add(frame.line()));
        ArrayNode causes = node.putArray("causes");
        trace.causes().forEach(cause -> trace(causes.addObject(), cause));
    }

    private static @Nullable StackTrace trace(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<Frame> frames = new ArrayList<>();
        node.path("frames")
                .forEach(frame -> frames.add(new Frame(
                        frame.path(0).asText(),
                        frame.path(1).asText(),
                        frame.path(2).asText(),
                        frame.path(3).asInt())));
        List<StackTrace> causes = new ArrayList<>();
        for (JsonNode each : node.path("causes")) {
            StackTrace cause = trace(each);
            if (cause != null) {
                causes.add(cause);
            }
        }
        return new StackTrace(
                StackTrace.Language.valueOf(node.path("language").asText()),
                node.path("type").asText(),
                node.path("message").asText(),
                frames,
                causes);
    }

    private static void strings(ArrayNode array, List<String> all) {
        all.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }
}
