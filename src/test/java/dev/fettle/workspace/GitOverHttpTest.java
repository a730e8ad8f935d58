package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fettle.base.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOverHttpTest {
    private static final String OURS = "improvement/ci_1_0001";

    @TempDir
    Path folder;

    private Sample sample;
    private GitServer server;
    private GitRemote remote;
    private String base;

    @BeforeEach
    void aServer() throws IOException {
        sample = new Sample(folder);
        base = sample.person(Map.of("a.txt", "one\n"));
        server = new GitServer(folder.resolve("forge"));
        remote = new GitRemote(server.url("/acme/shop.git"), GitServer.USER, Secret.of(GitServer.PASSWORD));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTreeIsFetchedAndABranchPushed() throws IOException {
        try (Workspace workspace = sample.workspaces.checkout(remote, "refs/heads/main")) {
            assertThat(workspace.base()).isEqualTo(base);
            String commit = commit(workspace, "ours\n");
            assertThat(workspace.push(commit, OURS, "")).isEqualTo(PushResult.PUSHED);
            assertThat(workspace.push(commit, OURS, commit)).isEqualTo(PushResult.UP_TO_DATE);
            assertThat(sample.origin.branch(OURS)).contains(commit);
        }
        assertThat(server.requests).as("the token is never in an address").noneMatch(GitOverHttpTest::holdsToken);
        try (Stream<Path> all = Files.walk(folder.resolve("home"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(holdsToken(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)))
                        .as("the token is in no file: " + file)
                        .isFalse();
            }
        }
    }

    @Test
    void aSecondCheckoutFetchesOnlyWhatIsNew() {
        sample.workspaces.checkout(remote, "refs/heads/main").close();
        server.requests.clear();
        sample.workspaces.checkout(remote, base).close();
        assertThat(server.requests).as("the commit is there already").isEmpty();
    }

    @Test
    void aCommitOfAForksPullRequestIsFetchedByItsId() {
        Users.git(sample.origin.directory(), "update-ref", "refs/pull/1/head", base);
        sample.origin.createBranch("fork", base);
        String theirs = sample.origin.commitFiles("fork", Map.of("a.txt", "fork\n"), Sample.message("m"));
        Users.git(sample.origin.directory(), "update-ref", "refs/pull/1/head", theirs);
        sample.origin.deleteBranch("fork");
        try (Workspace workspace = sample.workspaces.checkout(remote, theirs)) {
            assertThat(workspace.read("a.txt")).contains("fork\n");
        }
        assertThatThrownBy(() -> sample.workspaces.checkout(remote, "12".repeat(20)))
                .hasMessageContaining("has no commit 1212");
    }

    @Test
    void aPersonsCommitOnOurBranchIsNeverOverwritten() {
        try (Workspace workspace = sample.workspaces.checkout(remote, "refs/heads/main")) {
            String first = commit(workspace, "ours\n");
            workspace.push(first, OURS, "");
            String theirs = sample.origin.commitFiles(OURS, Map.of("a.txt", "theirs\n"), Sample.message("m"));
            assertThat(workspace.push(commit(workspace, "again\n"), OURS, first))
                    .isEqualTo(PushResult.MOVED);
            assertThat(sample.origin.branch(OURS)).contains(theirs);
        }
    }

    @Test
    void aHookOfTheServerMayRefuse() throws IOException {
        Path hook = sample.origin.directory().resolve("hooks/pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho no >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Workspace workspace = sample.workspaces.checkout(remote, "refs/heads/main")) {
            assertThat(workspace.push(commit(workspace, "ours\n"), OURS, "")).isEqualTo(PushResult.REJECTED);
        }
        assertThat(sample.origin.branch(OURS)).isEmpty();
    }

    @Test
    void aPushWhoseAnswerWasLostIsLookedFor() {
        try (Workspace workspace = sample.workspaces.checkout(remote, "refs/heads/main")) {
            String commit = commit(workspace, "ours\n");
            server.losesAnswersToPushes = true;
            assertThat(workspace.push(commit, OURS, "")).isEqualTo(PushResult.PUSHED);
            assertThat(sample.origin.branch(OURS)).contains(commit);
        }
    }

    @Test
    void aWrongPasswordIsAnErrorThatKeepsItToItself() {
        GitRemote wrong = new GitRemote(remote.url(), "x-access-token", Secret.of("ghs_wrong_canary"));
        Throwable error = catchThrowable(() -> sample.workspaces.checkout(wrong, "refs/heads/main"));
        assertThat(error).isInstanceOf(WorkspaceException.class).hasMessageContaining("cannot fetch");
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("ghs_wrong_canary");
    }

    @Test
    void aPushThatIsNotAllowedIsRejected() {
        try (Workspace workspace = sample.workspaces.checkout(remote, "refs/heads/main")) {
            Users.git(sample.origin.directory(), "config", "http.receivepack", "false");
            assertThat(workspace.push(commit(workspace, "ours\n"), OURS, "")).isEqualTo(PushResult.REJECTED);
        }
    }

    @Test
    void aRedirectToAnotherServerIsNotFollowed() throws IOException {
        try (GitServer other = new GitServer(folder.resolve("forge"))) {
            server.redirect = other.url("");
            assertThatThrownBy(() -> sample.workspaces.checkout(remote, "refs/heads/main"))
                    .isInstanceOf(WorkspaceException.class);
            assertThat(other.requests).as("nobody else hears of us").isEmpty();
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        TransportRules impatient =
                new TransportRules(Set.of("localhost"), null, Duration.ofSeconds(1), Duration.ofSeconds(20), 1 << 20);
        GitWorkspaces workspaces =
                new GitWorkspaces(folder.resolve("impatient"), impatient, InstantSource.fixed(Sample.NOON));
        server.silent = true;
        assertThatThrownBy(() -> workspaces.checkout(remote, "refs/heads/main"))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("cannot fetch");
    }

    @Test
    void aTransferThatIsTooLargeIsGivenUp() {
        TransportRules small =
                new TransportRules(Set.of("localhost"), null, Duration.ofSeconds(5), Duration.ofSeconds(20), 100);
        GitWorkspaces workspaces = new GitWorkspaces(folder.resolve("small"), small, InstantSource.fixed(Sample.NOON));
        assertThatThrownBy(() -> workspaces.checkout(remote, "refs/heads/main"))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("larger than");
    }

    private static boolean holdsToken(String text) {
        String basic = Base64.getEncoder()
                .encodeToString((GitServer.USER + ":" + GitServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return List.of(GitServer.PASSWORD, basic).stream().anyMatch(text::contains);
    }

    private static String commit(Workspace workspace, String text) {
        workspace.write(Map.of("a.txt", text));
        return workspace.commit(Sample.message("Mend it"));
    }
}
