package dev.fettle.forge.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhooks of the world have the shape of GitHub's own. */
class LocalForgeWorldTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private LocalForge forge;
    private LocalForgeWorld world;
    private RepositoryRef shop;

    @BeforeEach
    void open() {
        forge = new LocalForge(
                folder,
                new Identity("fettle[bot]", 7, 42),
                "http://localhost:7070/forge",
                InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")));
        world = new LocalForgeWorld(forge);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "one\n")).ref();
    }

    @Test
    void anIssueOpenedWithALabelSendsBothAsGitHubDoes() {
        Act act = world.openIssue(shop, "mona", "It breaks", "NullPointerException", "fettle");
        assertThat(act.webhooks()).extracting(Webhook::event).containsExactly("issues", "issues");
        JsonNode opened = json(act, 0);
        assertThat(opened.at("/action").asText()).isEqualTo("opened");
        assertThat(opened.at("/issue/number").asLong()).isEqualTo(act.id());
        assertThat(opened.at("/issue/body").asText()).isEqualTo("NullPointerException");
        assertThat(opened.at("/issue/user/login").asText()).isEqualTo("mona");
        assertThat(opened.at("/issue/author_association").asText()).isEqualTo("NONE");
        assertThat(opened.at("/issue/labels/0/name").asText()).isEqualTo("fettle");
        JsonNode labeled = json(act, 1);
        assertThat(labeled.at("/action").asText()).isEqualTo("labeled");
        assertThat(labeled.at("/label/name").asText()).isEqualTo("fettle");
        assertThat(json(world.unlabel(shop, act.id(), "mona", "fettle"), 0)
                        .at("/action")
                        .asText())
                .isEqualTo("unlabeled");
        assertThat(json(world.closeIssue(shop, act.id(), "mona"), 0)
                        .at("/issue/state")
                        .asText())
                .isEqualTo("closed");
    }

    @Test
    void everyPayloadNamesItsRepositorySenderAndInstallation() {
        for (Webhook webhook : oneOfEach()) {
            JsonNode payload = json(webhook);
            assertThat(payload.at("/sender/login").isTextual())
                    .as(webhook.event())
                    .isTrue();
            assertThat(payload.at("/sender/id").isIntegralNumber()).isTrue();
            assertThat(payload.at("/sender/type").asText()).isIn("User", "Bot");
            assertThat(payload.at("/installation/id").asLong())
                    .as(webhook.event())
                    .isEqualTo(1);
            if (!webhook.event().equals("installation")) {
                assertThat(payload.at("/repository/id").asLong()).isEqualTo(shop.id());
                assertThat(payload.at("/repository/name").asText()).isEqualTo("shop");
                assertThat(payload.at("/repository/owner/login").asText()).isEqualTo("acme");
                assertThat(payload.at("/repository/full_name").asText()).isEqualTo("acme/shop");
                assertThat(payload.at("/repository/default_branch").asText()).isEqualTo("main");
                assertThat(payload.at("/repository/private").isBoolean()).isTrue();
            }
        }
    }

    /** What GitHub's own examples have at the top and in the main noun of each event, and Fettle may look at. */
    @Test
    void everyPayloadHasTheFieldsOfGitHubsOwnExamples() {
        Map<String, List<String>> expected = Map.ofEntries(
                Map.entry("issues", List.of("/action", "/issue/html_url", "/issue/state", "/issue/created_at")),
                Map.entry(
                        "issue_comment",
                        List.of(
                                "/comment/id",
                                "/comment/body",
                                "/comment/user/login",
                                "/comment/author_association",
                                "/comment/html_url",
                                "/issue/number")),
                Map.entry(
                        "push",
                        List.of(
                                "/ref",
                                "/before",
                                "/after",
                                "/created",
                                "/deleted",
                                "/forced",
                                "/compare",
                                "/commits",
                                "/pusher/name")),
                Map.entry(
                        "pull_request",
                        List.of(
                                "/number",
                                "/pull_request/head/sha",
                                "/pull_request/head/ref",
                                "/pull_request/head/repo/full_name",
                                "/pull_request/base/ref",
                                "/pull_request/merged",
                                "/pull_request/draft",
                                "/pull_request/state",
                                "/pull_request/user/login")),
                Map.entry(
                        "pull_request_review",
                        List.of("/review/state", "/review/user/login", "/review/commit_id", "/pull_request/number")),
                Map.entry(
                        "workflow_run",
                        List.of(
                                "/workflow_run/id",
                                "/workflow_run/conclusion",
                                "/workflow_run/head_sha",
                                "/workflow_run/head_branch",
                                "/workflow_run/event",
                                "/workflow_run/run_attempt",
                                "/workflow_run/head_repository/full_name",
                                "/workflow_run/head_commit/id",
                                "/workflow/name")),
                Map.entry(
                        "check_run",
                        List.of(
                                "/check_run/id",
                                "/check_run/conclusion",
                                "/check_run/head_sha",
                                "/check_run/app/id",
                                "/check_run/check_suite/head_branch")),
                Map.entry(
                        "check_suite",
                        List.of(
                                "/check_suite/id",
                                "/check_suite/conclusion",
                                "/check_suite/head_branch",
                                "/check_suite/app/id")),
                Map.entry("status", List.of("/sha", "/state", "/context", "/branches/0/name")),
                Map.entry(
                        "installation",
                        List.of("/installation/app_id", "/installation/account/login", "/repositories/0/full_name")),
                Map.entry("ping", List.of("/zen", "/hook_id")));
        List<Webhook> all = oneOfEach();
        assertThat(all).extracting(Webhook::event).containsAll(expected.keySet());
        for (Webhook webhook : all) {
            JsonNode payload = json(webhook);
            for (String pointer : expected.getOrDefault(webhook.event(), List.of())) {
                assertThat(payload.at(pointer).isMissingNode())
                        .as(webhook.event() + " has " + pointer)
                        .isFalse();
            }
        }
    }

    @Test
    void aPushNamesItsCommitsAndFiles() {
        world.push(shop, "main", "mona", Map.of("b.txt", "b\n"), "Add b");
        Act act = world.push(shop, "main", "mona", Map.of("a.txt", "two\n", "c.txt", "c\n"), Set.of("b.txt"), "Change");
        JsonNode push = json(act, 0);
        assertThat(push.at("/ref").asText()).isEqualTo("refs/heads/main");
        assertThat(push.at("/after").asText())
                .isEqualTo(act.sha())
                .isEqualTo(forge.branch(shop, "main").orElseThrow());
        assertThat(push.at("/commits")).hasSize(1);
        assertThat(push.at("/commits/0/added").toString()).isEqualTo("[\"c.txt\"]");
        assertThat(push.at("/commits/0/modified").toString()).isEqualTo("[\"a.txt\"]");
        assertThat(push.at("/commits/0/removed").toString()).isEqualTo("[\"b.txt\"]");
        assertThat(push.at("/head_commit/message").asText()).isEqualTo("Change");
    }

    @Test
    void aNewBranchAndADeletedOneHaveZerosOnOneSide() {
        JsonNode created = json(world.push(shop, "side", "mona", Map.of("s", "s"), "Side"), 0);
        assertThat(created.at("/before").asText()).isEqualTo("0".repeat(40));
        assertThat(created.at("/created").asBoolean()).isTrue();
        assertThat(created.at("/commits")).hasSize(1);
        JsonNode deleted = json(world.deleteBranch(shop, "side", "mona"), 0);
        assertThat(deleted.at("/after").asText()).isEqualTo("0".repeat(40));
        assertThat(deleted.at("/deleted").asBoolean()).isTrue();
        assertThat(deleted.at("/head_commit").isNull()).isTrue();
    }

    @Test
    void aPushToThePullRequestsBranchSynchronizesIt() {
        long pull = ours();
        Act act = world.push(shop, "improvement/x", "mona", Map.of("a.txt", "three\n"), "By hand");
        assertThat(act.webhooks()).extracting(Webhook::event).containsExactly("push", "pull_request");
        JsonNode synchronize = json(act, 1);
        assertThat(synchronize.at("/action").asText()).isEqualTo("synchronize");
        assertThat(synchronize.at("/number").asLong()).isEqualTo(pull);
        assertThat(synchronize.at("/pull_request/head/sha").asText()).isEqualTo(act.sha());
        assertThat(synchronize.at("/after").asText()).isEqualTo(act.sha());
        assertThat(synchronize.at("/sender/login").asText()).isEqualTo("mona");
    }

    @Test
    void aMergeIsAPushAndAClosedPullRequest() {
        long pull = ours();
        Act act = world.mergePullRequest(shop, pull, "mona", MergeMethod.SQUASH);
        assertThat(act.webhooks()).extracting(Webhook::event).containsExactly("push", "pull_request");
        JsonNode closed = json(act, 1);
        assertThat(closed.at("/action").asText()).isEqualTo("closed");
        assertThat(closed.at("/pull_request/merged").asBoolean()).isTrue();
        assertThat(closed.at("/pull_request/merged_by/login").asText()).isEqualTo("mona");
        assertThat(closed.at("/pull_request/merge_commit_sha").asText()).isEqualTo(act.sha());
        assertThat(world.log(shop, "main").get(0).parents())
                .as("a squash has one parent")
                .hasSize(1);
        assertThat(world.change(shop, pull).unifiedDiff()).contains("-one\n+two\n");
    }

    @Test
    void aPullRequestClosedWithoutMergingSaysSo() {
        JsonNode closed = json(world.closePullRequest(shop, ours(), "mona"), 0);
        assertThat(closed.at("/pull_request/merged").asBoolean()).isFalse();
        assertThat(closed.at("/pull_request/merged_at").isNull()).isTrue();
        assertThat(closed.at("/pull_request/state").asText()).isEqualTo("closed");
    }

    @Test
    void whatPeopleDoIsNotWrittenByUs() {
        long issue = world.openIssue(shop, "mona", "It breaks", "", "fettle").id();
        world.comment(shop, issue, "mona", "please");
        assertThat(world.written()).isEmpty();
        forge.ensureLabel(shop, issue, "fettle");
        assertThat(world.written()).as("it had the label").isEmpty();
        forge.ensureLabel(shop, issue, "seen");
        assertThat(world.written()).containsExactly(new Written("acme/shop", Written.Kind.LABEL, issue, "seen"));
    }

    private long ours() {
        world.push(shop, "improvement/x", "fettle[bot]", Map.of("a.txt", "two\n"), "Mend it");
        return forge.ensurePullRequest(shop, new PullRequestDraft("improvement/x", "main", "Mend it", "", false))
                .number();
    }

    private List<Webhook> oneOfEach() {
        List<Webhook> all = new ArrayList<>();
        long issue = world.openIssue(shop, "mona", "It breaks", "", "fettle").id();
        all.addAll(world.label(shop, issue, "mona", "fettle").webhooks());
        all.addAll(
                world.editIssue(shop, issue, "mona", "It still breaks", "more").webhooks());
        Act comment = world.comment(shop, issue, "mona", "/fettle fix");
        all.addAll(comment.webhooks());
        all.addAll(world.editComment(shop, comment.id(), "mona", "/fettle stop").webhooks());
        Act push = world.push(shop, "feature", "mona", Map.of("f.txt", "f\n"), "Feature");
        all.addAll(push.webhooks());
        Act opened = world.openPullRequest(shop, "mona", new PullRequestDraft("feature", "main", "F", "", false));
        all.addAll(opened.webhooks());
        all.addAll(world.review(shop, opened.id(), "hubot", "changes_requested", "no")
                .webhooks());
        for (CiRun.Kind kind : CiRun.Kind.values()) {
            CiRun run = new CiRun(kind, 0, "CI", push.sha(), "feature");
            all.addAll(world.finishRun(shop, run, "failure", Map.of("build", new byte[] {1}))
                    .webhooks());
        }
        all.addAll(world.closePullRequest(shop, opened.id(), "mona").webhooks());
        all.addAll(world.install(shop, "acme").webhooks());
        all.addAll(world.ping(shop, "acme").webhooks());
        return all;
    }

    private static JsonNode json(Act act, int index) {
        return json(act.webhooks().get(index));
    }

    private static JsonNode json(Webhook webhook) {
        try {
            return JSON.readTree(webhook.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
