package dev.fettle.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Alert;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.workspace.GitRemote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the token may do that each kind of request comes with. */
class StageTest {
    private static final String BRANCH = "improvement/ci_1_0001";
    private static GitHubServer server;

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.unhurried();
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
        LocalForge local = new LocalForge(folder, new Identity("fettle[bot]", 7, 42), "http://127.0.0.1", clock);
        world = new LocalForgeWorld(local);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "one\n")).ref();
        world.push(shop, BRANCH, "fettle[bot]", Map.of("a.txt", "two\n"), "Mend it");
        server.serve(local, Flavour.GITHUB, clock);
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
        forge = GitHubForge.app(access, repository -> Optional.of(1L), clock);
    }

    private static Map<String, String> read(JsonNode permissions) {
        Map<String, String> read = new TreeMap<>();
        permissions
                .fields()
                .forEachRemaining(
                        each -> read.put(each.getKey(), each.getValue().asText()));
        return read;
    }

    private Map<String, String> ofGit(Access access) {
        GitRemote remote = forge.remote(shop, access);
        assertThat(remote.password()).isNotNull();
        return read(server.routes().tokens.get(remote.password().reveal()).path("permissions"));
    }

    private Map<String, String> used(String request) {
        return server.routes().used.entrySet().stream()
                .filter(each -> each.getKey().matches(request))
                .map(each -> read(each.getValue()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        request + " is not among " + server.routes().used.keySet()));
    }

    @Test
    void gitMayReadOrWriteCodeAndNothingElse() {
        assertThat(ofGit(Access.READ)).containsOnly(Map.entry("metadata", "read"), Map.entry("contents", "read"));
        assertThat(ofGit(Access.WRITE)).containsOnly(Map.entry("metadata", "read"), Map.entry("contents", "write"));
    }

    @Test
    void whatIsReadAllDayMayWriteNothingAndSeesNoAlert() {
        assertThat(forge.branch(shop, "main")).isPresent();

        assertThat(used("GET .*/branches/main"))
                .doesNotContainKeys("security_events", "vulnerability_alerts", "secret_scanning_alerts")
                .containsEntry("contents", "read")
                .doesNotContainValue("write");
    }

    @Test
    void alertsAreReadWithATokenForAlertsAlone() {
        for (Alert.Kind kind : Alert.Kind.values()) {
            assertThat(forge.alerts(shop, kind)).isEmpty();
        }

        assertThat(List.of(
                        used("GET .*/code-scanning/alerts"),
                        used("GET .*/dependabot/alerts"),
                        used("GET .*/secret-scanning/alerts")))
                .allSatisfy(permissions -> assertThat(permissions)
                        .containsOnly(
                                Map.entry("metadata", "read"),
                                Map.entry("security_events", "read"),
                                Map.entry("vulnerability_alerts", "read"),
                                Map.entry("secret_scanning_alerts", "read")));
    }

    @Test
    void eachWriteComesWithWhatItNeeds() {
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        forge.ensureComment(shop, issue, "<!-- fettle -->", "Seen");
        PullRequest pull =
                forge.ensurePullRequest(shop, new PullRequestDraft(BRANCH, "main", "Mend it", "By a test", false));
        forge.ensureLabel(shop, pull.number(), "fettle");
        forge.ensureCheckRun(
                shop, new CheckRun("fettle/tests", pull.headSha(), Conclusion.SUCCESS, "Good", "All", List.of()));
        forge.merge(shop, pull.number(), pull.headSha());

        Map<String, String> talk = Map.of("metadata", "read", "issues", "write", "pull_requests", "write");
        assertThat(used("POST .*/issues/\\d+/comments")).isEqualTo(talk);
        assertThat(used("POST .*/issues/\\d+/labels")).isEqualTo(talk);
        assertThat(used("POST .*/pulls"))
                .isEqualTo(Map.of("metadata", "read", "contents", "read", "pull_requests", "write"));
        assertThat(used("POST .*/check-runs"))
                .isEqualTo(Map.of("metadata", "read", "checks", "write", "statuses", "write"));
        assertThat(used("PUT .*/merge"))
                .isEqualTo(
                        Map.of("metadata", "read", "contents", "write", "issues", "write", "pull_requests", "write"));
    }

    @Test
    void aListOfRepositoriesIsReadWithOneTokenThatSeesNothingInThem() {
        forge.repositories();
        forge.repositories();
        assertThat(server.routes().tokens.values()).singleElement().satisfies(asked -> {
            assertThat(read(asked.path("permissions"))).containsOnly(Map.entry("metadata", "read"));
            assertThat(asked.has("repository_ids")).isFalse();
        });

        server.answerOnce("GET /installation/repositories", aResponse().withStatus(401));
        assertThat(forge.repositories()).as("the token was taken back").hasSize(1);
        assertThat(server.routes().tokens).hasSize(2);

        clock.advance(Duration.ofMinutes(56));
        assertThat(forge.repositories()).hasSize(1);
        assertThat(server.routes().tokens).hasSize(3);
    }

    @Test
    void aWriteOfAKindThatNoStageKnowsIsOurMistake() {
        assertThatThrownBy(() -> Stage.ofWrite("/hooks")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Stage.ofWrite("/git/refs")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noStageAsksForMoreThanTheAppsManifest() throws Exception {
        String manifest = Files.readString(Path.of("app-manifest.yml"));
        for (Stage stage : Stage.values()) {
            stage.permissions()
                    .forEach((name, level) -> assertThat(manifest)
                            .as("%s asks for %s: %s", stage, name, level)
                            .containsPattern(
                                    "(?m)^ *" + name + ": " + (level.equals("write") ? "write" : "(read|write)")));
        }
    }
}
