package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Alert;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CheckRun.Level;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeContract;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.MissedDelivery;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.workspace.GitRemote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over HTTP, as an App, with every request held to GitHub's own description. */
class GitHubForgeTest implements ForgeContract {
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
        LocalForge local = new LocalForge(folder, new Identity("fettle[bot]", 7, 42), "http://127.0.0.1", clock);
        world = new LocalForgeWorld(local);
        server.serve(local, Flavour.GITHUB, clock);
        forge = GitHubForge.app(access(TestKeys.PKCS1), repository -> Optional.empty(), clock);
    }

    @AfterEach
    void everyRequestIsOneThatGitHubTakes() {
        assertThat(server.invalid()).isEmpty();
    }

    private static ForgeAccess access(String key) {
        return new ForgeAccess(
                ForgeAccess.Kind.GITHUB,
                server.url(),
                42,
                Optional.of(Secret.of(key)),
                Optional.empty(),
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
    void theDescriptionThatRequestsAreHeldToSeesAMistake() {
        assumeTrue(GitHubDescription.isHere(), "GitHub's OpenAPI description is not here: npm ci brings it");
        String pulls = "/repos/acme/shop/pulls";
        var good = Json.object().put("title", "T").put("head", "h").put("base", "main");
        assertThat(GitHubDescription.complaints(new Seen("POST", pulls, "", good, true)))
                .isEmpty();
        var bad = Json.object().put("title", 7);
        assertThat(GitHubDescription.complaints(new Seen("POST", pulls, "", bad, true)))
                .hasSizeGreaterThan(1);
        assertThat(GitHubDescription.complaints(new Seen("GET", "/repos/acme/shop/nothing", "", bad, true)))
                .isNotEmpty();
    }

    @Test
    void whatCouldNotBeDeliveredIsListedOnceAndAskedForAgain() {
        Instant now = clock.instant();
        HookRoutes hooks = server.routes().hooks;
        hooks.tried("long-ago", 502, now.minus(Duration.ofDays(2)));
        hooks.tried("refused", 503, now.minusSeconds(90));
        hooks.tried("later-arrived", 502, now.minusSeconds(80));
        hooks.tried("nobody-there", 0, now.minusSeconds(70));
        hooks.tried("later-arrived", 202, now.minusSeconds(60));
        hooks.tried("refused", 504, now.minusSeconds(50));
        hooks.tried("arrived", 202, now.minusSeconds(40));

        List<MissedDelivery> missed = forge.missedDeliveries(now.minus(Duration.ofHours(1)));
        assertThat(missed).extracting(MissedDelivery::guid).containsExactly("nobody-there", "refused");
        assertThat(missed).extracting(MissedDelivery::event).containsOnly("issues");

        forge.ensureRedelivered(missed.get(1));
        assertThat(hooks.redelivered).containsExactly(missed.get(1).id());
    }

    @Test
    void tenThousandDeliveriesThatFailedAreListedToTheLast() {
        Instant now = clock.instant();
        server.routes().hooks.page = 100;
        for (int i = 0; i < 10_000; i++) {
            server.routes().hooks.tried("storm-" + i, 502, now.minusSeconds(20_000 - i));
        }

        List<MissedDelivery> missed = forge.missedDeliveries(now.minus(Duration.ofDays(1)));

        assertThat(missed).hasSize(10_000);
        assertThat(missed.get(0).guid()).isEqualTo("storm-0");
        assertThat(missed.get(9_999).guid()).isEqualTo("storm-9999");
    }

    @Test
    void openAlertsAreReadPageByPage() {
        RepositoryRef shop = shop();
        Alert.Code code = new Alert.Code(
                4, "https://forge/4", "CodeQL", "java/zipslip", "high", "src/Unzip.java", 17, "A path of the archive.");
        Alert.Code worse =
                new Alert.Code(5, "", "CodeQL", "java/sql", "critical", "src/Db.java", 3, "Text in a query.");
        Alert.LeakedSecret secret = new Alert.LeakedSecret(2, "https://forge/2", "stripe-api-key", "conf/pay.yml", 9);
        List<Alert.Dependency> dependencies = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> new Alert.Dependency(
                        n,
                        "",
                        "maven",
                        "org.acme:a" + n,
                        "pom.xml",
                        "GHSA-" + n,
                        "high",
                        "It breaks.",
                        n == 3 ? "" : "1." + n))
                .toList();
        world.raise(shop, code);
        world.raise(shop, worse);
        world.raise(shop, secret);
        dependencies.forEach(each -> world.raise(shop, each));

        assertThat(forge.alerts(shop, Alert.Kind.CODE)).containsExactly(code, worse);
        assertThat(forge.alerts(shop, Alert.Kind.DEPENDENCY))
                .hasSameElementsAs(dependencies)
                .hasSize(5);
        assertThat(forge.alerts(shop, Alert.Kind.SECRET)).containsExactly(secret);
        assertThat(server.seen())
                .filteredOn(seen -> seen.path().endsWith("/secret-scanning/alerts"))
                .allSatisfy(seen -> assertThat(seen.query())
                        .as("the value is not asked for")
                        .contains("hide_secret=true"));
    }

    @Test
    void analysisThatIsSwitchedOffSaysSo() {
        RepositoryRef shop = shop();
        server.answerOnce(
                "GET /repos/acme/shop/dependabot/alerts",
                com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                        .withStatus(403)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"message\": \"Dependabot alerts are disabled for this repository.\"}"));
        server.answerOnce(
                "GET /repos/acme/shop/code-scanning/alerts",
                com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"message\": \"no analysis found\"}"));

        assertThatThrownBy(() -> forge.alerts(shop, Alert.Kind.DEPENDENCY))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.FORBIDDEN))
                .hasMessageContaining("disabled for this repository");
        assertThatThrownBy(() -> forge.alerts(shop, Alert.Kind.CODE))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.NOT_FOUND));
    }

    @Test
    void theAppIsItsSlugWithBotBehindIt() {
        assertThat(forge.self()).isEqualTo(new Identity("fettle[bot]", 7, 42));
    }

    @Test
    void aTokenIsForOneRepositoryAndOneKindOfAccessAndIsUsedUntilShortlyBeforeItsEnd() {
        RepositoryRef shop = shop();
        server.routes().tokens.clear();
        server.routes().granted.remove("statuses");
        forge = GitHubForge.app(access(TestKeys.PKCS8), repository -> Optional.of(1L), clock);
        forge.branch(shop, "main");
        forge.branch(shop, BRANCH);
        GitRemote remote = forge.remote(shop, Access.WRITE);
        assertThat(server.routes().tokens.values()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.path("repository_ids")).hasSize(1);
            assertThat(asked.path("repository_ids").path(0).asLong()).isEqualTo(shop.id());
            assertThat(asked.path("permissions").has("workflows")).isFalse();
            assertThat(asked.path("permissions").has("statuses"))
                    .as("what the owner did not grant is not asked for")
                    .isFalse();
        });
        assertThat(remote.username()).isEqualTo("x-access-token");
        assertThat(remote.url()).isEqualTo(server.url() + "/acme/shop.git");
        assertThat(remote.password()).isNotNull();
        assertThat(server.routes()
                        .tokens
                        .get(remote.password().reveal())
                        .path("permissions")
                        .path("contents")
                        .asText())
                .isEqualTo("write");
        clock.advance(Duration.ofMinutes(56));
        forge.branch(shop, "main");
        assertThat(server.routes().tokens).as("minted anew").hasSize(3);
    }

    @Test
    void theJsonWebTokenIsFromTheAppAMinuteOldAndEndsWithinTenMinutes() {
        forge.self();
        String payload = new String(
                Base64.getUrlDecoder().decode(server.routes().bearers.get(0).split("\\.")[1]), StandardCharsets.UTF_8);
        var claims = Json.read(payload.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(claims.path("iss").asText()).isEqualTo("42");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(600);
        assertThat(claims.path("iat").asLong())
                .isBetween(TestClock.NOON.getEpochSecond() - 60, TestClock.NOON.getEpochSecond() - 40);
    }

    @Test
    void annotationsGoInBatchesOfFiftyAndARetryGoesOnWhereItWas() {
        RepositoryRef shop = shop();
        String sha = head(shop, BRANCH);
        CheckRun check = new CheckRun("fettle/tests", sha, Conclusion.FAILURE, "230 found", "All", annotations(230));
        server.loseAnswerOnce("PATCH /repos/acme/shop/check-runs/");
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                forge.ensureCheckRun(shop, check);
            } catch (ForgeException lost) {
                assertThat(attempt).isZero();
            }
        }
        forge.ensureCheckRun(shop, check);
        assertThat(world.checkRuns(shop, sha))
                .singleElement()
                .satisfies(run -> assertThat(run.annotations()).isEqualTo(annotations(200)));
        assertThat(server.writes()).extracting(Seen::method).containsExactly("POST", "PATCH", "PATCH", "PATCH");
    }

    private static List<Annotation> annotations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Annotation("a.txt", i + 1, i + 1, Level.WARNING, "line " + i))
                .toList();
    }

    @Test
    void whereThereAreNoDraftsThePullRequestIsNone() {
        RepositoryRef shop = shop();
        server.routes().pulls.drafts = false;
        PullRequestDraft draft = new PullRequestDraft(BRANCH, "main", "Mend it", "Body", true);
        assertThatThrownBy(() -> forge.ensurePullRequest(shop, draft))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.retryAt()).isPresent());
        assertThat(forge.ensurePullRequest(shop, draft).draft()).isFalse();
        assertThat(forge.ensurePullRequest(shop, draft).draft()).isFalse();
        assertThat(world.pullRequests(shop)).hasSize(1);
    }

    @Test
    void aDraftIsMadeReadyOverGraphQl() {
        RepositoryRef shop = shop();
        forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "Mend it", "Body", true));
        forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "Mend it", "Body", false));
        assertThat(server.writes()).last().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/graphql");
            assertThat(asked.body().path("query").asText()).contains("markPullRequestReadyForReview");
            assertThat(asked.body().path("variables").path("id").asText()).startsWith("PR_");
        });
    }

    @Test
    void theDraftIsTakenOffBeforeAMerge() {
        RepositoryRef shop = shop();
        var draft = forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "Mend it", "Body", true));
        forge.ensureReady(shop, draft.number());
        assertThat(server.writes())
                .last()
                .satisfies(asked ->
                        assertThat(asked.body().path("query").asText()).contains("markPullRequestReadyForReview"));
    }

    @Test
    void whatABranchRequiresIsReadFromItsProtection() {
        RepositoryRef shop = shop();
        assertThat(forge.requiredChecks(shop, "main")).isEmpty();
        world.requireChecks(shop, "build", "lint");
        assertThat(forge.requiredChecks(shop, "main")).containsExactly("build", "lint");
    }

    @Test
    void anotherRepositoryOfTheSameNameIsNotTheOneThatWasMeant() {
        RepositoryRef shop = shop();
        assertThat(forge.repository(new RepositoryRef(shop.id() + 1, "acme", "shop")))
                .isEmpty();
    }

    @Test
    void theForgeIsReachedThroughTheOperatorsProxy() {
        RepositoryRef shop = shop();
        ForgeAccess direct = access(TestKeys.PKCS1);
        ForgeAccess behind = new ForgeAccess(
                direct.kind(),
                "http://forge.invalid",
                direct.appId(),
                direct.privateKey(),
                direct.token(),
                direct.webhookSecret(),
                direct.previousWebhookSecret(),
                direct.caBundle(),
                server.url());
        forge = GitHubForge.app(behind, repository -> Optional.empty(), clock);
        assertThat(forge.branch(shop, "main")).isPresent();
        assertThat(forge.remote(shop, Access.READ).url())
                .as("neither the proxy nor what an answer says of other hosts")
                .isEqualTo("http://forge.invalid/acme/shop.git");
    }

    @Test
    void aKeyThatIsNoneIsRefusedInWordsForTheOperator() {
        assertThatThrownBy(() -> GitHubForge.app(
                        access("-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n"), repository -> Optional.empty(), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file that GitHub let you download")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void whereNoMoreCanBePinnedTheIssueStandsAllTheSame() {
        RepositoryRef shop = shop();
        long number = forge.ensureIssue(shop, new IssueDraft(0, ISSUE_MARKER, "Backlog", "One waits.", "", ""))
                .issue()
                .number();
        server.routes().graphql.pinsUsedUp = true;
        forge.ensurePinned(shop, number);

        assertThat(world.pinned(shop)).isEmpty();
        assertThat(forge.issue(shop, number)).isPresent();
    }

    @Test
    void anAnswerThatWasLostMakesNoSecondIssue() {
        RepositoryRef shop = shop();
        server.loseAnswerOnce("POST /repos/acme/shop/issues");
        IssueDraft wanted = new IssueDraft(0, ISSUE_MARKER, "Backlog", "One waits.", "", "");
        assertThatThrownBy(() -> forge.ensureIssue(shop, wanted)).isInstanceOf(ForgeException.class);

        assertThat(forge.ensureIssue(shop, wanted).asWanted()).isTrue();
        assertThat(world.issues(shop)).hasSize(1);
    }
}
