package dev.fettle.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Issue;
import dev.fettle.forge.OwnAllowance;
import dev.fettle.forge.RequestUse;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looking for news costs of the forge's limit, and what is left for the work that it finds. */
class PollingCostTest {
    private static GitHubServer server;

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.standing();
    private final Allowance allowance = new OwnAllowance(Allowance.GITHUB);
    private LocalForge local;
    private LocalForgeWorld world;
    private RepositoryRef shop;
    private Forge forge;

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
        local = new LocalForge(folder, new Identity("fettle[bot]", 7, 42), "http://127.0.0.1", clock);
        world = new LocalForgeWorld(local);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "one\n")).ref();
        server.serve(local, Flavour.GITHUB, clock);
        forge = anotherProcess();
    }

    private Forge anotherProcess() {
        ForgeAccess access = new ForgeAccess(
                ForgeAccess.Kind.GITHUB,
                server.url(),
                42,
                Optional.of(Secret.of(TestKeys.PKCS1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return GitHubForge.app(access, access::privateKey, repository -> Optional.of(1L), allowance, clock);
    }

    private RequestUse use() {
        return forge.requests().stream()
                .filter(each -> each.principal().equals("installation 1"))
                .findFirst()
                .orElseThrow();
    }

    private void limitIsNearlyUsedUp(String resource, Instant reset) {
        server.answerOnce(
                "GET .*/branches/main",
                aResponse()
                        .withBody("{\"name\":\"main\",\"commit\":{\"sha\":\"abc\"}}")
                        .withHeader("X-RateLimit-Resource", resource)
                        .withHeader("X-RateLimit-Limit", "5000")
                        .withHeader("X-RateLimit-Remaining", "499")
                        .withHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond())));
        assertThat(forge.branch(shop, "main")).contains("abc");
    }

    @Test
    void aSecondLookThatFindsNothingNewCostsNothing() {
        Optional<String> head = forge.branch(shop, "main");
        assertThat(forge.issuesLabeled(shop, "fettle")).isEmpty();

        assertThat(forge.branch(shop, "main")).isEqualTo(head).isPresent();
        assertThat(forge.issuesLabeled(shop, "fettle")).isEmpty();

        assertThat(server.unchanged())
                .containsExactly("GET /repos/acme/shop/branches/main", "GET /repos/acme/shop/issues");
        assertThat(use().requests()).isEqualTo(4);
        assertThat(use().unchanged()).isEqualTo(2);
    }

    @Test
    void whatHasChangedIsSeen() {
        String before = forge.branch(shop, "main").orElseThrow();
        assertThat(forge.issuesLabeled(shop, "fettle")).isEmpty();
        world.push(shop, "main", "mona", Map.of("a.txt", "two\n"), "More");
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        world.label(shop, issue, "mona", "fettle");

        assertThat(forge.branch(shop, "main"))
                .isEqualTo(local.branch(shop, "main"))
                .isNotEqualTo(Optional.of(before));
        assertThat(forge.issuesLabeled(shop, "fettle"))
                .extracting(Issue::number)
                .containsExactly(issue);
        assertThat(server.unchanged()).isEmpty();
    }

    @Test
    void whatIsKnownIsKnownStillWhenTheTokenWasExchanged() {
        String head = forge.branch(shop, "main").orElseThrow();
        clock.advance(Duration.ofHours(2));

        assertThat(forge.branch(shop, "main")).contains(head);

        assertThat(server.unchanged()).hasSize(1);
    }

    @Test
    void whatLittleIsLeftOfTheLimitIsForTheWorkAndAllProcessesHearOfIt() {
        Instant reset = clock.instant().plusSeconds(600);
        assertThat(forge.pollsYieldUntil(shop)).isEmpty();

        limitIsNearlyUsedUp("core", reset);

        assertThat(forge.pollsYieldUntil(shop)).contains(reset);
        assertThat(anotherProcess().pollsYieldUntil(shop)).contains(reset);
        assertThat(forge.branch(shop, "main")).as("work goes on").isPresent();
        assertThat(use().remaining()).isEqualTo(OptionalLong.of(499));
        assertThat(use().limit()).isEqualTo(OptionalLong.of(5000));
        assertThat(use().yields()).isEqualTo(1);
        clock.set(reset);
        assertThat(forge.pollsYieldUntil(shop)).isEmpty();
    }

    @Test
    void anotherKindsLimitIsNotThatOfPolling() {
        limitIsNearlyUsedUp("graphql", clock.instant().plusSeconds(600));

        assertThat(forge.pollsYieldUntil(shop)).isEmpty();
        assertThat(use().remaining()).isEmpty();
    }

    @Test
    void aPauseIsCountedAndPollingKeepsIt() {
        server.answerOnce("GET .*/branches/main", aResponse().withStatus(429).withHeader("Retry-After", "90"));
        assertThatThrownBy(() -> forge.branch(shop, "main")).hasMessageContaining("429");

        assertThat(forge.pollsYieldUntil(shop)).contains(clock.instant().plusSeconds(90));
        assertThat(use().pauses()).isEqualTo(1);
    }
}
