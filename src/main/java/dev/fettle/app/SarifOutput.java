package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A gate report as SARIF 2.1.0, which code scanning of forges and editors read. One rule a gate and kind of finding ({@code secret-scan/github-token}); a gate that
 * fails without a place is a result without one, one that could not run or was not applicable a notification.
 */
final class SarifOutput {
    static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final int LONGEST_MESSAGE = 1000;

    private final Map<String, String> summaries = new LinkedHashMap<>();
    private final ObjectNode root = new ObjectMapper().createObjectNode();
    private final ObjectNode driver;
    private final ArrayNode rules;
    private final ArrayNode results;
    private final ArrayNode notifications;
    private final Map<String, Integer> indexOfRule = new HashMap<>();
    private final Set<String> fingerprints = new HashSet<>();

    private SarifOutput(List<Gate> gates, Change change) {
        gates.forEach(gate -> summaries.put(gate.id(), gate.summary()));
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Fettle").put("version", Version.current());
        rules = driver.putArray("rules");
        ObjectNode invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        notifications = invocation.putArray("toolExecutionNotifications");
        run.put("columnKind", "utf16CodeUnits");
        results = run.putArray("results");
        run.putObject("properties").put("base", change.base()).put("head", change.head());
    }

    /** The whole log. */
    static ObjectNode of(List<Gate> gates, Change change, GateReport report) {
        SarifOutput output = new SarifOutput(gates, change);
        gates.forEach(gate -> output.rule(gate.id(), gate.id()));
        report.verdicts().forEach(output::add);
        return output.root;
    }

    private void add(Verdict verdict) {
        switch (verdict.outcome()) {
            case ERROR -> {
                notification(verdict, "error");
                ((ObjectNode) root.path("runs").path(0).path("invocations").path(0)).put("executionSuccessful", false);
            }
            case SKIPPED -> notification(verdict, "note");
            default -> {
                String level = verdict.outcome() == Outcome.FAIL ? "error" : "warning";
                verdict.findings().forEach(finding -> finding(verdict, finding, level));
                if (verdict.outcome() == Outcome.FAIL && verdict.findings().isEmpty()) {
                    result(verdict.gate(), verdict.gate(), level, verdict.title());
                }
            }
        }
    }

    private void notification(Verdict verdict, String level) {
        ObjectNode notification = notifications.addObject();
        notification.put("level", level).putObject("message").put("text", text(verdict.title()));
        notification
                .putObject("associatedRule")
                .put("id", verdict.gate())
                .put("index", rule(verdict.gate(), verdict.gate()));
    }

    private void finding(Verdict verdict, Finding finding, String level) {
        String id = verdict.gate() + "/" + finding.kind();
        ObjectNode result = result(id, verdict.gate(), level, finding.message());
        if (!finding.path().equals(Finding.NO_FILE)) {
            place(result, finding);
        }
        result.putObject("partialFingerprints").put("fettle/v1", fingerprint(id, finding));
    }

    private static void place(ObjectNode result, Finding finding) {
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(finding.path())).put("uriBaseId", "%SRCROOT%");
        if (finding.line() > 0) {
            place.putObject("region").put("startLine", finding.line());
        }
    }

    private ObjectNode result(String id, String gate, String level, String message) {
        ObjectNode result = results.addObject()
                .put("ruleId", id)
                .put("ruleIndex", rule(id, gate))
                .put("level", level);
        result.putObject("message").put("text", text(message));
        return result;
    }

    private int rule(String id, String gate) {
        return indexOfRule.computeIfAbsent(id, fresh -> {
            ObjectNode rule = rules.addObject().put("id", fresh);
            String kind = fresh.equals(gate) ? "" : " Found: " + fresh.substring(gate.length() + 1) + ".";
            rule.putObject("shortDescription").put("text", summaries.getOrDefault(gate, gate) + kind);
            rule.putObject("help")
                    .put("text", "What it measures, its threshold and how to waive it: docs/gates/" + gate + ".md.");
            rule.putObject("defaultConfiguration").put("level", "error");
            rule.putObject("properties").putArray("tags").add(gate);
            return rules.size() - 1;
        });
    }

    /** The same finding keeps it while lines above it come and go; the second of a kind in a file has another. */
    private String fingerprint(String id, Finding finding) {
        int count = 1;
        while (!fingerprints.add(id + "\n" + finding.path() + "\n" + count)) {
            count++;
        }
        byte[] name = (id + "\n" + finding.path() + "\n" + count).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** A relative reference as RFC 3986 has it: every byte of a segment that is not plain is escaped. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", each & 0xFF));
        }
        return uri.toString();
    }

    static String text(String message) {
        return UntrustedText.oneLine(message, LONGEST_MESSAGE);
    }
}
