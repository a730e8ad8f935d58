package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Users;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same lines mended to and fro: the second time a person is asked. */
class BackAndForthTest {
    private static final String FILE = "src/main/java/shop/Cart.java";
    private static final String OURS = "Mend the sum\n\nFettle-Ticket: ci_1700000000_0001\n";

    @TempDir
    Path folder;

    @TempDir
    Path git;

    @BeforeEach
    void aRepository() throws IOException {
        Users.repository(folder, Map.of(FILE, cart("net - tax")));
    }

    @Test
    void whatFettleMendedAndWouldMendBackIsStopped() throws IOException {
        commit(cart("net + tax"), OURS);
        commit("// Prices.\n" + cart("net + tax"), "Say what it is");
        Verdict verdict = judged("// Prices.\n" + cart("net - tax"), true);
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(BackAndForth.KIND);
        assertThat(verdict.findings().get(0).message()).contains("of ticket ci_1700000000_0001 brought");
    }

    @Test
    void aPersonMayUndoItAndIsOnlyTold() throws IOException {
        commit(cart("net + tax"), OURS);
        assertThat(judged(cart("net - tax"), false).outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void anotherMendingOfTheSameLineIsNone() throws IOException {
        commit(cart("net + tax"), OURS);
        assertThat(judged(cart("net + tax + toll"), true).findings()).isEmpty();
    }

    @Test
    void whatAPersonDidMayBeMendedBack() throws IOException {
        commit(cart("net + tax"), "Change the sum");
        assertThat(judged(cart("net - tax"), true).findings()).isEmpty();
    }

    private Verdict judged(String text, boolean ours) {
        GitWorkspaces workspaces = new GitWorkspaces(git, TransportRules.httpsOnly(), InstantSource.system());
        try (Workspace workspace = workspaces.snapshot(folder)) {
            workspace.write(Map.of(FILE, text));
            Change change = workspace.change();
            Candidate candidate = new Candidate(1, "literal-value", List.of(), "A.java", 1, 0.5, "'a' becomes 'b'");
            Patch patch = new Patch(
                    change, SampleProofs.findingsGone("R", 3, 2), candidate, "templates", 0.9, List.of(), null);
            return new LoopMetricsGate(RunLimits.NONE).judge(new GateInput(change, workspace, ours ? patch : null));
        }
    }

    private void commit(String text, String message) throws IOException {
        Users.write(folder, Map.of(FILE, text));
        Users.git(folder, "commit", "-q", "-a", "-m", message);
    }

    private static String cart(String sum) {
        return "package shop;\n\nclass Cart {\n    int sum(int net, int tax) {\n        return " + sum
                + ";\n    }\n}\n";
    }
}
