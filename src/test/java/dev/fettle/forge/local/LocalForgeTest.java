package dev.fettle.forge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeContract;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.PushResult;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalForgeTest implements ForgeContract {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final Identity FETTLE = new Identity("fettle[bot]", 7, 42);

    @TempDir
    Path folder;

    private LocalForge forge;
    private LocalForgeWorld world;

    @BeforeEach
    void open() {
        forge = reopened();
        world = new LocalForgeWorld(forge);
    }

    @Override
    public Forge forge() {
        return forge;
    }

    @Override
    public LocalForgeWorld world() {
        return world;
    }

    private LocalForge reopened() {
        return new LocalForge(folder.resolve("forge"), FETTLE, "http://localhost:7070/forge", NOON);
    }

    @Test
    void everythingIsThereAgainAfterARestart() {
        RepositoryRef shop = shop();
        PullRequest pull = forge.ensurePullRequest(shop, draft("Mend it", "Body"));
        world.setPermission(shop, "mona", Permission.MAINTAIN);

        LocalForge again = reopened();

        assertThat(again.pullRequest(shop, pull.number())).contains(pull);
        assertThat(again.permission(shop, "mona")).isEqualTo(Permission.MAINTAIN);
        assertThat(again.written()).isEqualTo(forge.written());
    }

    @Test
    void aWorkspacePushesToItAndThePullRequestFollows() {
        RepositoryRef shop = shop();
        PullRequest pull = forge.ensurePullRequest(shop, draft("Mend it", ""));
        GitWorkspaces workspaces = new GitWorkspaces(
                folder.resolve("home"), TransportRules.httpsOnly().withLocalForge(folder.resolve("forge")), NOON);
        try (Workspace workspace =
                workspaces.checkout(forge.remote(shop, Forge.Access.WRITE), "refs/heads/" + BRANCH)) {
            workspace.write(Map.of("a.txt", "three\n"));
            String commit = workspace.commit(new CommitMessage("More", "Fettle", "f@example.invalid", NOON.instant()));
            assertThat(workspace.push(commit, BRANCH, pull.headSha())).isEqualTo(PushResult.PUSHED);
            assertThat(forge.pullRequest(shop, pull.number()).orElseThrow().headSha())
                    .isEqualTo(commit);
        }
    }

    @Test
    void manyThreadsAndASecondProcessDoNotDoubleAnything() throws Exception {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        LocalForge other = reopened();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                LocalForge one = i % 2 == 0 ? forge : other;
                calls.add(
                        () -> one.ensurePullRequest(shop, draft("Mend it", "")).number());
                calls.add(() ->
                        one.ensureComment(shop, issue, MARKER, "x " + MARKER).id());
                String label = "label-" + i;
                calls.add(() -> {
                    one.ensureLabel(shop, issue, label);
                    return 0L;
                });
            }
            for (Future<Long> result : threads.invokeAll(calls)) {
                result.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(world.pullRequests(shop)).hasSize(1);
        assertThat(world.comments(shop, issue)).hasSize(1);
        assertThat(forge.issue(shop, issue).orElseThrow().labels())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "label-" + i).toList());
    }

    @Test
    void aCrashWhileWritingLeavesTheOldState() throws IOException {
        RepositoryRef shop = shop();
        PullRequest pull = forge.ensurePullRequest(shop, draft("Mend it", ""));
        Files.writeString(folder.resolve("forge/acme/shop.json.tmp"), "{\"id\": 1, half of it");
        assertThat(reopened().pullRequest(shop, pull.number())).contains(pull);
        assertThat(reopened().ensurePullRequest(shop, draft("Mend it", "")).number())
                .isEqualTo(pull.number());
    }

    @Test
    void aMergeWhoseNoteWasLostCountsAsMerged() throws IOException {
        RepositoryRef shop = shop();
        PullRequest pull = forge.ensurePullRequest(shop, draft("Mend it", ""));
        byte[] before = Files.readAllBytes(folder.resolve("forge/acme/shop.json"));
        forge.merge(shop, pull.number(), pull.headSha());
        String merged = forge.branch(shop, "main").orElseThrow();
        Files.write(folder.resolve("forge/acme/shop.json"), before);

        assertThat(forge.merge(shop, pull.number(), pull.headSha())).isEqualTo(Forge.MergeResult.MERGED);
        assertThat(forge.branch(shop, "main")).as("no second merge commit").contains(merged);
    }

    @Test
    void aBrokenDocumentIsAnErrorAndIsNotOverwritten() throws IOException {
        RepositoryRef shop = shop();
        Path document = folder.resolve("forge/acme/shop.json");
        Files.writeString(document, "not JSON");
        assertThatThrownBy(() -> forge.ensureLabel(shop, 1, "x")).isInstanceOf(ForgeException.class);
        assertThat(document).hasContent("not JSON");
    }

    @Test
    void anArchivedRepositoryIsReadOnly() {
        RepositoryRef shop = shop();
        world.setArchived(shop, true);
        assertThatThrownBy(() -> forge.ensurePullRequest(shop, draft("T", "B")))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.FORBIDDEN));
        assertThatThrownBy(() -> forge.remote(shop, Forge.Access.WRITE)).isInstanceOf(ForgeException.class);
        assertThat(forge.repository(shop).orElseThrow().archived()).isTrue();
    }

    @Test
    void aPrivateRepositoryGivesStrangersNothing() {
        RepositoryRef secret =
                world.createRepository("acme", "secret", Map.of("a", "b"), true).ref();
        assertThat(forge.permission(secret, "stranger")).isEqualTo(Permission.NONE);
    }

    @Test
    void idsDifferBetweenRepositories() {
        RepositoryRef shop = shop();
        RepositoryRef other =
                world.createRepository("acme", "other", Map.of("a", "b")).ref();
        long one = world.openIssue(shop, "mona", "A", "").id();
        long two = world.openIssue(other, "mona", "B", "").id();
        assertThat(shop.id()).isNotEqualTo(other.id());
        assertThat(world.comment(shop, one, "mona", "x").id())
                .isNotEqualTo(world.comment(other, two, "mona", "x").id());
        assertThat(forge.repository(new RepositoryRef(other.id(), "acme", "shop")))
                .as("a name with another repository's id is not that repository")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output=x", "../../etc", ".hidden", "a b", "a..b", "refs/heads/main~1", "x.lock", ""})
    void aHostileBranchIsNoBranch(String name) {
        RepositoryRef shop = shop();
        assertThat(forge.branch(shop, name)).isEmpty();
        assertThat(forge.file(shop, "a.txt", name)).isEmpty();
        PullRequestDraft hostile = new PullRequestDraft(name, "main", "T", "B", false);
        assertThatThrownBy(() -> forge.ensurePullRequest(shop, hostile)).isInstanceOf(ForgeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "/etc/passwd", "", "a.txt/", "\0", ".git/config", "."})
    void aHostilePathIsNoFile(String path) {
        RepositoryRef shop = shop();
        assertThat(forge.file(shop, path, "main")).isEmpty();
    }
}
