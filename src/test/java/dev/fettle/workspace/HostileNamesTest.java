package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNamesTest {
    @TempDir
    Path folder;

    static Stream<String> hostileBranches() {
        return Stream.of(
                "--output=owned",
                "-x",
                "--upload-pack=touch owned",
                "",
                " ",
                "a b",
                "a..b",
                "a~1",
                "a^",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "a@{1}",
                "@",
                "a.lock",
                "a/.b",
                ".a",
                "a.",
                "/a",
                "a/",
                "a//b",
                "a\nb",
                "a\0b",
                "a\u007f",
                "a;touch owned",
                "$(touch owned)",
                "`touch owned`",
                "ünïcode",
                "a|b",
                "x".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("hostileBranches")
    void aHostileBranchNameIsRefusedOnEveryWay(String name) throws IOException {
        Sample sample = new Sample(folder);
        String commit = sample.person(Map.of("a.txt", "a\n"));
        try (Workspace workspace = sample.main()) {
            SortedSet<String> before = everything();

            assertThat(GitNames.isBranch(name)).isFalse();
            refused(() -> workspace.push(commit, name, ""));
            refused(() -> sample.workspaces.checkout(sample.remote, name));
            refused(() -> sample.workspaces.checkout(sample.remote, "refs/heads/" + name));
            refused(() -> sample.origin.commitFiles(name, Map.of("a", "b"), Sample.message("m")));
            refused(() -> sample.origin.createBranch(name, commit));
            refused(() -> sample.origin.deleteBranch(name));
            refused(() -> LocalBranch.create(folder, workspace, commit, name));
            assertThat(sample.origin.branch(name)).isEmpty();
            assertThat(sample.origin.file(name, "a.txt")).isEmpty();
            assertThat(workspace.linesChangedSince(name)).isEmpty();

            assertThat(everything()).as("no file appeared").isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output=owned",
                "HEAD",
                "0000000000000000000000000000000000000000 --x",
                "abc123",
                "A94A8FE5CCB19BA61C4C0873D391E987982FBBD3",
                ""
            })
    void onlyAFullCommitIdIsACommit(String name) {
        Sample sample = new Sample(folder);
        sample.person(Map.of("a.txt", "a\n"));
        try (Workspace workspace = sample.main()) {
            refused(() -> workspace.push(name, "improvement/x", ""));
            refused(() -> sample.workspaces.checkout(sample.remote, name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c touch% owned",
                "file:///etc",
                "ssh://-oProxyCommand=touch/x",
                "git://example.org/x.git",
                "-uowned",
                "../forge/acme/shop.git",
                "/etc",
                "/",
                "http://example.org/x.git",
                "https://user:hunter2@example.org/x.git",
                "https://example.org/x.git?a=b",
                "https:///x.git",
                "https://exa mple.org/x",
                "HTTPS://example.org/x.git",
                ""
            })
    void onlyAllowedRemotesAreEverSpokenTo(String url) {
        Sample sample = new Sample(folder);
        assertThatThrownBy(() -> sample.workspaces.checkout(new GitRemote(url, null, null), "refs/heads/main"))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("not a remote that Fettle speaks to")
                .hasMessageNotContaining("hunter2");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(WorkspaceException.class);
    }

    private SortedSet<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.toString().contains(".probe-"))
                    .map(Path::toString)
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }
}
