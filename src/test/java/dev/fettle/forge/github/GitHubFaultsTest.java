package dev.fettle.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.ForgeException.Kind;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's bad days: failures, limits, answers that are lost, late or endless. */
class GitHubFaultsTest {
    private static final String BRANCH = "improvement/ci_1700000000_0001";
    private static final String MARKER = "<!-- fettle:ticket:1 -->";
    private static final Http.Timeouts SHORT =
            new Http.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(700), Duration.ofMillis(1500));

    private static GitHubServer server;

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.standing();
    private LocalForgeWorld world;
    private Forge forge;
    private RepositoryRef shop;
    private long issue;

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
        serve(Flavour.GITHUB);
    }

    private void serve(Flavour flavour) {
        LocalForge local = new LocalForge(
                folder.resolve(flavour.name()), new Identity("fettle[bot]", 7, 42), "http://127.0.0.1", clock);
        world = new LocalForgeWorld(local);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "one\n")).ref();
        world.push(shop, BRANCH, "fettle[bot]", Map.of("a.txt", "two\n"), "Mend it");
        issue = world.openIssue(shop, "mona", "It breaks", "").id();
        server.serve(local, flavour, clock);
        forge = forge(flavour, server.url(), Http.Timeouts.usual());
    }

    private Forge forge(Flavour flavour, String url, Http.Timeouts timeouts) {
        boolean plain = flavour == Flavour.PLAIN;
        ForgeAccess access = new ForgeAccess(
                plain ? ForgeAccess.Kind.TOKEN : ForgeAccess.Kind.GITHUB,
                url,
                42,
                Optional.of(Secret.of(TestKeys.PKCS1)),
                Optional.of(Secret.of(GitHubRoutes.BOT_TOKEN)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return plain
                ? GitHubForge.token(access, clock, timeouts)
                : GitHubForge.app(access, repository -> Optional.of(1L), clock, timeouts);
    }

    private static ForgeException failure(ThrowingCallable call) {
        return catchThrowableOfType(ForgeException.class, call);
    }

    private void comment(String text) {
        forge.ensureComment(shop, issue, MARKER, text);
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status).withBody("{\"message\":\"a bad day\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "409, REFUSED",
        "422, REFUSED",
        "451, REFUSED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE"
    })
    void aStatusSaysWhetherTryingAgainCanHelp(int status, Kind kind) {
        server.answerOnce("POST .*/comments", status(status));
        ForgeException failed = failure(() -> comment("x"));
        if (status == 401) {
            // perhaps the token was withdrawn: another one is minted, and asked for after the second between writes
            assertThat(failed.kind()).isEqualTo(Kind.LIMITED);
            return;
        }
        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.retryAt().isPresent()).isEqualTo(kind == Kind.UNAVAILABLE);
        clock.advance(Duration.ofSeconds(10));
        comment("x");
        assertThat(world.comments(shop, issue)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | Retry-After | 17 | 17",
                "403 | Retry-After | 17 | 17",
                "503 | Retry-After | 17 | 17",
                "429 | Retry-After | Sun, 22 Nov 2026 12:05:00 GMT | 300",
                "403 | Retry-After | Sun, 22 Nov 2026 12:05:00 GMT | 300",
                "429 | X-Nothing | - | 60",
                "429 | Retry-After | soon | 60",
                "429 | Retry-After | -5 | 1",
                "429 | Retry-After | 99999999999 | 86400",
            })
    void theServersDelayIsObeyed(int status, String header, String value, long seconds) {
        server.answerOnce("POST .*/comments", status(status).withHeader(header, value));
        ForgeException failed = failure(() -> comment("x"));
        assertThat(failed.kind()).isEqualTo(status == 503 ? Kind.UNAVAILABLE : Kind.LIMITED);
        assertThat(failed.retryAt()).contains(TestClock.NOON.plusSeconds(seconds));
        if (failed.kind() == Kind.LIMITED) {
            long asked = asked();
            clock.set(TestClock.NOON.plusSeconds(seconds).minusMillis(1));
            assertThat(failure(() -> comment("x")).retryAt()).contains(TestClock.NOON.plusSeconds(seconds));
            assertThat(asked()).as("nobody was asked meanwhile").isEqualTo(asked);
        }
        clock.set(TestClock.NOON.plusSeconds(seconds));
        comment("x");
        assertThat(world.comments(shop, issue)).hasSize(1);
    }

    /** How often the installation's limit was drawn on. */
    private static long asked() {
        return server.seen().stream()
                .filter(one -> one.path().startsWith("/repos/"))
                .count();
    }

    @Test
    void aSecondaryLimitWithoutATimeIsAMinute() {
        server.answerOnce(
                "POST .*/comments",
                aResponse().withStatus(403).withBody("{\"message\":\"You have exceeded a secondary rate limit\"}"));
        assertThat(failure(() -> comment("x")).retryAt()).contains(TestClock.NOON.plusSeconds(60));
    }

    @Test
    void theLastRequestOfALimitIsGoodAndTheNextWaitsForTheReset() {
        Instant reset = TestClock.NOON.plusSeconds(1800);
        server.answerOnce(
                "GET .*/branches/main",
                aResponse()
                        .withStatus(200)
                        .withBody("{\"name\":\"main\",\"commit\":{\"sha\":\"abc\"}}")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond())));
        assertThat(forge.branch(shop, "main")).contains("abc");
        ForgeException failed = failure(() -> forge.branch(shop, "main"));
        assertThat(failed.kind()).isEqualTo(Kind.LIMITED);
        assertThat(failed.retryAt()).contains(reset);
        clock.set(reset);
        assertThat(forge.branch(shop, "main").orElseThrow()).hasSize(40);
    }

    @Test
    void writesAreASecondApartAndNobodySleeps() {
        comment("one");
        ForgeException failed = failure(() -> comment("two"));
        assertThat(failed.kind()).isEqualTo(Kind.LIMITED);
        assertThat(failed.retryAt()).contains(TestClock.NOON.plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        comment("two");
        assertThat(server.writes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB", "PLAIN"})
    void whateverAnswerIsLostEachThingIsDoneOnce(String flavour) {
        for (String lost : List.of(
                "POST .*/pulls$",
                "POST .*/comments$",
                "POST .*/(check-runs|statuses/.*)$",
                "POST .*/labels$",
                "PATCH .*/pulls/\\d+$",
                "PATCH .*/comments/\\d+$",
                "PUT .*/merge$")) {
            serve(Flavour.valueOf(flavour));
            // each lost answer has a world of its own
            shop = world.createRepository(
                            "acme", "shop-" + Integer.toHexString(lost.hashCode()), Map.of("a.txt", "one\n"))
                    .ref();
            world.push(shop, BRANCH, "fettle[bot]", Map.of("a.txt", "two\n"), "Mend it");
            issue = world.openIssue(shop, "mona", "It breaks", "").id();
            server.loseAnswerOnce(lost);
            int failures = storyUntilItEnds();
            assertThat(failures).as(lost).isEqualTo(1);
            assertThat(world.pullRequests(shop)).as(lost).hasSize(1);
            assertThat(world.comments(shop, issue))
                    .as(lost)
                    .singleElement()
                    .satisfies(comment -> assertThat(comment.body()).startsWith("two"));
            assertThat(world.branches(shop)).hasSize(2);
            assertThat(world.written().stream().filter(one -> one.repository().equals(shop.slug())))
                    .as(lost)
                    .doesNotHaveDuplicates();
            assertThat(server.writes().stream().filter(one -> one.toString().matches(lost)))
                    .as("what was done is not sent again: " + lost)
                    .hasSize(1);
        }
    }

    /** The writes of a ticket's life, each again until it is done. Gives back how often an answer was missing. */
    private int storyUntilItEnds() {
        String sha = forge.branch(shop, BRANCH).orElseThrow();
        List<Runnable> story = List.of(
                () -> comment("one"),
                () -> forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "T", "B", false)),
                () -> forge.ensureCheckRun(shop, new CheckRun("fettle/t", sha, Conclusion.SUCCESS, "1", "", List.of())),
                () -> forge.ensureLabel(shop, issue, "fettle"),
                () -> forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "T2", "B2", false)),
                () -> comment("two"),
                () -> forge.merge(
                        shop,
                        forge.openPullRequests(shop).stream()
                                .findFirst()
                                .map(p -> p.number())
                                .orElseGet(() -> world.pullRequests(shop).get(0).number()),
                        sha));
        int lost = 0;
        for (Runnable verb : story) {
            for (boolean done = false; !done; ) {
                clock.advance(Duration.ofSeconds(1));
                try {
                    verb.run();
                    done = true;
                } catch (ForgeException e) {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(++lost).as(e.getMessage()).isLessThan(3);
                }
            }
        }
        return lost;
    }

    @Test
    void aReadWhoseConnectionWasCutIsTriedOnceMoreAndAWriteIsNot() {
        server.answerOnce("GET .*/branches/main", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(forge.branch(shop, "main")).isPresent();
        server.answerOnce("POST .*/comments", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(failure(() -> comment("x")).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(server.writes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"})
    void aBrokenAnswerIsNoAnswer(String fault) {
        server.answerOnce("POST .*/comments", aResponse().withFault(Fault.valueOf(fault)));
        assertThat(failure(() -> comment("x")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aPageOfSomebodyElseIsNoAnswer() {
        server.answerOnce("GET .*/branches/main", aResponse().withStatus(200).withBody("<html>Log in here</html>"));
        assertThat(failure(() -> forge.branch(shop, "main")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void lateAndDrippingAnswersEnd() {
        forge = forge(Flavour.PLAIN, server.url(), SHORT);
        server.answerOnce("GET .*/branches/main", status(200).withFixedDelay(5000));
        assertThat(failure(() -> forge.branch(shop, "main")).kind()).isEqualTo(Kind.UNAVAILABLE);
        server.answerOnce("GET .*/branches/main", status(200).withChunkedDribbleDelay(20, 10_000));
        assertThat(failure(() -> forge.branch(shop, "main")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anEndlessAnswerEnds() throws IOException {
        try (ServerSocket endless = new ServerSocket(0)) {
            Thread server = new Thread(() -> pour(endless));
            server.setDaemon(true);
            server.start();
            Forge other = forge(Flavour.PLAIN, "http://127.0.0.1:" + endless.getLocalPort(), SHORT);
            assertThat(failure(() -> other.branch(shop, "main")).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    private static void pour(ServerSocket from) {
        byte[] much = " ".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
        while (!from.isClosed()) {
            try (Socket one = from.accept()) {
                one.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    one.getOutputStream().write(much);
                }
            } catch (IOException e) {
                assertThat(e).as("the client has heard enough").isNotNull();
            }
        }
    }

    @Test
    void whoIsNotThereIsUnavailable() {
        Forge nobody = forge(Flavour.PLAIN, "http://no-such-host.invalid", SHORT);
        assertThat(failure(() -> nobody.branch(shop, "main")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aRedirectToAnotherServerIsNotFollowedAndOneToTheSameIs() {
        server.answerOnce(
                "GET .*/branches/main",
                aResponse().withStatus(302).withHeader("Location", "http://localhost:1/repos/acme/shop/branches/main"));
        assertThat(failure(() -> forge.branch(shop, "main")).kind()).isEqualTo(Kind.REFUSED);
        server.answerOnce(
                "GET .*/branches/old",
                aResponse().withStatus(301).withHeader("Location", "/repos/acme/shop/branches/main"));
        assertThat(forge.branch(shop, "old"))
                .as("a branch of another name is not it")
                .isEmpty();
        assertThat(server.seen()).extracting(Seen::path).endsWith("/repos/acme/shop/branches/main");
    }

    @Test
    void aRefusedMergeThatAnswers200IsNoMerge() {
        serve(Flavour.PLAIN);
        long pull = forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "T", "B", false))
                .number();
        world.push(shop, "main", "mona", Map.of("a.txt", "three\n"), "Otherwise");
        clock.advance(Duration.ofSeconds(1));
        assertThat(forge.merge(shop, pull, forge.branch(shop, BRANCH).orElseThrow()))
                .isEqualTo(Forge.MergeResult.NOT_MERGEABLE);
    }

    @Test
    void noPathLeadsOutOfItsRepository() {
        assertThat(failure(() -> forge.file(shop, "../../../user", "main")).kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(failure(() -> forge.branch(shop, "../pulls")).kind()).isEqualTo(Kind.REFUSED);
        assertThat(server.seen()).extracting(Seen::path).noneMatch(path -> path.contains("user"));
    }
}
