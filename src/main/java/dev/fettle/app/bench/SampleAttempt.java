package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * What an attempt on a ticket of {@link SampleBacklog} says: with the names of {@code fettle fix --json}, and about as long.
 *
 * @param results as JSON
 * @param reason why nothing was proposed, as a name, "" where something was
 * @param why the same as a sentence
 */
record SampleAttempt(String results, String reason, String why) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FAILURES =
            List.of("NO_FIX_FOUND", "NO_FIX_FOUND", "NOT_REPRODUCED", "NOT_CONFIDENT", "FLAKY", "GATE_STOPPED");
    private static final String PATCH = """
            diff --git a/src/main/java/com/acme/Cart.java b/src/main/java/com/acme/Cart.java
            --- a/src/main/java/com/acme/Cart.java
            +++ b/src/main/java/com/acme/Cart.java
            @@ -3,3 +3,3 @@
               int total() {
            -    return sum(lines);
            +    return lines == null ? 0 : sum(lines);
               }
            """;

    /** @param rule that mended it, "" where nothing did */
    static SampleAttempt drawn(Random drawn, String rule) {
        boolean success = !rule.isEmpty();
        String reason = success ? "" : FAILURES.get(drawn.nextInt(FAILURES.size()));
        boolean plausible = success || reason.equals("GATE_STOPPED") || reason.equals("NOT_CONFIDENT");
        int tried = 40 + drawn.nextInt(2_000);
        ObjectNode json = JSON.createObjectNode()
                .put("outcome", success ? "proposed" : "abstained")
                .put("engine", "template")
                .put("candidates_tried", tried)
                .put("candidates_plausible", plausible ? 1 : 0);
        ArrayNode red = json.putArray("red");
        if (!reason.equals("NOT_REPRODUCED")) {
            red.addObject().put("test", "com.acme.CartTest#empty").put("message", "expected 0");
        }
        json.putObject("seconds")
                .put("prepare", 2.5)
                .put("reproduce", 4.1)
                .put("localise", 1.2)
                .put("patch", 5 + drawn.nextInt(60));
        if (plausible) {
            gates(json.putArray("gates"), success, drawn.nextInt(12) == 0);
        }
        if (success) {
            json.put("rule", rule).put("confidence", "0.93").put("risk", 3).put("patch", PATCH);
            json.putArray("risk_reasons").addObject().put("weight", 1.5).put("text", "Two callers use the method.");
        }
        return new SampleAttempt(json.toString(), reason, "It did not work out.");
    }

    private static void gates(ArrayNode gates, boolean success, boolean warned) {
        gate(gates, "tests", "pass", "12 of 12 tests pass");
        gate(
                gates,
                "coverage",
                success ? "pass" : "fail",
                success ? "Coverage of changed lines 0.91, need 0.80" : "Coverage of changed lines 0.40, need 0.80");
        gate(gates, "secret-scan", "pass", "No secret in 2 changed lines");
        gate(gates, "consistency", "pass", "The text agrees with the change");
        gate(gates, "policy", warned ? "warn" : "pass", warned ? "160 changed lines, aim at 50" : "2 changed lines");
        gate(gates, "test-integrity", "pass", "No test was weakened");
        gate(gates, "loop-metrics", warned ? "error" : "pass", warned ? "Not measured in time" : "No slow-down seen");
        gate(gates, "mcp-doctor", "skipped", "No server is declared");
    }

    private static void gate(ArrayNode gates, String gate, String outcome, String title) {
        gates.addObject()
                .put("gate", gate)
                .put("outcome", outcome)
                .put("title", title)
                .put("required", !outcome.equals("skipped"));
    }
}
