package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.gate.mcp.CheckResult;
import dev.fettle.gate.mcp.DoctorReport;
import dev.fettle.gate.mcp.Fault;
import dev.fettle.gate.mcp.ServerReport;
import java.util.Locale;

/** A doctor's report for the terminal and for programs. */
final class DoctorOutput {
    private DoctorOutput() {}

    /** One line a server and check; below each fault what to do. */
    static String text(DoctorReport report) {
        if (report.servers().isEmpty()) {
            return line(
                    "No MCP server is declared: no .mcp.json, no .vscode/mcp.json, no mcp_servers in .github/fettle.yml.");
        }
        StringBuilder text = new StringBuilder();
        for (ServerReport server : report.servers()) {
            String place = server.line() > 0 ? server.file() + ":" + server.line() : server.file();
            String kind = server.profile().isEmpty() ? "" : ", " + server.profile();
            text.append(line(name(server) + "  (" + place + kind + ")"));
            server.withheld().forEach(value -> text.append(line("  needs " + value + ", not given")));
            server.checks().forEach(check -> text.append(check(check)));
        }
        return text.append(line(summary(report))).toString();
    }

    private static String check(CheckResult check) {
        String detail = check.fault()
                        .map(fault -> fault.label() + (check.detail().isEmpty() ? "" : ": "))
                        .orElse("")
                + check.detail();
        String head = line(String.format(
                        Locale.ROOT,
                        "  %-7s %-17s %s",
                        outcome(check),
                        check.check().label(),
                        detail)
                .stripTrailing());
        return check.fault()
                .filter(fault -> fault.kind() != Fault.Kind.NOT_APPLICABLE || fault == Fault.NO_PROBE)
                .map(fault -> head + line("          " + fault.sentence()))
                .orElse(head);
    }

    private static String outcome(CheckResult check) {
        if (check.broken()) {
            return "FAIL";
        }
        return check.fault().isPresent() ? "skipped" : "ok";
    }

    private static String summary(DoctorReport report) {
        int broken = report.broken().size();
        int untried = report.untried().size();
        int all = report.servers().size();
        return all + (all == 1 ? " server: " : " servers: ") + (all - broken - untried) + " healthy, " + broken
                + " broken, " + untried + " not tried";
    }

    private static String name(ServerReport server) {
        return server.name().isEmpty() ? "(whole file)" : server.name();
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    /** Every server with its checks. */
    static ObjectNode json(DoctorReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("broken", report.broken().size())
                .put("not_tried", report.untried().size());
        ArrayNode servers = json.putArray("servers");
        for (ServerReport server : report.servers()) {
            ObjectNode one = servers.addObject()
                    .put("name", server.name())
                    .put("file", server.file())
                    .put("line", server.line())
                    .put("profile", server.profile())
                    .put("optional", server.optional())
                    .put("state", server.broken() ? "broken" : server.tried() ? "healthy" : "not_tried");
            server.withheld().forEach(one.putArray("not_given")::add);
            ArrayNode checks = one.putArray("checks");
            for (CheckResult check : server.checks()) {
                ObjectNode entry = checks.addObject()
                        .put("check", check.check().name().toLowerCase(Locale.ROOT))
                        .put(
                                "outcome",
                                check.broken() ? "failed" : check.fault().isPresent() ? "skipped" : "passed");
                check.fault()
                        .ifPresent(fault -> entry.put("fault", fault.label()).put("what_to_do", fault.sentence()));
                entry.put("detail", check.detail());
            }
        }
        return json;
    }
}
