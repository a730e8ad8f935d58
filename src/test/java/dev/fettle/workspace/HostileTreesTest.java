package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that no honest git makes. */
class HostileTreesTest {
    private static final String MARKER = "owned";

    @TempDir
    Path folder;

    private Sample sample;
    private final Map<String, ObjectId> blobs = new LinkedHashMap<>();

    @BeforeEach
    void aRepository() {
        sample = new Sample(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../../outside",
                "..",
                "sub/../../outside",
                "a/../..",
                ".git",
                ".git/config",
                "x/.GIT/hooks",
                "git~1",
                "",
                "a\\..\\b",
                "dir/../dir/../../outside"
            })
    void aLinkThatCouldLeadOutLiesThereAsAPlainFile(String target) throws IOException {
        commit(Map.of("link", entry(FileMode.SYMLINK, target), "a.txt", entry(FileMode.REGULAR_FILE, "a\n")));
        try (Workspace workspace = sample.main()) {
            Path link = workspace.root().resolve("link");
            assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
            assertThat(link).hasContent(target);
            assertThat(workspace.change().files()).as("it is as in the base").isEmpty();

            workspace.write(Map.of("a.txt", "b\n"));
            String commit = workspace.commit(Sample.message("m"));
            assertThat(workspace.push(commit, "improvement/x", "")).isEqualTo(PushResult.PUSHED);
            assertThat(sample.origin.between(workspace.base(), commit).files())
                    .as("the link is still a link in the commit")
                    .extracting(FileChange::path)
                    .containsExactly("a.txt");
        }
    }

    @Test
    void aLinkThatStaysInsideIsALink() throws IOException {
        commit(Map.of(
                "link", entry(FileMode.SYMLINK, "dir.txt"),
                "dir.txt", entry(FileMode.REGULAR_FILE, "d\n")));
        try (Workspace workspace = sample.main()) {
            assertThat(Files.readSymbolicLink(workspace.root().resolve("link"))).hasToString("dir.txt");
            assertThat(workspace.change().files()).isEmpty();
            assertThat(workspace.read("link")).as("and is not read through").isEmpty();
            assertThat(workspace.files()).containsExactly("dir.txt");
        }
    }

    @Test
    void aChainOfLinksDoesNotLeadOut() throws IOException {
        // each looks harmless by its letters: up is the root, and up/../x would be above it
        commit(Map.of(
                "d",
                        tree(Map.of(
                                "up", entry(FileMode.SYMLINK, ".."),
                                "out", entry(FileMode.SYMLINK, "up/../outside"),
                                "down", entry(FileMode.SYMLINK, "up/a.txt"))),
                "a.txt", entry(FileMode.REGULAR_FILE, "a\n")));
        Path outside = folder.resolve("home/trees/outside");
        try (Workspace workspace = sample.main()) {
            Files.writeString(outside, "decoy");
            assertThat(Files.isSymbolicLink(workspace.root().resolve("d/up"))).isTrue();
            assertThat(Files.isSymbolicLink(workspace.root().resolve("d/out"))).isFalse();
            assertThat(workspace.root().resolve("d/down").toRealPath())
                    .isEqualTo(workspace.root().toRealPath().resolve("a.txt"));
        }
    }

    @Test
    void aFolderBesideALinkOfTheSameNameInOtherLettersIsNotWrittenThroughIt() throws IOException {
        // the shape of CVE-2021-21300
        commit(Map.of(
                "A", tree(Map.of("post-checkout", entry(FileMode.EXECUTABLE_FILE, "#!/bin/sh\ntouch " + MARKER))),
                "a", entry(FileMode.SYMLINK, "hooks"),
                "hooks", tree(Map.of("keep", entry(FileMode.REGULAR_FILE, "k\n")))));
        try (Workspace workspace = sample.main();
                Stream<Path> hooks = Files.list(workspace.root().resolve("hooks"))) {
            assertThat(hooks.map(path -> String.valueOf(path.getFileName()))).containsExactly("keep");
            assertThat(workspace.change().files()).isEmpty();
        }
    }

