package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {
    @TempDir
    Path folder;

    static Stream<String> hostilePaths() {
        return Stream.of(
                "",
                "/etc/passwd",
                "../outside",
                "src/../../outside",
                "src/..",
                "./src",
                "src//Main.java",
                "src/",
                "src/\0/Main.java",
                "a\0.java",
                ".git/config",
                ".git",
                "sub/.git/hooks/post-checkout",
                ".GIT/config",
                ".Git/config",
                ".gIt",
                "git~1/config",
                "GIT~1/config",
                "git~2",
                ".g\u200cit/config",
                "\u200d.git/config",
                ".git\ufeff/config",
                ".g\u200eit/x",
                ".gi\u202et/x",
                ".git./config",
                ".git /config",
                ".git . ./config",
                ".git::$INDEX_ALLOCATION/config",
                ".git:x",
                ".g\u0131t/config",
                ".\uff47\uff49\uff54/config",
                "a\\..\\..\\b",
                "a\\.git\\config",
                ".git\\config",
                "C:\\Windows\\x",
                "C:x",
                "name:stream",
                "trailing./x",
                "trailing ",
                "line\nfeed",
                "esc\u001b[31m",
                ".gitmodules",
                ".GitModules",
                "sub/.gitattributes",
                "x".repeat(256),
                "d/".repeat(3000) + "x",
                "\uFFFD");
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void fettleNeverWritesAHostilePath(String path) throws IOException {
        Sample sample = new Sample(folder);
        sample.person(Map.of("src/Main.java", "class Main {}\n"));
        try (Workspace workspace = sample.main()) {
            assertThat(TreePath.whyNotWritable(path)).isPresent();
            assertThatThrownBy(() -> workspace.write(Map.of("src/Good.java", "good\n", path, "bad\n")))
                    .isInstanceOf(WorkspaceException.class);
            assertThat(workspace.change().files())
                    .as("nothing at all was written")
                    .isEmpty();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(file -> String.valueOf(file.getFileName()))).doesNotContain("outside", "Good.java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "src/main/java/dev/acme/Main.java",
                ".github/fettle.yml",
                ".gitignore",
                "a..b/c...d",
                "ünïcode/日本.java",
                "with space/x y.txt",
                "-dash",
                "git~x",
                "gitx",
                "legit",
                ".gitlab-ci.yml"
            })
    void ordinaryPathsMayBeWritten(String path) {
        assertThat(TreePath.whyNotWritable(path)).isEmpty();
    }

    @Test
    void aLinkOnTheWayIsNotFollowed() throws IOException {
        Sample sample = new Sample(folder);
        sample.person(Map.of("src/Main.java", "class Main {}\n"));
        Path outside = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(outside.resolve("secret.txt"), "decoy\n");
        try (Workspace workspace = sample.main()) {
            Files.createSymbolicLink(workspace.root().resolve("way"), outside);
            Files.createSymbolicLink(workspace.root().resolve("file"), outside.resolve("secret.txt"));

            assertThat(workspace.read("way/secret.txt")).isEmpty();
            assertThat(workspace.read("file")).isEmpty();
            assertThatThrownBy(() -> workspace.write(Map.of("way/secret.txt", "owned\n")))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("link");
            assertThatThrownBy(() -> workspace.write(Map.of("file", "owned\n"))).isInstanceOf(WorkspaceException.class);
            assertThat(workspace.change().files())
                    .as("the links are seen as links, not as what they point at")
                    .allSatisfy(file -> assertThat(file.unifiedDiff()).contains("new file mode 120000"))
                    .hasSize(2);
        }
        assertThat(outside.resolve("secret.txt")).hasContent("decoy\n");
    }

    @Test
    void aFileWhereAFolderShouldBeIsAnErrorOfItsOwn() {
        Sample sample = new Sample(folder);
        sample.person(Map.of("src", "a file\n"));
        try (Workspace workspace = sample.main()) {
            assertThatThrownBy(() -> workspace.write(Map.of("src/Main.java", "x")))
                    .isInstanceOf(WorkspaceException.class);
            assertThat(workspace.read("src")).contains("a file\n");
        }
    }
}
