package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle fix DIR}: a person's folder as it lies, and what may be done to it. */
class SnapshotTest {
    @TempDir
    Path folder;

    private Sample sample;
    private Path own;

    @BeforeEach
    void aPersonsFolder() throws IOException {
        sample = new Sample(folder);
        own = Users.repository(
                folder.resolve("own"),
                Map.of(
                        "pom.xml", "<project/>\n",
                        "src/Main.java", "class Main {}\n",
                        ".gitignore", "*.log\nout/\n!keep.log\n",
                        "tracked.log", "ignored by name, but tracked\n"));
    }

    @Test
    void theFolderIsTakenAsItLies() throws IOException {
        Users.write(
                own,
                Map.of(
                        "src/Main.java", "class Main { int edited; }\n",
                        "src/New.java", "class New {}\n",
                        "noise.log", "x\n",
                        "keep.log", "k\n",
                        "out/Main.class", "x\n",
                        "target/classes/Main.class", "x\n",
                        "node_modules/x/index.js", "x\n"));
        Files.delete(own.resolve("tracked.log"));
        String head = Users.git(own, "rev-parse", "HEAD").strip();

        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            assertThat(workspace.base()).isEqualTo(head);
            assertThat(workspace.files())
                    .containsExactly(".gitignore", "keep.log", "pom.xml", "src/Main.java", "src/New.java");
            assertThat(workspace.read("src/Main.java")).contains("class Main { int edited; }\n");
            assertThat(workspace.change().files())
                    .as("the person's edits are not ours")
                    .isEmpty();

            workspace.write(Map.of("src/New.java", "class New { int ours; }\n"));
            assertThat(workspace.change().unifiedDiff())
                    .contains("-class New {}", "+class New { int ours; }")
                    .doesNotContain("edited");
        }
    }

    @Test
    void aSourceThatIsNotUtf8KeepsItsEncoding() throws IOException {
        String source = "// für alle\nclass Limit { int of = 9; }\n";
        byte[] latin = source.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(own.resolve("src/Limit.java"), latin);
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            String read = workspace.read("src/Limit.java").orElseThrow();
            assertThat(read).isEqualTo(source);

            workspace.write(Map.of("src/Limit.java", read.replace("9", "10")));

            Change change = workspace.change();
            assertThat(change.unifiedDiff())
                    .contains(" // für alle", "-class Limit { int of = 9; }", "+class Limit { int of = 10; }");
            FolderEdit.apply(own, change);
        }
        byte[] mended = source.replace("9", "10").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Files.readAllBytes(own.resolve("src/Limit.java"))).isEqualTo(mended);
    }

    @Test
    void whatNoEncodingMakesLegibleIsNoText() throws IOException {
        Files.write(own.resolve("key.der"), new byte[] {0x30, (byte) 0x82, 2, 1});
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            assertThat(workspace.files()).contains("key.der");
            assertThat(workspace.read("key.der")).isEmpty();
        }
    }

    @Test
    void theFolderItselfIsNeverWrittenTo() throws IOException {
        Map<String, String> before = everything(own);
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("src/Main.java", "changed\n"));
            workspace.commit(Sample.message("m"));
            workspace.change();
            workspace.reset();
        }
        assertThat(everything(own)).isEqualTo(before);
    }

    @Test
    void aFolderThatIsNoRepositoryHasABaseOfZeros() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Users.write(plain, Map.of("pom.xml", "<project/>\n", "target/x.class", "x", "src/A.java", "a\n"));
        try (Workspace workspace = sample.workspaces.snapshot(plain)) {
            assertThat(workspace.base()).isEqualTo("0".repeat(40));
            assertThat(workspace.files()).containsExactly("pom.xml", "src/A.java");
            workspace.write(Map.of("src/A.java", "b\n"));
            assertThat(workspace.change().unifiedDiff()).contains("-a\n+b\n");
            assertThat(workspace.linesChangedSince("0".repeat(40))).isEmpty();
            String commit = workspace.commit(Sample.message("m"));
            assertThat(LocalBranch.create(plain, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.NO_REPOSITORY);
        }
    }

    @Test
    void aRepositoryWithoutACommitIsAFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Users.git(empty, "init", "-q", "-b", "main");
        Users.write(empty, Map.of("a.txt", "a\n"));
        try (Workspace workspace = sample.workspaces.snapshot(empty)) {
            assertThat(workspace.base()).isEqualTo("0".repeat(40));
            assertThat(workspace.files()).containsExactly("a.txt");
        }
    }

    @Test
    void aNestedRepositoryAndASubmoduleStayOut() throws IOException {
        Users.repository(own.resolve("nested"), Map.of("x.txt", "x\n"));
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            assertThat(workspace.files()).noneMatch(path -> path.startsWith("nested"));
        }
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "decoy\n");
        Files.createSymbolicLink(own.resolve("out.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(own.resolve("in.txt"), Path.of("pom.xml"));
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            assertThat(Files.isSymbolicLink(workspace.root().resolve("in.txt"))).isTrue();
            assertThat(Files.isSymbolicLink(workspace.root().resolve("out.txt")))
                    .isFalse();
            assertThat(workspace.root().resolve("out.txt"))
                    .hasContent(folder.resolve("secret.txt").toString());
        }
    }

    @Test
    void aMissingFolderIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> sample.workspaces.snapshot(folder.resolve("nothing")))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void theBranchIsMadeBesideThePersonsWork() throws IOException {
        Users.write(own, Map.of("staged.txt", "s\n"));
        Users.git(own, "add", "staged.txt");
        String status = Users.git(own, "status", "--porcelain");
        String head = Users.git(own, "rev-parse", "HEAD").strip();
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("src/Main.java", "class Main { int mended; }\n"));
            String commit = workspace.commit(Sample.message("Mend it"));

            assertThat(LocalBranch.create(own, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.CREATED);
            assertThat(LocalBranch.create(own, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.ALREADY_THERE);
            workspace.write(Map.of("src/Main.java", "other\n"));
            String other = workspace.commit(Sample.message("Mend it"));
            assertThat(LocalBranch.create(own, workspace, other, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.TAKEN);
            assertThat(Users.git(own, "rev-parse", "improvement/x").strip()).isEqualTo(commit);
        }
        assertThat(Users.git(own, "status", "--porcelain")).isEqualTo(status);
        assertThat(Users.git(own, "rev-parse", "HEAD").strip()).isEqualTo(head);
        assertThat(Users.git(own, "symbolic-ref", "HEAD").strip()).isEqualTo("refs/heads/main");
        assertThat(Users.git(own, "show", "--stat", "--format=%s", "improvement/x"))
                .as("our commit shows only what we did")
                .contains("Mend it", "src/Main.java")
                .doesNotContain("staged.txt");
        assertThat(Users.git(own, "log", "--format=%s", "improvement/x").lines())
                .containsExactly("Mend it", "Work that was not committed yet", "As it was");
        Users.git(own, "fsck", "--strict", "--no-dangling");
    }

    @Test
    void aCleanFolderGivesABranchOfOneCommit() {
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("src/Main.java", "class Main { int mended; }\n"));
            String commit = workspace.commit(Sample.message("Mend it"));
            LocalBranch.create(own, workspace, commit, "improvement/x");
        }
        assertThat(Users.git(own, "log", "--format=%s", "improvement/x").lines())
                .containsExactly("Mend it", "As it was");
    }

    @Test
    void aShallowCloneGetsItsBranchToo() throws IOException {
        Users.write(own, Map.of("more.txt", "m\n"));
        Users.git(own, "add", "more.txt");
        Users.git(own, "commit", "-q", "-m", "More");
        Path shallow = folder.resolve("shallow");
        Users.git(folder, "clone", "-q", "--depth", "1", own.toUri().toString(), shallow.toString());
        try (Workspace workspace = sample.workspaces.snapshot(shallow)) {
            workspace.write(Map.of("src/Main.java", "class Main { int mended; }\n", "new/Part.java", "new\n"));
            String commit = workspace.commit(Sample.message("Mend it"));
            assertThat(LocalBranch.create(shallow, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.CREATED);
        }
        assertThat(Users.git(shallow, "log", "--format=%s", "improvement/x").lines())
                .containsExactly("Mend it", "More");
        Users.git(shallow, "fsck", "--strict", "--no-dangling");
    }

    @Test
    void aLinkedWorkTreeIsARepositoryToo() throws IOException {
        Path linked = folder.resolve("linked");
        Users.git(own, "worktree", "add", "-q", "-b", "side", linked.toString());
        Users.write(linked, Map.of("src/Main.java", "class Main { int side; }\n"));
        try (Workspace workspace = sample.workspaces.snapshot(linked)) {
            assertThat(workspace.base())
                    .isEqualTo(Users.git(linked, "rev-parse", "HEAD").strip());
            workspace.write(Map.of("pom.xml", "<project>1</project>\n"));
            String commit = workspace.commit(Sample.message("Mend it"));
            assertThat(LocalBranch.create(linked, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.CREATED);
        }
        assertThat(Users.git(own, "log", "-1", "--format=%s", "improvement/x").strip())
                .isEqualTo("Mend it");
    }

    @Test
    void aChangeIsAppliedToTheFolderWhenAsked() throws IOException {
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("src/Main.java", "mended\n", "test/MainTest.java", "test\n"));
            Files.delete(workspace.root().resolve("tracked.log"));
            FolderEdit.apply(own, workspace.change());
        }
        assertThat(own.resolve("src/Main.java")).hasContent("mended\n");
        assertThat(own.resolve("test/MainTest.java")).hasContent("test\n");
        assertThat(own.resolve("tracked.log")).doesNotExist();
        assertThat(everything(own).keySet()).noneMatch(path -> path.contains(".fettle-"));
    }

    @Test
    void allIsAppliedOrNothing() throws IOException {
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("pom.xml", "<mended/>\n", "src/Main.java", "mended\n"));
            Change change = workspace.change();
            Files.writeString(own.resolve("src/Main.java"), "the person went on\n");
            assertThatThrownBy(() -> FolderEdit.apply(own, change))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("src/Main.java");
        }
        assertThat(own.resolve("pom.xml")).hasContent("<project/>\n");
        assertThat(own.resolve("src/Main.java")).hasContent("the person went on\n");
    }

    @Test
    void aRangeOfCommitsCanBeComparedForTheGates() {
        Users.git(own, "checkout", "-q", "-b", "feature");
        try {
            Users.write(own, Map.of("src/Main.java", "class Main { int feature; }\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Users.git(own, "commit", "-q", "-a", "-m", "Feature");
        try (Revisions revisions = Revisions.of(own)) {
            String base = revisions.commit("main");
            String head = revisions.commit("HEAD");
            assertThat(revisions.mergeBase(base, head)).contains(base);
            Change change = revisions.between(base, head);
            assertThat(change.files()).extracting(FileChange::path).containsExactly("src/Main.java");
            assertThat(change.base()).isEqualTo(base);
            for (String hostile : new String[] {"--output=x", "nothing", "", "HEAD^{tree}", "@{-1000}", ":/x", "a b"}) {
                assertThatThrownBy(() -> revisions.commit(hostile)).isInstanceOf(WorkspaceException.class);
            }
        }
        assertThatThrownBy(() -> Revisions.of(folder)).isInstanceOf(WorkspaceException.class);
    }

    private static Map<String, String> everything(Path root) throws IOException {
        Map<String, String> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                String content = Files.isRegularFile(file)
                        ? Blobs.idOf(Files.readAllBytes(file)).name() + Files.getLastModifiedTime(file)
                        : "folder";
                all.put(root.relativize(file).toString(), content);
            }
        }
        return all;
    }
}