    @Test
    void aGitDirectoryInATreeIsLeftOutAndStaysInTheCommit() throws IOException {
        ObjectId trap = tree(Map.of(
                        "config", entry(FileMode.REGULAR_FILE, "[core]\n\tfsmonitor = touch " + MARKER + "\n"),
                        "HEAD", entry(FileMode.REGULAR_FILE, "ref: refs/heads/main\n")))
                .id();
        String base = commit(Map.of(
                ".git", new TreeEntry(FileMode.TREE, trap),
                ".GIT", new TreeEntry(FileMode.TREE, trap),
                "git~1", new TreeEntry(FileMode.TREE, trap),
                ".g\u200cit", new TreeEntry(FileMode.TREE, trap),
                "..", new TreeEntry(FileMode.TREE, trap),
                "a.txt", entry(FileMode.REGULAR_FILE, "a\n")));
        try (Workspace workspace = sample.main()) {
            assertThat(workspace.files()).containsExactly("a.txt");
            assertThat(workspace.change().files()).isEmpty();
            try (Stream<Path> all = Files.list(workspace.root())) {
                assertThat(all).hasSize(1);
            }
            workspace.write(Map.of("a.txt", "b\n"));
            String commit = workspace.commit(Sample.message("m"));
            workspace.push(commit, "improvement/x", "");
            assertThat(sample.origin.between(base, commit).files())
                    .as("only what we changed changed")
                    .hasSize(1);
        }
    }

