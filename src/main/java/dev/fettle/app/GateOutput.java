package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.UntrustedText;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.Change;
import java.util.Locale;
import java.util.stream.Collectors;

/** A gate report for the terminal and for programs. */
final class GateOutput {
    private static final int LONGEST_LINE = 300;

    private GateOutput() {}

    /** One line a gate, its findings below. */
    static String text(Change change, GateReport report) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d changed file%s, +%d -%d, since %s%n",
                change.files().size(),
                change.files().size() == 1 ? "" : "s",
                change.added(),
                change.removed(),
                change.base().substring(0, 12)));
        for (Verdict verdict : report.verdicts()) {
            text.append(String.format(
                    Locale.ROOT, "  %-8s %-15s %s%n", verdict.outcome(), verdict.gate(), line(verdict.title())));
            for (Finding finding : verdict.findings()) {
                String place = finding.line() > 0 ? finding.path() + ":" + finding.line() : finding.path();
                text.append("             ")
                        .append(line((place.isEmpty() ? "" : place + "  ") + finding.kind() + said(verdict, finding)))
                        .append(System.lineSeparator());
            }
        }
        String stopping = report.stopping().stream().map(Verdict::gate).collect(Collectors.joining(", "));
        text.append(report.passed() ? "passed" : "failed: " + stopping).append(System.lineSeparator());
        return text.toString();
    }

    /** What the title does not say already. */
    private static String said(Verdict verdict, Finding finding) {
        return verdict.title().startsWith(finding.message()) ? "" : ": " + finding.message();
    }

    /** Every verdict with its findings. */
    static ObjectNode json(Change change, GateReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("passed", report.passed())
                .put("base", change.base())
                .put("head", change.head())
                .put("files", change.files().size())
                .put("added", change.added())
                .put("removed", change.removed());
        ArrayNode gates = json.putArray("gates");
        for (Verdict verdict : report.verdicts()) {
            ObjectNode gate = gates.addObject()
                    .put("gate", verdict.gate())
                    .put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT))
                    .put("required", report.required().contains(verdict.gate()))
                    .put("title", verdict.title())
                    .put("detail", verdict.detail());
            ArrayNode findings = gate.putArray("findings");
            verdict.findings()
                    .forEach(finding -> findings.addObject()
                            .put("path", finding.path())
                            .put("line", finding.line())
                            .put("kind", finding.kind())
                            .put("message", finding.message()));
        }
        return json;
    }

    private static String line(String text) {
        return UntrustedText.oneLine(text, LONGEST_LINE);
    }
}
