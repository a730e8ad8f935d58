package dev.fettle.backlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is counted of an attempt, read out of its results.
 *
 * @param reached how far it came
 * @param plausible whether a change was found that passes every test
 * @param engine that searched last, "" where none did or it was not noted
 * @param rule that made the patch, "" for none
 * @param reason why nothing was proposed, as a name; "" where something was
 * @param millis from checkout to its end, 0 where that was not measured
 */
public record AttemptFacts(
        Milestone reached,
        boolean plausible,
        String engine,
        String rule,
        String reason,
        long millis,
        List<GateOutcome> gates) {
    /** What one gate said, {@code outcome} in lower case. */
    public record GateOutcome(String gate, String outcome, boolean required) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REASON = Pattern.compile("([A-Z][A-Z_]*)(?::.*|\\s*)", Pattern.DOTALL);

    public AttemptFacts {
        gates = List.copyOf(gates);
    }

    /** Reads them. What is missing, or no JSON at all, counts as not known. */
    public static AttemptFacts of(Attempt attempt) {
        JsonNode results = results(attempt.testResults());
        boolean plausible = results.path("candidates_plausible").asInt(0) > 0 || results.hasNonNull("patch");
        Matcher reason = REASON.matcher(attempt.errorMessage());
        return new AttemptFacts(
                reached(attempt, results, plausible),
                plausible,
                results.path("engine").asText(""),
                results.path("rule").asText(""),
                attempt.success() ? "" : reason.matches() ? reason.group(1) : "OTHER",
                millis(results.path("seconds")),
                gates(results.path("gates")));
    }

    private static Milestone reached(Attempt attempt, JsonNode results, boolean plausible) {
        if (attempt.success()) {
            return Milestone.GATED;
        }
        if (plausible) {
            return Milestone.PATCHED;
        }
        return results.path("red").isEmpty() ? Milestone.ATTEMPTED : Milestone.REPRODUCED;
    }

    private static long millis(JsonNode seconds) {
        if (seconds.isNumber()) {
            return Math.round(seconds.asDouble() * 1000);
        }
        double all = 0;
        for (JsonNode stage : seconds) {
            all += stage.asDouble(0);
        }
        return Math.round(all * 1000);
    }

    private static List<GateOutcome> gates(JsonNode gates) {
        List<GateOutcome> outcomes = new ArrayList<>();
        for (JsonNode gate : gates) {
            String name = gate.path("gate").asText("");
            if (!name.isEmpty() && outcomes.stream().noneMatch(one -> one.gate().equals(name))) {
                outcomes.add(new GateOutcome(
                        name,
                        gate.path("outcome").asText("").toLowerCase(Locale.ROOT),
                        gate.path("required").asBoolean(false)));
            }
        }
        return outcomes;
    }

    private static JsonNode results(String stored) {
        try {
            return stored.isBlank() ? MissingNode.getInstance() : JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            // Written by hand or by something else: it is an attempt of which nothing more is known.
            return MissingNode.getInstance();
        }
    }
}