    @Test
    void aSubmoduleIsNotFetched() throws IOException {
        String url = folder.resolve("forge/acme/shop.git").toString();
        String modules = "[submodule \"x\"]\n\tpath = x\n\turl = " + url + "\n\tupdate = !touch " + MARKER + "\n";
        commit(Map.of(
                ".gitmodules", entry(FileMode.REGULAR_FILE, modules),
                ".gitattributes", entry(FileMode.REGULAR_FILE, "* filter=lfs diff=evil\n"),
                "x", new TreeEntry(FileMode.GITLINK, ObjectId.fromString("12".repeat(20))),
                "big.bin", entry(FileMode.REGULAR_FILE, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")));
        try (Workspace workspace = sample.main()) {
            assertThat(workspace.root().resolve("x")).doesNotExist();
            assertThat(workspace.read("big.bin").orElseThrow())
                    .as("a pointer stays a pointer")
                    .startsWith("version https://git-lfs");
            assertThat(workspace.change().files()).isEmpty();
        }
        assertNothingRan();
    }

    @Test
    void aChangeOfASubmoduleOrALinkShowsInTheDiff() throws IOException {
        String base = commit(Map.of("a.txt", entry(FileMode.REGULAR_FILE, "a\n")));
        sample.origin.createBranch("before", base);
        String head = commit(Map.of(
                "a.txt",
                entry(FileMode.SYMLINK, "/etc/passwd"),
                "x",
                new TreeEntry(FileMode.GITLINK, ObjectId.fromString("12".repeat(20)))));
        Change change = sample.workspaces.change(sample.remote, base, head, 100);
        assertThat(change.unifiedDiff())
                .contains("new file mode 120000", "+/etc/passwd", "deleted file mode 100644")
                .contains("new file mode 160000", "+Subproject commit 1212");
    }

    @Test
    void hooksAndConfigurationTrapsDoNotRun() throws IOException {
        sample.person(Map.of("a.txt", "a\n"));
        sample.main().close();
        try (Stream<Path> mirrors = Files.list(folder.resolve("home/mirrors"))) {
            for (Path git : mirrors.toList()) {
                plantTraps(git);
            }
        }
        plantTraps(sample.origin.directory());
        try (Workspace workspace = sample.main()) {
            workspace.write(Map.of("a.txt", "b\n", "c.txt", "c\n"));
            assertThat(workspace.change().files()).hasSize(2);
            String commit = workspace.commit(Sample.message("m"));
            assertThat(workspace.push(commit, "improvement/x", "")).isEqualTo(PushResult.PUSHED);
            workspace.reset();
            workspace.linesChangedSince(workspace.base());
        }
        assertNothingRan();
    }

    @Test
    void trapsInAPersonsOwnRepositoryDoNotRun() throws IOException {
        Path own = Users.repository(folder.resolve("own"), Map.of("a.txt", "a\n", ".gitattributes", "* filter=evil\n"));
        plantTraps(own.resolve(".git"));
        try (Workspace workspace = sample.workspaces.snapshot(own)) {
            workspace.write(Map.of("a.txt", "b\n"));
            String commit = workspace.commit(Sample.message("m"));
            assertThat(LocalBranch.create(own, workspace, commit, "improvement/x"))
                    .isEqualTo(LocalBranch.Outcome.CREATED);
            FolderEdit.apply(own, workspace.change());
        }
        try (Revisions revisions = Revisions.of(own)) {
            assertThat(revisions
                            .between(revisions.commit("main"), revisions.commit("improvement/x"))
                            .files())
                    .hasSize(1);
        }
        assertNothingRan();
    }

    private void plantTraps(Path git) throws IOException {
        String touch = "touch " + folder.resolve(MARKER);
        for (String hook : List.of(
                "pre-push",
                "pre-commit",
                "commit-msg",
                "post-checkout",
                "post-commit",
                "pre-receive",
                "update",
                "post-receive",
                "reference-transaction",
                "post-index-change",
                "fsmonitor-watchman")) {
            Path file = Files.createDirectories(git.resolve("hooks")).resolve(hook);
            Files.writeString(file, "#!/bin/sh\n" + touch + "\n");
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(
                git.resolve("config"),
                Files.readString(git.resolve("config"))
                        + String.join(
                                "\n",
                                "",
                                "[core]",
                                "\tfsmonitor = " + touch,
                                "\tpager = " + touch,
                                "\teditor = " + touch,
                                "\tsshCommand = " + touch,
                                "\taskPass = " + touch,
                                "[diff]",
                                "\texternal = " + touch,
                                "[filter \"evil\"]",
                                "\tclean = " + touch,
                                "\tsmudge = " + touch,
                                "\tprocess = " + touch,
                                "[filter \"lfs\"]",
                                "\tsmudge = " + touch,
                                "[credential]",
                                "\thelper = !" + touch,
                                "[uploadpack]",
                                "\tpackObjectsHook = " + touch,
                                "[gpg]",
                                "\tprogram = " + touch,
                                "[commit]",
                                "\tgpgSign = true",
                                ""));
    }

    private void assertNothingRan() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(path -> String.valueOf(path.getFileName()))).doesNotContain(MARKER);
        }
    }

    /** Commits a tree of exactly these entries on main, as a hostile server would hand it out. */
    private String commit(Map<String, TreeEntry> entries) throws IOException {
        String old = sample.origin.branch("main").orElse(GitNames.NO_COMMIT);
        TreeEntry root = tree(entries);
        try (Repository repository = Repositories.openBare(sample.origin.directory());
                ObjectInserter inserter = repository.newObjectInserter()) {
            String commit = Commits.write(inserter, root.id(), List.of(), Sample.message("hostile"))
                    .name();
            sample.origin.move("main", old, commit);
            return commit;
        }
    }

    private TreeEntry tree(Map<String, TreeEntry> entries) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        Map<String, TreeEntry> sorted = new java.util.TreeMap<>(entries);
        for (Map.Entry<String, TreeEntry> entry : sorted.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            formatter.append(
                    name,
                    0,
                    name.length,
                    entry.getValue().mode(),
                    entry.getValue().id(),
                    true);
        }
        try (Repository repository = Repositories.openBare(sample.origin.directory());
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(formatter);
            inserter.flush();
            return new TreeEntry(FileMode.TREE, id);
        }
    }

    private TreeEntry entry(FileMode mode, String content) {
        ObjectId id = blobs.computeIfAbsent(content, text -> {
            try (Repository repository = Repositories.openBare(sample.origin.directory());
                    ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
                inserter.flush();
                return blob;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return new TreeEntry(mode, id);
    }
}
