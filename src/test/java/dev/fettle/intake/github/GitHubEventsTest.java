package dev.fettle.intake.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.Identity;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubEventsTest {
    private static final Identity APP = new Identity("fettle[bot]", 900, 77);
    private static final Identity TOKEN = new Identity("fettle-bot", 0, 0);
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    private static final String REPOSITORY =
            "\"repository\":{\"id\":5,\"name\":\"shop\",\"full_name\":\"acme/shop\",\"owner\":{\"login\":\"acme\"},\"default_branch\":\"main\"}";

    private final GitHubEvents events = new GitHubEvents();

    @Test
    void aLabelSaysWhichOneAndWhereAndWho() {
        Event event = read(
                "issues",
                issue("labeled", "\"body\":\"a <!-- /fettle fix -->b\\u202e\"") + ",\"label\":{\"name\":\"fettle\"}"
                        + from("jane", 3));

        assertThat(event).isInstanceOfSatisfying(Event.IssueLabeled.class, labeled -> {
            assertThat(labeled.added()).isEqualTo("fettle");
            assertThat(labeled.number()).isEqualTo(9);
            assertThat(labeled.body()).isEqualTo("a  b");
            assertThat(labeled.origin().repository().slug()).isEqualTo("acme/shop");
            assertThat(labeled.origin().sender()).isEqualTo(new Event.Actor("jane", 3, false));
            assertThat(labeled.origin().installationId()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fettle[bot], 900, OWN_DOING",
        "renamed-since, 900, OWN_DOING",
        "fettle[bot], 901, BOT",
        "renovate[bot], 12, BOT",
    })
    void ourOwnDoingsAndBotsAreKnownById(String login, long id, IgnoreReason reason) {
        assertThat(read("issues", issue("closed", "\"body\":null") + from(login, id)))
                .isInstanceOfSatisfying(
                        Event.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo(reason));
    }

    @Test
    void whereTheServerHasNoIdsTheLoginDecides() {
        String body = "{" + issue("closed", "\"body\":null") + from("Fettle-Bot", 0) + "}";

        assertThat(events.read(delivery("issues", body), TOKEN))
                .isInstanceOfSatisfying(
                        Event.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo(IgnoreReason.OWN_DOING));
    }

    @Test
    void aBotThatIsAllowedIsTreatedAsAPerson() {
        GitHubEvents open = new GitHubEvents(bot -> bot.id() == 12);
        String body = "{" + issue("closed", "\"body\":null") + from("renovate[bot]", 12) + "}";

        assertThat(open.read(delivery("issues", body), APP)).isInstanceOf(Event.IssueClosed.class);
    }

    @Test
    void aMergeOfOursByABotStillCounts() {
        Event event = read(
                "pull_request",
                pullRequest("closed", "acme/shop", "improvement/ci_1_0001", true) + from("mergify[bot]", 12));

        assertThat(event).isInstanceOfSatisfying(Event.PullRequestClosed.class, closed -> {
            assertThat(closed.merged()).isTrue();
            assertThat(closed.headBranch()).isEqualTo("improvement/ci_1_0001");
        });
    }

    @Test
    void aForksBranchIsNeverTakenForOneOfOurs() {
        Event event = read(
                "pull_request",
                pullRequest("synchronize", "eve/shop", "improvement/ci_1_0001", false) + from("eve", 66));

        assertThat(event)
                .isInstanceOfSatisfying(
                        Event.PullRequestUpdated.class,
                        updated -> assertThat(updated.headBranch()).isEqualTo("eve:improvement/ci_1_0001"));
    }

    @Test
    void aRedRunOfAForksMainIsNotARedMain() {
        Event event = read("workflow_run", workflowRun("failure", "eve/shop") + from("eve", 66));

        assertThat(event)
                .isInstanceOfSatisfying(
                        Event.CiFailed.class,
                        failed -> assertThat(failed.defaultBranch()).isFalse());
    }

    @Test
    void aRedRunOfMainIs() {
        Event event = read("workflow_run", workflowRun("failure", "acme/shop") + from("dependabot[bot]", 49));

        assertThat(event).isInstanceOfSatisfying(Event.CiFailed.class, failed -> {
            assertThat(failed.defaultBranch()).isTrue();
            assertThat(failed.run().headSha()).isEqualTo(SHA);
            assertThat(failed.pullRequests()).containsExactly(4L);
        });
    }

    @Test
    void ourOwnChecksAndStatusesAreNotFailuresToRepair() {
        String check = "\"action\":\"completed\",\"check_run\":{\"id\":1,\"name\":\"fettle/tests\",\"head_sha\":\""
                + SHA + "\",\"conclusion\":\"failure\",\"app\":{\"id\":77}}," + REPOSITORY + from("fettle[bot]", 900);
        String status = "\"sha\":\"" + SHA
                + "\",\"context\":\"fettle/tests\",\"state\":\"failure\",\"commit\":{},\"branches\":[]," + REPOSITORY
                + from("jane", 3);

        assertThat(ignored("check_run", check)).isEqualTo(IgnoreReason.OWN_DOING);
        assertThat(ignored("status", status)).isEqualTo(IgnoreReason.OWN_DOING);
    }

    @Test
    void anAccountThatIsRenamedIsNotTakenAtItsWord() {
        String body = "\"account\":{\"login\":\"new-name\"},\"changes\":{\"login\":{\"from\":\"old-name\"}},"
                + "\"installation\":{\"id\":5},\"target_type\":\"Organization\"";

        assertThat(events.read(
                        delivery("installation_target", "{\"action\":\"renamed\"," + body + from("jane", 3) + "}"),
                        APP))
                .isInstanceOfSatisfying(Event.InstallationChanged.class, changed -> {
                    assertThat(changed.installationId()).isEqualTo(5);
                    assertThat(changed.kind()).isEqualTo(Event.InstallationChanged.Kind.RENAMED);
                    assertThat(changed.added()).isEmpty();
                    assertThat(changed.removed()).isEmpty();
                });
        assertThat(ignored("installation_target", "\"action\":\"deleted\"," + body + from("jane", 3)))
                .isEqualTo(IgnoreReason.UNINTERESTING_ACTION);
        assertThat(ignored("installation_target", "\"action\":\"renamed\"" + from("jane", 3)))
                .isEqualTo(IgnoreReason.MALFORMED);
    }

    @Test
    void anInstallationOfAnotherAppIsNotOurs() {
        String body =
                "\"action\":\"created\",\"installation\":{\"id\":1,\"app_id\":78,\"account\":{},\"permissions\":{}},\"repositories\":[]"
                        + from("jane", 3);

        assertThat(ignored("installation", body)).isEqualTo(IgnoreReason.NOT_INSTALLED);
    }

    @Test
    void aServerWithoutIdsAndHeadCommitIsUnderstood() {
        String push = "\"ref\":\"refs/heads/main\",\"before\":\"" + "0".repeat(40) + "\",\"after\":\"" + SHA
                + "\",\"commits\":[],\"pusher\":{\"login\":\"root\",\"id\":0},\"repository\":{\"name\":\"shop\",\"full_name\":\"root/shop\","
                + "\"id\":0,\"default_branch\":\"main\",\"owner\":{\"login\":\"root\",\"id\":0}}" + from("root", 0);

        assertThat(events.read(delivery("push", "{" + push + "}"), TOKEN))
                .isInstanceOfSatisfying(Event.Pushed.class, pushed -> {
                    assertThat(pushed.defaultBranch()).isTrue();
                    assertThat(pushed.origin().repository().key()).isEqualTo("root/shop");
                });
    }

    @Test
    void anEditedCommentIsNoEvent() {
        String body = "\"action\":\"edited\",\"issue\":{\"number\":9},\"comment\":{\"id\":1,\"body\":\"/fettle fix\"},"
                + REPOSITORY + from("jane", 3);

        assertThat(ignored("issue_comment", body)).isEqualTo(IgnoreReason.UNINTERESTING_ACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output=x",
                "refs/../x",
                "a..b",
                "a b",
                "a\\u0000b",
                "a\\nb",
                "/a",
                "a/",
                "a.lock",
                "@{u}",
                "a/.b",
                "x~1",
                "x^",
                "x:y",
                "[x",
            })
    void aHostileBranchNameIsMalformed(String branch) {
        assertThat(ignored("pull_request", pullRequest("closed", "acme/shop", branch, false) + from("eve", 66)))
                .isEqualTo(IgnoreReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "\"x\"",
                "{",
                "{}",
                "{\"action\":\"labeled\"}",
                "{}{}",
                "{\"a\":1,\"a\":2}",
                "payload=%7B%7D",
            })
    void whatIsNotAPayloadIsMalformed(String body) {
        assertThat(events.read(delivery("issues", body), APP))
                .isInstanceOfSatisfying(
                        Event.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo(IgnoreReason.MALFORMED));
    }

    @Test
    void bombsAreMalformedAndCheap() {
        for (String body : new String[] {
            "[".repeat(100_000),
            "{\"a\":" + "9".repeat(10_000_000) + "}",
            "{\"a\":[" + "[],".repeat(2_000_000) + "[]]}",
            "{\"a\":\"" + "x".repeat(20_100_000) + "\"}",
        }) {
            assertThat(events.read(delivery("issues", body), APP))
                    .isInstanceOfSatisfying(
                            Event.Ignored.class,
                            ignored -> assertThat(ignored.reason()).isEqualTo(IgnoreReason.MALFORMED));
        }
    }

    @Test
    void aRepositoryWhoseNamesDisagreeIsMalformed() {
        String body =
                issue("closed", "\"body\":null").replace("\"name\":\"shop\"", "\"name\":\"other\"") + from("jane", 3);

        assertThat(ignored("issues", body)).isEqualTo(IgnoreReason.MALFORMED);
    }

    @Test
    void aFormGivesItsPayload() {
        byte[] form = "a=b&payload=%7B%22zen%22%3A%22so+it+is%22%7D&c=d".getBytes(StandardCharsets.US_ASCII);

        assertThat(FormBody.json(form))
                .hasValueSatisfying(json ->
                        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"zen\":\"so it is\"}"));
        assertThat(FormBody.json("payload=%7".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(FormBody.json("mypayload=%7B%7D".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void onePushToldTwiceMeansTheSame() {
        DeliveryMeaning meaning = new DeliveryMeaning();
        String once = "{" + pullRequest("synchronize", "acme/shop", "fix", false) + from("jane", 3) + "}";
        String again = "{" + pullRequest("synchronize", "acme/shop", "fix", false) + from("root", 4) + "}";
        String later = once.replace(SHA, SHA.replace('0', '1'));

        assertThat(meaning.of(delivery("pull_request", again)))
                .isPresent()
                .isEqualTo(meaning.of(delivery("pull_request", once)));
        assertThat(meaning.of(delivery("pull_request", later)))
                .isPresent()
                .isNotEqualTo(meaning.of(delivery("pull_request", once)));
        assertThat(meaning.of(delivery("issues", once))).isEmpty();
        assertThat(meaning.of(delivery("pull_request", "["))).isEmpty();
    }

    private Event read(String event, String members) {
        return events.read(delivery(event, "{" + members + "}"), APP);
    }

    private IgnoreReason ignored(String event, String members) {
        return ((Event.Ignored) read(event, members)).reason();
    }

    private static Delivery delivery(String event, String body) {
        return new Delivery("guid", "github", event, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    private static String issue(String action, String more) {
        return "\"action\":\"" + action
                + "\",\"issue\":{\"number\":9,\"title\":\"t\",\"labels\":[{\"name\":\"fettle\"}]," + more + "},"
                + REPOSITORY;
    }

    private static String pullRequest(String action, String headRepository, String branch, boolean merged) {
        return "\"action\":\"" + action + "\",\"pull_request\":{\"number\":4,\"merged\":" + merged
                + ",\"head\":{\"ref\":\"" + branch + "\",\"sha\":\"" + SHA + "\",\"repo\":{\"full_name\":\""
                + headRepository + "\"}}}," + REPOSITORY;
    }

    private static String workflowRun(String conclusion, String headRepository) {
        return "\"action\":\"completed\",\"workflow\":{},\"workflow_run\":{\"id\":1,\"name\":\"build\",\"head_branch\":\"main\",\"head_sha\":\""
                + SHA + "\",\"conclusion\":\"" + conclusion + "\",\"head_repository\":{\"full_name\":\""
                + headRepository
                + "\"},\"pull_requests\":[{\"number\":4},{\"number\":5,\"base\":{\"repo\":{\"id\":6}}}]}," + REPOSITORY;
    }

    private static String from(String login, long id) {
        return ",\"sender\":{\"login\":\"" + login + "\",\"id\":" + id + ",\"type\":\""
                + (login.endsWith("[bot]") ? "Bot" : "User") + "\"}";
    }
}
