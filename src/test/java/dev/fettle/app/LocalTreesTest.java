package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Trees;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.repair.Progress;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.Users;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trees that {@code fettle gate} builds, and what it says where it can build none. */
class LocalTreesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    @Test
    void aFolderOfNoKnownBuildIsSkippedWithTheReason() throws Exception {
        Users.repository(folder, Map.of("app.js", "let a = 1;\n"));
        Users.write(folder, Map.of("app.js", "let a = 2;\n"));
        Change change;
        try (Revisions revisions = Revisions.of(folder)) {
            change = revisions.toFolder(revisions.commit("HEAD"));
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FETTLE_HOME", home.toString());
        try (LocalTrees local = new LocalTrees(
                folder,
                change,
                SandboxChoice.DEFAULT,
                environment,
                Duration.ofMinutes(1),
                InstantSource.system(),
                Progress.SILENT,
                new PrintWriter(new StringWriter()))) {
            assertThat(Files.readString(local.head().root().resolve("app.js"))).isEqualTo("let a = 2;\n");
            assertThat(local.trees()).isInstanceOf(Trees.None.class);
            for (var gate : List.of(new TestsGate(), new CoverageGate(0.8))) {
                Verdict verdict = gate.judge(new GateInput(change, local.head(), null, local.trees()));
                assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SKIPPED);
                assertThat(verdict.title())
                        .isEqualTo("Could not be measured: no build of maven was recognised in the head");
            }
        }
    }
}
