package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushLeaseTest {
    private static final String OURS = "improvement/ci_1_0001";

    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void aRepository() {
        sample = new Sample(folder);
        sample.person(Map.of("a.txt", "one\n"));
    }

    @Test
    void aSecondPushOfTheSameCommitChangesNothing() {
        try (Workspace workspace = sample.main()) {
            String commit = commit(workspace, "ours\n");
            assertThat(workspace.push(commit, OURS, "")).isEqualTo(PushResult.PUSHED);
            assertThat(workspace.push(commit, OURS, "")).isEqualTo(PushResult.UP_TO_DATE);
            assertThat(workspace.push(commit, OURS, commit)).isEqualTo(PushResult.UP_TO_DATE);
        }
    }

    @Test
    void aBranchThatWasNotExpectedIsLeftAlone() {
        sample.origin.createBranch(OURS, sample.origin.branch("main").orElseThrow());
        try (Workspace workspace = sample.main()) {
            assertThat(workspace.push(commit(workspace, "ours\n"), OURS, "")).isEqualTo(PushResult.MOVED);
        }
        assertThat(sample.origin.branch(OURS)).isEqualTo(sample.origin.branch("main"));
    }

    @Test
    void aPersonsCommitOnOurBranchIsNeverOverwritten() {
        try (Workspace workspace = sample.main()) {
            String first = commit(workspace, "ours\n");
            workspace.push(first, OURS, "");
            String theirs = sample.origin.commitFiles(OURS, Map.of("a.txt", "theirs\n"), Sample.message("By hand"));

            String second = commit(workspace, "ours again\n");

            assertThat(workspace.push(second, OURS, first)).isEqualTo(PushResult.MOVED);
            assertThat(sample.origin.branch(OURS)).contains(theirs);
        }
    }

    @Test
    void aSecondAttemptMayReplaceTheFirstWhereNobodyTouchedIt() {
        try (Workspace workspace = sample.main()) {
            String first = commit(workspace, "first\n");
            workspace.push(first, OURS, "");
            String second = commit(workspace, "second\n");
            assertThat(workspace.push(second, OURS, first)).isEqualTo(PushResult.PUSHED);
            assertThat(sample.origin.branch(OURS)).contains(second);
        }
    }

    @Test
    void onAnyOtherBranchHistoryIsNeverRewritten() {
        try (Workspace workspace = sample.main()) {
            String ours = commit(workspace, "ours\n");
            String theirs = sample.person(Map.of("b.txt", "b\n"));
            assertThat(workspace.push(ours, "main", theirs)).isEqualTo(PushResult.MOVED);
            assertThat(sample.origin.branch("main")).contains(theirs);
        }
    }

    @Test
    void aDeletedBranchIsNotBroughtBack() {
        try (Workspace workspace = sample.main()) {
            String first = commit(workspace, "first\n");
            workspace.push(first, OURS, "");
            sample.origin.deleteBranch(OURS);
            assertThat(workspace.push(commit(workspace, "second\n"), OURS, first))
                    .isEqualTo(PushResult.MOVED);
            assertThat(sample.origin.branch(OURS)).isEmpty();
        }
    }

    /** Several rounds, for what is tried is a race. */
    @RepeatedTest(5)
    void ofManyPushesAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        int many = 6;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Workspace> open = new ArrayList<>();
        try {
            List<Callable<PushResult>> pushes = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Workspace workspace = sample.main();
                open.add(workspace);
                String commit = commit(workspace, "attempt " + i + "\n");
                pushes.add(() -> workspace.push(commit, OURS, ""));
            }
            List<PushResult> results = new ArrayList<>();
            for (Future<PushResult> result : threads.invokeAll(pushes)) {
                results.add(result.get());
            }
            assertThat(results).containsOnlyOnce(PushResult.PUSHED);
            assertThat(results).filteredOn(PushResult.MOVED::equals).hasSize(many - 1);
        } finally {
            threads.shutdown();
            open.forEach(Workspace::close);
        }
    }

    @Test
    void aRemoteThatIsGoneIsAnErrorThatSaysSo() {
        try (Workspace workspace = sample.main()) {
            String commit = commit(workspace, "ours\n");
            sample.origin.destroy();
            assertThatThrownBy(() -> workspace.push(commit, OURS, "")).isInstanceOf(WorkspaceException.class);
        }
    }

    @Test
    void aSnapshotHasNowhereToPush() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("a.txt"), "a\n");
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            String commit = workspace.commit(Sample.message("m"));
            assertThatThrownBy(() -> workspace.push(commit, OURS, ""))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("no remote");
        }
    }

    private static String commit(Workspace workspace, String text) {
        workspace.write(Map.of("a.txt", text));
        return workspace.commit(Sample.message("Mend it"));
    }
}
