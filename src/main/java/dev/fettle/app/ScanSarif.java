package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Ticket;
import dev.fettle.improve.scan.Found;
import dev.fettle.improve.scan.ScanReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a scan found in files, as SARIF 2.1.0. What has no place in a file (a red check, an issue) is not in it. */
final class ScanSarif {
    private final ObjectNode root = new ObjectMapper().createObjectNode();
    private final ArrayNode rules;
    private final ArrayNode results;
    private final Map<String, Integer> indexOfRule = new LinkedHashMap<>();

    private ScanSarif() {
        root.put("$schema", SarifOutput.SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Fettle").put("version", Version.current());
        rules = driver.putArray("rules");
        run.put("columnKind", "utf16CodeUnits");
        results = run.putArray("results");
    }

    static ObjectNode of(ScanReport report) {
        ScanSarif sarif = new ScanSarif();
        report.found().forEach(sarif::add);
        return sarif.root;
    }

    private void add(Found found) {
        for (Evidence evidence : found.ticket().evidence()) {
            if (evidence instanceof Evidence.Finding finding) {
                add(found, finding);
                return;
            }
        }
    }

    private void add(Found found, Evidence.Finding finding) {
        Ticket ticket = found.ticket();
        String id = found.source() + "/" + finding.rule();
        ObjectNode result = results.addObject()
                .put("ruleId", id)
                .put("ruleIndex", rule(id, found.source()))
                .put("level", level(ticket.priority()));
        result.putObject("message").put("text", SarifOutput.text(finding.message()));
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation")
                .put("uri", SarifOutput.uri(finding.file()))
                .put("uriBaseId", "%SRCROOT%");
        if (finding.line() > 0) {
            place.putObject("region").put("startLine", finding.line());
        }
        result.putObject("partialFingerprints").put("fettleTicket/v1", ticket.fingerprint());
    }

    private static String level(Priority priority) {
        return switch (priority) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private int rule(String id, String source) {
        return indexOfRule.computeIfAbsent(id, fresh -> {
            ObjectNode rule = rules.addObject().put("id", fresh);
            rule.putObject("shortDescription").put("text", "Found by the scan of " + source + ".");
            return rules.size() - 1;
        });
    }
}
