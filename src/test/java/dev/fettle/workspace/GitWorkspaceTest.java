package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitWorkspaceTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void aRepository() {
        sample = new Sample(folder);
    }

    @Test
    void aCheckedOutTreeHoldsTheFilesAndNoGitDirectory() {
        String commit = sample.person(Map.of("pom.xml", "<project/>\n", "src/Main.java", "class Main {}\n"));
        try (Workspace workspace = sample.main()) {
            assertThat(workspace.base()).isEqualTo(commit);
            assertThat(workspace.files()).containsExactly("pom.xml", "src/Main.java");
            assertThat(workspace.read("src/Main.java")).contains("class Main {}\n");
            assertThat(workspace.root().resolve(".git")).doesNotExist();
            assertThat(workspace.change().files()).isEmpty();
        }
    }

    @Test
    void aTreeIsGoneWhenItsWorkspaceIsClosed() {
        sample.person(Map.of("a/b/c.txt", "c\n"));
        Workspace workspace = sample.main();
        workspace.close();
        assertThat(workspace.root()).doesNotExist();
    }

    @Test
    void anOldCommitCanBeCheckedOutAndANewOneIsFetchedWhenItComes() {
        String first = sample.person(Map.of("a.txt", "one\n"));
        sample.main().close();
        String second = sample.person(Map.of("a.txt", "two\n"));
        try (Workspace old = sample.workspaces.checkout(sample.remote, first);
                Workspace now = sample.workspaces.checkout(sample.remote, second);
                Workspace branch = sample.main()) {
            assertThat(old.read("a.txt")).contains("one\n");
            assertThat(now.read("a.txt")).contains("two\n");
            assertThat(branch.base()).isEqualTo(second);
        }
    }

    @Test
    void aCommitOfABranchThatWasNeverAskedForIsFetchedByItsId() {
        sample.person(Map.of("a.txt", "one\n"));
        sample.origin.createBranch("side", sample.origin.branch("main").orElseThrow());
        String loose = sample.origin.commitFiles("side", Map.of("a.txt", "side\n"), Sample.message("m"));
        sample.origin.deleteBranch("side");
        sample.origin.createBranch("kept/elsewhere", loose);
        try (Workspace workspace = sample.workspaces.checkout(sample.remote, loose)) {
            assertThat(workspace.read("a.txt")).contains("side\n");
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        sample.person(Map.of("a.txt", "one\n"));
        assertThatThrownBy(() -> sample.workspaces.checkout(sample.remote, "refs/heads/gone"))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("has no branch gone");
        assertThatThrownBy(() -> sample.workspaces.checkout(sample.remote, "12".repeat(20)))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("has no commit 1212");
    }

    @Test
    void anEmptyRepositoryHasNoBranch() {
        assertThatThrownBy(sample::main)
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("has no branch main");
    }

    @Test
    void aChangeSaysWhichLinesCameAndWent() {
        sample.person(Map.of("keep.txt", "k\n", "edit.txt", "one\ntwo\nthree\n", "gone.txt", "g\n"));
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("edit.txt", "one\n2\nthree\nfour\n", "new/file.txt", "n\n"));
            delete(workspace, "gone.txt");

            Change change = workspace.change();

            assertThat(change.files())
                    .extracting(FileChange::path, FileChange::kind)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("edit.txt", Kind.MODIFIED),
                            org.assertj.core.groups.Tuple.tuple("gone.txt", Kind.DELETED),
                            org.assertj.core.groups.Tuple.tuple("new/file.txt", Kind.ADDED));
            assertThat(change.files().get(0).addedLines()).containsExactly(new Line(2, "2"), new Line(4, "four"));
            assertThat(change.files().get(0).removedLines()).containsExactly(new Line(2, "two"));
            assertThat(change.added()).isEqualTo(3);
            assertThat(change.removed()).isEqualTo(2);
            assertThat(change.base()).isEqualTo(workspace.base());
            assertThat(change.head()).isEmpty();
        }
    }

    @Test
    void aWriteOfTheSameTextIsNoChange() {
        sample.person(Map.of("a.txt", "one\n"));
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("a.txt", "two\n"));
            assertThat(workspace.change().files()).hasSize(1);
            workspace.write(Map.of("a.txt", "one\n"));
            assertThat(workspace.change().files()).isEmpty();
        }
    }

    @Test
    void resetPutsEveryFileBack() {
        sample.person(Map.of("a.txt", "one\n", "b/c.txt", "c\n", "mvnw", "#!/bin/sh\n"));
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("a.txt", "two\n", "new/x.txt", "x\n", "mvnw", "no\n"));
            delete(workspace, "b/c.txt");
            workspace.write(Map.of("b/d.txt", "d\n"));

            workspace.reset();

            assertThat(workspace.change().files()).isEmpty();
            assertThat(workspace.read("b/c.txt")).contains("c\n");
            assertThat(workspace.root().resolve("new")).doesNotExist();
            assertThat(Files.isExecutable(workspace.root().resolve("mvnw"))).isTrue();
        }
    }

    @Test
    void theModeOfAFileSurvivesAWrite() {
        sample.person(Map.of("mvnw", "#!/bin/sh\n"));
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("mvnw", "#!/bin/sh\nexit 0\n"));
            assertThat(workspace.change().unifiedDiff()).contains("100755").doesNotContain("100644");
        }
    }

    @Test
    void theSameInputsGiveTheSameCommit() {
        sample.person(Map.of("a.txt", "one\n", "dir/b.txt", "b\n", "dir.txt", "sorts before dir/\n"));
        String first = commitOf(sample.workspaces);
        String again = commitOf(Sample.workspaces(folder.resolve("other-home"), folder.resolve("forge")));
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aCommitHoldsTheTreeAsItLiesOnTopOfTheBase() {
        String base = sample.person(Map.of("a.txt", "one\n", "dir/b.txt", "b\n", "dir/c.txt", "c\n"));
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("dir/b.txt", "B\n", "dir/sub/new.txt", "n\n"));
            delete(workspace, "a.txt");
            String commit = workspace.commit(Sample.message("Mend it"));
            assertThat(workspace.push(commit, "improvement/x", "")).isEqualTo(PushResult.PUSHED);

            assertThat(sample.origin.log("improvement/x", 10))
                    .extracting(BareRepository.CommitInfo::message)
                    .containsExactly("Mend it\n", "As it was\n");
            assertThat(sample.origin.between(base, commit).unifiedDiff())
                    .isEqualTo(workspace.change().unifiedDiff());
        }
        try (Workspace pushed = sample.workspaces.checkout(sample.remote, "refs/heads/improvement/x")) {
            assertThat(pushed.files()).containsExactly("dir/b.txt", "dir/c.txt", "dir/sub/new.txt");
        }
    }

    @Test
    void linesChangedSinceAnOldCommitAreAHint() {
        String old = sample.person(Map.of("a.txt", "one\ntwo\nthree\n", "same.txt", "s\n"));
        sample.person(Map.of("a.txt", "one\n2\nthree\nfour\n", "new.txt", "x\ny\n"));
        try (Workspace workspace = sample.main()) {
            assertThat(workspace.linesChangedSince(old))
                    .isEqualTo(Map.of("a.txt", List.of(2, 4), "new.txt", List.of(1, 2)));
            assertThat(workspace.linesChangedSince("ab".repeat(20))).isEmpty();
        }
    }

    @Test
    void theChangeBetweenTwoCommitsOfARemoteNeedsNoTree() {
        String old = sample.person(Map.of("a.txt", "one\n"));
        String now = sample.person(Map.of("a.txt", "two\n"));
        Change change = sample.workspaces.change(sample.remote, old, now, 100);
        assertThat(change.head()).isEqualTo(now);
        assertThat(change.unifiedDiff()).contains("-one\n+two\n");
        try (Stream<Path> trees = Files.list(folder.resolve("home/trees"))) {
            assertThat(trees).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void treesLeftBehindByACrashAreSweptAway() throws IOException {
        sample.person(Map.of("a.txt", "one\n"));
        Workspace left = sample.main();
        Workspace young = sample.main();
        Files.setLastModifiedTime(
                left.root(), java.nio.file.attribute.FileTime.from(Sample.NOON.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(young.root(), java.nio.file.attribute.FileTime.from(Sample.NOON));

        sample.workspaces.sweep(Duration.ofDays(1));

        assertThat(left.root()).doesNotExist();
        assertThat(young.root()).exists();
        young.close();
    }

    @Test
    void nobodyElseCanReadTheHome() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("home")))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFileThatIsNoTextReadsAsNoneAndOneInAnotherEncodingAByteACharacter() throws IOException {
        sample.person(Map.of("a.txt", "one\n"));
        try (Workspace workspace = sample.main()) {
            Files.write(workspace.root().resolve("nul.bin"), new byte[] {'a', 0, 'b'});
            Files.write(workspace.root().resolve("latin1.txt"), new byte[] {'a', (byte) 0xe4, '\n'});
            assertThat(workspace.read("nul.bin")).isEmpty();
            assertThat(workspace.read("latin1.txt")).contains("aä\n");
            assertThat(workspace.read("missing")).isEmpty();
            assertThat(workspace.read("")).isEmpty();

            assertThat(workspace.change().files())
                    .as("what is not UTF-8 shows the lines it adds, so that nothing hides in it")
                    .filteredOn(file -> file.path().equals("latin1.txt"))
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.after()).isEqualTo("aä\n");
                        assertThat(file.addedLines()).containsExactly(new Line(1, "aä"));
                        assertThat(file.unifiedDiff()).contains("+aä");
                    });
        }
    }

    private String commitOf(GitWorkspaces workspaces) {
        try (Workspace workspace = workspaces.checkout(sample.remote, "refs/heads/main")) {
            workspace.write(Map.of("dir/new.txt", "n\n"));
            return workspace.commit(Sample.message("Mend it"));
        }
    }

    private static void delete(Workspace workspace, String path) {
        try {
            Files.delete(workspace.root().resolve(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theMessagesUpToTheBaseAreToldNewestFirst() {
        for (int i = 1; i <= 3; i++) {
            sample.person(Map.of("a.txt", "a" + i + "\n"));
        }
        try (Workspace workspace = sample.workspaces.checkout(sample.remote, "refs/heads/main")) {
            assertThat(workspace.messages(2)).hasSize(2).allMatch(message -> !message.isBlank());
            assertThat(workspace.messages(100)).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aPushsChangeIsBoundedAndStartsFromNothingWhereTheBranchIsNew() {
        String head = sample.person(Map.of("a.txt", "a\n", "b.txt", "b\n", "c.txt", "c\n"));

        Change all = sample.workspaces.change(sample.remote, "0".repeat(40), head, 100);
        assertThat(all.files()).extracting(FileChange::path).contains("a.txt", "b.txt", "c.txt");
        assertThat(sample.workspaces
                        .change(sample.remote, "0".repeat(40), head, 2)
                        .files())
                .hasSize(2);
        assertThatThrownBy(() -> sample.workspaces.change(sample.remote, "ab".repeat(20), head, 2))
                .isInstanceOf(NoSuchCommitException.class);
    }
}
