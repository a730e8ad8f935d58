package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diff that another tool made, on a workspace of ours. */
class UnifiedDiffTest {
    private static final String TEXT = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";

    @TempDir
    Path folder;

    private Path own;
    private Sample sample;

    @BeforeEach
    void aFolder() throws IOException {
        sample = new Sample(folder);
        own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("a.txt"), TEXT);
    }

    @Test
    void whatOurOwnChangeSaysComesOutTheSame() throws IOException {
        Map<String, String> wanted =
                Map.of("a.txt", "zero\none\ntwo\nfour\nfive\n5.5\nsix\nseven\nEIGHT\n", "b/c.txt", "new\n");
        String diff;
        try (Workspace ours = sample.workspaces.snapshot(own)) {
            ours.write(wanted);
            diff = ours.change().unifiedDiff();
        }

        try (Workspace theirs = sample.workspaces.snapshot(own)) {
            assertThat(UnifiedDiff.apply(theirs, diff)).isEqualTo(wanted);
        }
    }

    @Test
    void severalHunksShiftEachOther() throws IOException {
        String diff = "--- a.txt\n+++ a.txt\n@@ -1,2 +1,4 @@\n one\n+1.2\n+1.5\n two\n@@ -7 +9 @@\n-seven\n+SEVEN\n";
        try (Workspace theirs = sample.workspaces.snapshot(own)) {
            assertThat(UnifiedDiff.apply(theirs, diff))
                    .containsEntry("a.txt", "one\n1.2\n1.5\ntwo\nthree\nfour\nfive\nsix\nSEVEN\neight\n");
        }
    }

    @Test
    void nothingIsGuessed() throws IOException {
        try (Workspace theirs = sample.workspaces.snapshot(own)) {
            assertThatThrownBy(() -> UnifiedDiff.apply(theirs, "--- a/a.txt\n+++ b/a.txt\n@@ -2 +2 @@\n-TWO\n+2\n"))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("does not fit a.txt at line 2");
            assertThatThrownBy(() -> UnifiedDiff.apply(theirs, "--- a/a.txt\n+++ /dev/null\n@@ -1,8 +0,0 @@\n"))
                    .hasMessageContaining("deletes");
            assertThatThrownBy(() -> UnifiedDiff.apply(theirs, "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n"))
                    .hasMessageContaining("too soon");
            assertThatThrownBy(() -> UnifiedDiff.apply(theirs, "no diff")).hasMessageContaining("without a hunk");
        }
    }

    /** Found by fuzzing: the first was an exception of ours, the second was added at the end of the file. */
    @Test
    void aHunkThatBeginsBeforeOrBehindTheFileDoesNotFit() throws IOException {
        try (Workspace theirs = sample.workspaces.snapshot(own)) {
            assertThatThrownBy(() -> UnifiedDiff.apply(
                            theirs,
                            "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,1 @@\n one\n-two\n@@ -1,1 +1,1 @@\n-one\n+ONE\n"))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("does not fit a.txt at line 0");
            assertThatThrownBy(() -> UnifiedDiff.apply(theirs, "--- a/a.txt\n+++ b/a.txt\n@@ -20,0 +21 @@\n+late\n"))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("does not fit a.txt at line 21");
        }
    }
}
