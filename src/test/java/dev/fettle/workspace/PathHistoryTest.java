package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a file changed, and how old its lines are. */
class PathHistoryTest {
    private static final String PATH = "src/Price.java";

    @TempDir
    Path folder;

    private Sample sample;
    private Instant now = Sample.NOON.minus(Duration.ofDays(1000));

    @BeforeEach
    void aFileOfLongAgo() {
        sample = new Sample(folder);
        commit(Map.of(PATH, "a\nb\nc\n"));
    }

    private void commit(Map<String, String> texts) {
        sample.origin.commitFiles("main", texts, new CommitMessage("Work", "Mona", "mona@example.invalid", now));
    }

    private void later(int days, Map<String, String> texts) {
        now = now.plus(Duration.ofDays(days));
        commit(texts);
    }

    private PathHistory history(Integer... lines) {
        try (Workspace workspace = sample.main()) {
            return workspace.history(PATH, List.of(lines)).orElseThrow();
        }
    }

    @Test
    void aLineIsAsOldAsTheCommitThatWroteItWhereverItMovedSince() {
        Instant first = now;
        later(700, Map.of(PATH, "new\nnewer\na\nb\nc\n"));
        Instant second = now;
        later(10, Map.of("other.txt", "x\n"));

        PathHistory old = history(4);
        assertThat(old.linesChanged()).contains(first);
        assertThat(old.asOf()).isEqualTo(now);
        assertThat(history(4, 2).linesChanged()).as("the newest of them").contains(second);
    }

    @Test
    void onlyTheLastYearCountsAsChurn() {
        later(700, Map.of(PATH, "a\nB\nc\n"));
        later(10, Map.of(PATH, "a\nb\nc\n"));
        later(10, Map.of("other.txt", "x\n"));

        assertThat(history().changesInAYear()).isEqualTo(2);
        assertThat(history().linesChanged()).isEmpty();
    }

    @Test
    void aFolderWithoutCommitsHasNoHistory(@TempDir Path plain) throws Exception {
        Users.write(plain, Map.of(PATH, "a\n"));
        try (Workspace workspace = sample.workspaces.snapshot(plain)) {
            assertThat(workspace.history(PATH, List.of(1))).isEmpty();
        }
    }

    @Test
    void aShallowCopyTellsAsFarAsItGoes(@TempDir Path clone) {
        later(400, Map.of(PATH, "a\nB\nc\n"));
        Path shallow = clone.resolve("shop");
        Users.git(
                clone,
                "clone",
                "-q",
                "--depth",
                "1",
                sample.origin.directory().toUri().toString(),
                shallow.toString());
        try (Workspace workspace = sample.workspaces.snapshot(shallow)) {
            assertThat(workspace.history(PATH, List.of(2)))
                    .as("the line may be older than what is here")
                    .hasValueSatisfying(
                            history -> assertThat(history.linesChanged()).isEmpty());
        }
    }

    @Test
    void aCopyWithoutOldContentsTellsWhatItCan(@TempDir Path clone) {
        later(400, Map.of(PATH, "a\nB\nc\n"));
        Users.git(sample.origin.directory(), "config", "uploadpack.allowFilter", "true");
        Path partial = clone.resolve("shop");
        Users.git(
                clone,
                "clone",
                "-q",
                "--filter=blob:none",
                sample.origin.directory().toUri().toString(),
                partial.toString());
        try (Workspace workspace = sample.workspaces.snapshot(partial)) {
            assertThat(workspace.history(PATH, List.of(2))).hasValueSatisfying(history -> {
                assertThat(history.changesInAYear()).isEqualTo(1);
                assertThat(history.linesChanged()).isEmpty();
            });
        }
    }
}
