package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.ForgeContract;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.OwnAllowance;
import dev.fettle.forge.StandingIssue;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.workspace.GitRemote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a bot account's token, on a server that has half of GitHub's API and its own ideas about the rest. */
class PlainForgeTest implements ForgeContract {
    private static GitHubServer server;

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.unhurried();
    private GitHubForge forge;
    private LocalForgeWorld world;

    @BeforeAll
    static void start() {
        server = new GitHubServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        LocalForge local = new LocalForge(folder, new Identity("fettle-bot", 0, 0), "http://127.0.0.1", clock);
        world = new LocalForgeWorld(local);
        server.serve(local, Flavour.PLAIN, clock);
        forge = GitHubForge.token(access(GitHubRoutes.BOT_TOKEN), clock);
    }

    static ForgeAccess access(String token) {
        return new ForgeAccess(
                ForgeAccess.Kind.TOKEN,
                server.url(),
                0,
                Optional.empty(),
                Optional.of(Secret.of(token)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    @Override
    public Forge forge() {
        return forge;
    }

    @Override
    public LocalForgeWorld world() {
        return world;
    }

    @Test
    void aTokenThatIsExchangedHoldsFromThenOn() {
        RepositoryRef shop = shop();
        AtomicReference<Secret> token = new AtomicReference<>(Secret.of("one-that-has-run-out"));
        Forge kept = GitHubForge.token(
                access("one-that-has-run-out"),
                () -> Optional.of(token.get()),
                new OwnAllowance(Allowance.GITHUB),
                clock);
        assertThatThrownBy(() -> kept.branch(shop, "main"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.FORBIDDEN));

        token.set(Secret.of(GitHubRoutes.BOT_TOKEN));

        assertThat(kept.branch(shop, "main")).isPresent();
        assertThat(kept.remote(shop, Access.WRITE).password()).isEqualTo(Secret.of(GitHubRoutes.BOT_TOKEN));
        assertThat(kept.self().login()).isEqualTo("fettle-bot");
    }

    /** Nobody's thumb is down where there are no reactions. */
    @Override
    @Test
    public void whoseThumbIsDownIsTold() {
        RepositoryRef shop = shop();
        long pull = forge.ensurePullRequest(shop, draft("Mend it", "")).number();
        world.dislike(shop, pull, "mona", true);
        assertThat(forge.dislikes(shop, pull)).isEmpty();
    }

    /** No issue can be edited here, so that what changes stands in one comment below it. */
    @Override
    @Test
    public void anIssueOfOursIsBroughtUpToDate() {
        RepositoryRef shop = shop();
        StandingIssue first = forge.ensureIssue(shop, draftOfIssue(0, "One waits.", ""));
        long number = first.issue().number();
        String print = IssueDraft.print(first.issue().body());
        assertThatThrownBy(() -> forge.ensureIssue(shop, draftOfIssue(number, "Two wait.", print)))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.LIMITED));

        assertThat(forge.ensureIssue(shop, draftOfIssue(number, "Two wait.", print))
                        .asWanted())
                .isTrue();
        assertThat(forge.ensureIssue(shop, draftOfIssue(number, "Three wait.", print))
                        .asWanted())
                .isTrue();
        assertThat(world.comments(shop, number))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).startsWith("In a comment: Three wait."));
    }

    private static IssueDraft draftOfIssue(long number, String body, String expected) {
        return new IssueDraft(number, ISSUE_MARKER, "Backlog", body, "In a comment: " + body, expected);
    }

    /** There is no GraphQL either. */
    @Override
    @Test
    public void anIssueIsPinnedAndWhoEditedItLastIsTold() {
        RepositoryRef shop = shop();
        long number = forge.ensureIssue(shop, draftOfIssue(0, "One waits.", ""))
                .issue()
                .number();
        forge.ensurePinned(shop, number);
        assertThat(world.pinned(shop)).isEmpty();
        assertThat(forge.lastEditor(shop, number)).isEmpty();
    }

    /** There are no workflows either. */
    @Override
    @Test
    public void runsThatPassedAreToldNewestFirstAndHaveLogsToo() {
        assertThat(forge.passedRuns(shop(), "main", 5)).isEmpty();
    }

    /** There are no reactions and no review requests here, and that fails nothing. */
    @Test
    @Override
    public void reactionsLabelsAndReviewersAreSetOnce() {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        long pull = forge.ensurePullRequest(shop, draft("Mend it", "")).number();
        for (int i = 0; i < 2; i++) {
            forge.ensureReaction(shop, issue, 0, Reaction.EYES);
            forge.ensureLabel(shop, pull, "fettle");
            forge.ensureReviewer(shop, pull, "mona");
        }
        assertThat(world.reactions(shop, issue, 0)).isEmpty();
        assertThat(world.reviewers(shop, pull)).isEmpty();
        assertThat(forge.pullRequest(shop, pull).orElseThrow().labels()).containsExactly("fettle");
        assertThat(server.seen())
                .as("what is not there is not asked again")
                .filteredOn(seen -> seen.path().endsWith("/reactions"))
                .hasSize(1);
    }

    /** There are no workflow runs here. */
    @Test
    @Override
    public void theLogsOfAFailedRunAreTheBytesOfItsJobs() {
        RepositoryRef shop = shop();
        byte[] log = "failed\n".getBytes(StandardCharsets.UTF_8);
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head(shop, "main"), "main");
        long id = world.finishRun(shop, run, "failure", Map.of("build", log)).id();
        CiRun asked = new CiRun(CiRun.Kind.WORKFLOW_RUN, id, "CI", head(shop, "main"), "main");
        assertThat(forge.ciLogs(shop, asked)).isEmpty();
    }

    @Test
    void whereTheListOfTheAccountsRepositoriesIsMissingThoseInItsNameAreFound() {
        RepositoryRef shop = shop();
        server.routes().takesReposForAUser = true;
        assertThat(forge.repositories()).extracting(each -> each.ref().slug()).containsExactly(shop.slug());
    }

    @Test
    void commitsHaveTheAccountsAddressAndNeverThatOfAnotherServer() {
        assertThat(forge.self().email()).isEqualTo("fettle-bot@users.noreply.127.0.0.1");
        server.answerOnce(
                "GET /api/v3/user$",
                WireMock.okJson("{\"login\": \"fettle-bot\", \"id\": 3, \"email\": \"fettle-bot@example.org\"}"));
        assertThat(GitHubForge.token(access(GitHubRoutes.BOT_TOKEN), clock)
                        .self()
                        .email())
                .isEqualTo("fettle-bot@example.org");
    }

    @Test
    void gitTakesTheAccountsLoginAndTheFolderThatTheServerKeepsForGit() {
        GitRemote remote = forge.remote(shop(), Access.WRITE);
        assertThat(remote.url()).isEqualTo(server.url().replace("/api/v3", "") + "/git/acme/shop.git");
        assertThat(remote.username()).isEqualTo("fettle-bot");
        assertThat(remote.password()).isEqualTo(Secret.of(GitHubRoutes.BOT_TOKEN));
        assertThat(GitHubForge.plainHttpHosts(access("x"))).containsExactly("127.0.0.1");
    }

    @Test
    void whereACommentCannotBeEditedTheNewestIsTheOneThatCounts() {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        server.routes().issues.editableComments = false;
        forge.ensureComment(shop, issue, MARKER, "Looking at it.");
        assertThatThrownBy(() -> forge.ensureComment(shop, issue, MARKER, "Done."))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.LIMITED));
        forge.ensureComment(shop, issue, MARKER, "Done.");
        forge.ensureComment(shop, issue, MARKER, "Done.");
        assertThat(world.comments(shop, issue))
                .hasSize(2)
                .last()
                .satisfies(comment -> assertThat(comment.body()).startsWith("Done."));
    }

    @Test
    void whatIsFoldedElsewhereStandsUnderAHeading() {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        String folded =
                "First.\n\n<details><summary>More</summary>\n\n| a |\n|---|\n\n```\n</details>\n```\n\n</details>\n\nLast.";
        String heading = "First.\n\n#### More\n\n| a |\n|---|\n\n```\n</details>\n```\n\n\nLast.";

        for (int i = 0; i < 2; i++) {
            assertThat(forge.ensureComment(shop, issue, MARKER, folded).body()).startsWith(heading);
        }
        assertThat(forge.ensurePullRequest(shop, draft("Mend it", folded)).body())
                .startsWith(heading);
    }

    @Test
    void aTokenForGitHubItselfLeavesTheFold() {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        server.answerOnce(
                "GET /api/v3/user$",
                WireMock.okJson("{\"login\": \"fettle-bot\", \"id\": 0}")
                        .withHeader("X-GitHub-Request-Id", "D5C1:4E2F"));
        forge = GitHubForge.token(access(GitHubRoutes.BOT_TOKEN), clock);
        String folded = "<details><summary>More</summary>\n\nIt folds.\n</details>";
        assertThat(forge.ensureComment(shop, issue, MARKER, folded).body()).startsWith(folded);
    }

    @Test
    void longRunsOfTextAreWrapped() {
        RepositoryRef shop = shop();
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        for (int i = 0; i < 2; i++) {
            forge.ensureComment(shop, issue, MARKER, "x".repeat(65_000));
        }
        assertThat(world.comments(shop, issue))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body().split("\\s"))
                        .allSatisfy(run -> assertThat(run.length()).isLessThanOrEqualTo(240)));
    }

    @Test
    void aWrongTokenIsForbiddenAndIsNotShown() {
        RepositoryRef shop = shop();
        forge = GitHubForge.token(access("another-token"), clock);
        assertThatThrownBy(() -> forge.branch(shop, "main"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.FORBIDDEN))
                .hasMessageNotContaining("another-token");
    }
}
