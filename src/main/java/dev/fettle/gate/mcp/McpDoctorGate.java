package dev.fettle.gate.mcp;

import dev.fettle.base.settings.McpServer;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.mcp.Comparison.Judged;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the MCP servers that a repository declares; where one is at fault, also as it was before the change. */
public final class McpDoctorGate implements Gate {
    /** The gate's id. */
    public static final String ID = "mcp-doctor";

    private static final String SKIPPED_NONE = "Declares no MCP servers";

    private final McpDoctor doctor;
    private final List<McpServer> settings;
    private final boolean required;

    /**
     * A gate for one repository.
     *
     * @param settings what the repository's settings say of servers
     * @param required whether what was broken before must stop a change as well
     */
    public McpDoctorGate(McpDoctor doctor, List<McpServer> settings, boolean required) {
        this.doctor = doctor;
        this.settings = List.copyOf(settings);
        this.required = required;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Every MCP server that the repository declares starts, keeps to the protocol, works, and hides nothing.";
    }

    @Override
    public Verdict judge(GateInput input) {
        Workspace workspace = input.workspace();
        if (workspace == null) {
            return verdict(Outcome.SKIPPED, "Only the difference is at hand, so no server was started", "", List.of());
        }
        ServerTree after = ServerTree.after(workspace, input.change());
        if (!McpDoctor.declaresAny(after, settings)) {
            return verdict(Outcome.SKIPPED, SKIPPED_NONE, "", List.of());
        }
        try {
            DoctorReport now = doctor.examine(after, settings, server -> true, name -> {});
            Optional<DoctorReport> before = before(input, workspace, now);
            List<Finding> lost = before.map(was -> Lost.between(was, now)).orElse(List.of());
            return verdict(now, before, lost, input.patch() != null);
        } catch (SandboxRefusedException e) {
            return verdict(
                    Outcome.ERROR,
                    "No MCP server was started: there is no sandbox",
                    String.valueOf(e.getMessage()),
                    List.of());
        }
    }

    /**
     * The servers as they were before the change: all where it may have taken something away, else those that are at fault now; empty when there are none, or when the
     * tree before cannot be put together.
     */
    private Optional<DoctorReport> before(GateInput input, Workspace workspace, DoctorReport now) {
        List<ServerReport> broken = now.broken();
        boolean all = Lost.possible(input.change());
        return broken.isEmpty() && !all
                ? Optional.empty()
                : ServerTree.before(workspace, input.change())
                        .map(tree -> doctor.examine(
                                tree,
                                settings,
                                server -> all
                                        || broken.stream()
                                                .anyMatch(report -> server.isSameAs(report.name(), report.file())),
                                name -> {}));
    }

    private Verdict verdict(DoctorReport now, Optional<DoctorReport> before, List<Finding> lost, boolean ours) {
        List<Judged> faults = Comparison.of(now, before);
        List<Finding> findings = new ArrayList<>();
        faults.forEach(fault -> findings.add(finding(fault)));
        findings.addAll(lost);
        List<ServerReport> untried = now.untried();
        untried.forEach(server -> server.obstacle().ifPresent(why -> findings.add(finding(server, why, "not tried"))));
        long byChange = faults.stream()
                .filter(fault -> fault.origin() != Origin.BEFORE)
                .map(Judged::server)
                .distinct()
                .count();
        long older = now.broken().size() - byChange;
        // A repair takes nothing away; a person may mean to.
        boolean stops = ours && !lost.isEmpty()
                || faults.stream()
                        .anyMatch(fault -> !fault.server().optional() && (fault.origin() != Origin.BEFORE || required));
        boolean blind =
                untried.stream().flatMap(server -> server.obstacle().stream()).anyMatch(CheckResult::couldNotRun);
        Outcome outcome;
        if (stops) {
            outcome = Outcome.FAIL;
        } else if (untried.size() == now.servers().size()) {
            outcome = blind && required ? Outcome.ERROR : Outcome.SKIPPED;
        } else {
            outcome = faults.isEmpty() && lost.isEmpty() && !blind ? Outcome.PASS : Outcome.WARN;
        }
        String title = title(now.servers().size(), byChange, older, lost, untried.size());
        return verdict(outcome, title, DoctorText.of(now), findings);
    }

    private static String title(int servers, long ours, long older, List<Finding> lost, int untried) {
        List<String> parts = new ArrayList<>();
        parts.add(servers + (servers == 1 ? " MCP server" : " MCP servers"));
        if (ours > 0) {
            parts.add(ours + " broken by this change");
        }
        if (older > 0) {
            parts.add(older + " broken before (not ours)");
        }
        if (!lost.isEmpty()) {
            parts.add(lost.size() + " "
                    + (lost.stream().allMatch(one -> one.kind().equals(Lost.TOOL)) ? "tool" : "thing")
                    + (lost.size() == 1 ? "" : "s") + " gone");
        }
        if (untried > 0) {
            parts.add(untried + " not tried");
        }
        if (parts.size() == 1) {
            parts.add("all healthy");
        }
        return String.join(", ", parts);
    }

    private static Finding finding(Judged fault) {
        return finding(fault.server(), fault.result(), fault.origin().words());
    }

    private static Finding finding(ServerReport server, CheckResult result, String words) {
        Fault fault = result.fault().orElseThrow();
        String name = server.name().isEmpty() ? server.file() : server.name();
        String detail = result.detail().isEmpty() ? "" : " (" + result.detail() + ")";
        return new Finding(
                server.file(),
                server.line(),
                fault.label(),
                name + ", " + result.check().label() + ", " + words + ": " + fault.sentence() + detail);
    }

    private Verdict verdict(Outcome outcome, String title, String detail, List<Finding> findings) {
        return new Verdict(id(), outcome, title, detail, findings);
    }
}
