package dev.fettle.workspace;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Diffs that another tool made: they fit, or they are refused. */
class UnifiedDiffFuzzTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void aWorkspace() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("a.txt"), "one\ntwo\nthree\nfour\n");
        workspace = new Sample(folder).workspaces.snapshot(own);
    }

    @AfterEach
    void gone() {
        workspace.close();
    }

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> diffs() {
        return Mutations.seeds(
                "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n@@ -4 +4,2 @@ x\n four\n+five\n",
                "diff --git a/b/c.txt b/b/c.txt\nnew file mode 100644\n--- /dev/null\n+++ b/b/c.txt\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n");
    }

    @MethodSource
    @FuzzTest
    void diffs(byte[] input) {
        try {
            UnifiedDiff.apply(workspace, new String(input, StandardCharsets.UTF_8));
        } catch (WorkspaceException e) {
            // its contract
        }
    }
}
