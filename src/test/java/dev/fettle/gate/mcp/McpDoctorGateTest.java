package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.McpServer;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a change is told of its servers: which it broke, and which were broken before. */
class McpDoctorGateTest extends ClinicTest {
    private static final String HEALTHY = declaration("none");

    private static String declaration(String fault) {
        return Clinic.declares("sample", "node", "server.mjs", fault).get(".mcp.json");
    }

    @Test
    void aHealthyServerPasses() throws IOException {
        Verdict verdict = judge(Map.of(".mcp.json", HEALTHY), Changes.added("a.txt", "a\n"), true);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).isEqualTo("1 MCP server, all healthy");
        assertThat(verdict.detail()).contains("sample: start passed, handshake passed", "probe call passed");
    }

    @Test
    void aServerThatTheChangeBrokeFails() throws IOException {
        String before = Clinic.script("server.mjs");
        String after = before.replace("const object", "process.exit(1);\nconst object");
        Verdict verdict = judge(
                Map.of(".mcp.json", HEALTHY, "server.mjs", after),
                Changes.modified("server.mjs", before, after),
                false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).isEqualTo("1 MCP server, 1 broken by this change");
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(".mcp.json");
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.kind()).isEqualTo("died-at-start");
            assertThat(finding.message())
                    .startsWith("sample, start, broken by this change: It ended before it answered");
        });
    }

    /** A repair is judged beside a tree that lies as before it. */
    @Test
    void aTreeThatLiesAsBeforeTheChangeIsJudgedAsAfterIt() throws IOException {
        String before = Clinic.script("server.mjs");
        String after = before.replace("const object", "process.exit(1);\nconst object");
        Change breaks = Changes.modified("server.mjs", before, after);
        Map<String, String> asBefore = Map.of(".mcp.json", HEALTHY, "server.mjs", before);
        assertThat(judge(asBefore, breaks, false).title()).isEqualTo("1 MCP server, 1 broken by this change");
        Map<String, String> broken = Map.of(".mcp.json", HEALTHY, "server.mjs", after);
        Change mends = Changes.modified("server.mjs", after, before);
        assertThat(judge(broken, mends, true).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aServerThatWasBrokenBeforeIsNotOursAndStopsOnlyWhenRequired() throws IOException {
        Map<String, String> files = Map.of(".mcp.json", declaration("dies-in-call"));
        Change elsewhere = Changes.added("a.txt", "a\n");
        Verdict required = judge(files, elsewhere, true);
        assertThat(required.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(required.title()).isEqualTo("1 MCP server, 1 broken before (not ours)");
        assertThat(required.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith("sample, probe call, broken before, not ours: "));
        assertThat(judge(files, elsewhere, false).outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void anotherFaultOfABrokenServerIsTheChanges() throws IOException {
        String before = declaration("hidden-order");
        String after = declaration("dies-at-start");
        Verdict verdict = judge(Map.of(".mcp.json", after), Changes.modified(".mcp.json", before, after), false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("broken by this change"));
    }

    @Test
    void aNewServerThatIsBrokenIsTheChanges() throws IOException {
        String declared = declaration("schema-missing");
        Verdict verdict = judge(Map.of(".mcp.json", declared), Changes.added(".mcp.json", declared), false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("new with this change"));
    }

    @Test
    void anOptionalServerOnlyWarns() throws IOException {
        String declared = declaration("schema-missing");
        McpServer optional = new McpServer("sample", "", List.of(), Map.of(), "", true, Optional.empty());
        Verdict verdict =
                judge(Map.of(".mcp.json", declared), Changes.added(".mcp.json", declared), List.of(optional), true);
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void aToolThatIsGoneIsSaid() throws IOException {
        String lean = Clinic.script("server.mjs");
        String rich = lean.replace(
                "const faultyTools = {", "const faultyTools = {\n  none: [echo, { ...echo, name: 'shout' }],");
        Change loses = Changes.modified("server.mjs", rich, lean);
        Map<String, String> files = Map.of(".mcp.json", HEALTHY, "server.mjs", lean);
        Verdict verdict = judge(files, loses, true);
        assertThat(verdict.outcome()).as("a person may mean to").isEqualTo(Outcome.WARN);
        assertThat(verdict.title()).isEqualTo("1 MCP server, 1 tool gone");
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(".mcp.json");
            assertThat(finding.kind()).isEqualTo("tool-gone");
            assertThat(finding.message()).startsWith("sample no longer has the tool shout");
        });

        Change gains = Changes.modified("server.mjs", lean, rich);
        assertThat(judge(Map.of(".mcp.json", HEALTHY, "server.mjs", rich), gains, true)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aServerThatIsNoLongerDeclaredIsSaid() throws IOException {
        String both = "{\"mcpServers\": {\n \"sample\": {\"command\": \"node\", \"args\": [\"server.mjs\"]},\n"
                + " \"other\": {\"command\": \"node\", \"args\": [\"server.mjs\"]}\n}}\n";
        Verdict verdict = judge(Map.of(".mcp.json", HEALTHY), Changes.modified(".mcp.json", both, HEALTHY), false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.findings()).extracting(Verdict.Finding::kind).containsExactly("server-gone");
    }

    @Test
    void whatCouldNotBeTriedIsNoPass() throws IOException {
        Map<String, String> files = Clinic.declares("sample", "npx", "-y", "@acme/nowhere");
        Change elsewhere = Changes.added("a.txt", "a\n");
        Verdict required = judge(files, elsewhere, true);
        assertThat(required.outcome()).as("a required gate that could not run").isEqualTo(Outcome.ERROR);
        assertThat(required.title()).isEqualTo("1 MCP server, 1 not tried");
        assertThat(required.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo("package-not-local"));
        assertThat(judge(files, elsewhere, false).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void withoutServersItDoesNotApply() throws IOException {
        Verdict verdict = judge(Map.of("a.txt", "a\n"), Changes.added("a.txt", "a\n"), true);
        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(verdict.title()).isEqualTo("Declares no MCP servers");
    }

    @Test
    void withoutATreeItDoesNotApply() {
        Verdict verdict = new McpDoctorGate(clinic().doctor(Clinic.PATIENT), List.of(), true)
                .judge(Judged.persons(Changes.added("a.txt", "a\n")));
        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void withoutASandboxNothingIsStarted() throws IOException {
        McpDoctor nowhere = new McpDoctor(
                SandboxSelection.strongestOf(List.of()), SecretShapes.bundled(), Clinic.packages(), Clinic.PATIENT);
        try (Workspace workspace = clinic().repository(Map.of(".mcp.json", HEALTHY))) {
            Verdict verdict = new McpDoctorGate(nowhere, List.of(), true)
                    .judge(new GateInput(Changes.added("a.txt", "a\n"), workspace, null));
            assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(verdict.title()).isEqualTo("No MCP server was started: there is no sandbox");
        }
    }

    private Verdict judge(Map<String, String> files, Change change, boolean required) throws IOException {
        return judge(files, change, Clinic.probing("sample"), required);
    }

    private Verdict judge(Map<String, String> files, Change change, List<McpServer> settings, boolean required)
            throws IOException {
        Map<String, String> all = new HashMap<>(files);
        change.files().forEach(file -> all.putIfAbsent(file.path(), String.valueOf(file.after())));
        List<McpServer> known = files.containsKey(".mcp.json") ? settings : List.of();
        try (Workspace workspace = clinic().repository(all)) {
            return new McpDoctorGate(clinic().doctor(Clinic.PATIENT), known, required)
                    .judge(new GateInput(change, workspace, null));
        }
    }
}
