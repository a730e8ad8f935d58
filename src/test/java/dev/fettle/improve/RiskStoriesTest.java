package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.insight.Calibration;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the risk of a patch decides, and how what became of it is kept. The ticket's own risk is 3, the patch touches payments. */
class RiskStoriesTest {
    private static final String PATCH_RISK = "4";

    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(Samples.mendable().entrySet().stream()
                .collect(Collectors.toMap(file -> delicate(file.getKey()), file -> delicate(file.getValue()))));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private static String delicate(String text) {
        return text.replace("shop/Price.java", "shop/payment/Price.java");
    }

    private void red() {
        String head = loop.world.branches(shop).get("main");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main");
        loop.happens(loop.world.finishRun(shop, run, "failure", Samples.redLog()));
    }

    private PullRequest pullRequest() {
        return loop.world.pullRequests(shop).get(0);
    }

    private void merged() {
        loop.happens(loop.world.mergePullRequest(shop, pullRequest().number(), "ann", MergeMethod.SQUASH));
    }

    private TrackRecord ofThatRisk() {
        return Calibration.of(loop.stores().tally())
                .byRisk()
                .getOrDefault(Integer.valueOf(PATCH_RISK), TrackRecord.NONE);
    }

    @Test
    void aPatchRiskierThanItsTicketWaitsForAPersonAndGoesOnWhenApproved() {
        loop.settings(settings(Mode.DRAFT, 3, 3));
        red();
        assertThat(loop.ticket().riskLevel()).isEqualTo(3);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(loop.world.pullRequests(shop)).isEmpty();

        loop.verbs().approve(loop.ticket(), "ann");
        loop.settle();

        assertThat(loop.ticket().metadata()).containsEntry("risk", PATCH_RISK).containsEntry("rule", "minus-plus");
        assertThat(pullRequest().body())
                .contains("**Risk 4/10:**", "a delicate part: its path speaks of 'payment' (+2.0)")
                .contains("how many tests run the change", "the rule's own record (0 outcomes, 5 would tell)");
        assertThat(ofThatRisk()).isEqualTo(new TrackRecord(1, 0, 0, 0, 0, 0));
    }

    @Test
    void aPatchAboveTheLimitIsNotMergedThoughItsTicketIsBelowIt() {
        loop.settings(settings(Mode.AUTO, 7, 3));
        red();
        assertThat(loop.ticket().riskLevel()).isEqualTo(3);
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(pullRequest().body()).doesNotContain("Merges itself");
    }

    @Test
    void aPatchAtTheLimitIsMerged() {
        loop.settings(settings(Mode.AUTO, 7, 4));
        red();
        assertThat(pullRequest().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(ofThatRisk()).isEqualTo(new TrackRecord(0, 1, 0, 0, 0, 0));
    }

    @Test
    void closedWithoutAWordIsToldFromANo() {
        red();
        loop.happens(loop.world.closePullRequest(shop, pullRequest().number(), "ann"));
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(ofThatRisk()).isEqualTo(new TrackRecord(0, 0, 1, 0, 0, 0));
    }

    @Test
    void aNoInWordsIsARejection() {
        red();
        loop.verbs().reject(loop.ticket(), "ann", "wrong");
        loop.settle();
        assertThat(ofThatRisk()).isEqualTo(new TrackRecord(0, 0, 0, 1, 0, 0));
    }

    @Test
    void aRevertByHandIsNoted() {
        red();
        merged();
        String title = "Revert \"Correct Price (#" + pullRequest().number() + ")\"";
        loop.happens(loop.world.push(shop, "main", "ann", Map.of("a.txt", "x\n"), "Revert \"Correct Price (#99)\""));
        assertThat(ofThatRisk().reverted()).as("another one's number").isZero();

        loop.happens(loop.world.push(shop, "main", "ann", Map.of("a.txt", "y\n"), title));

        assertThat(loop.ticket().metadata().get("reverted")).startsWith("by ann with a push up to ");
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(ofThatRisk()).isEqualTo(new TrackRecord(0, 0, 0, 0, 1, 0));
    }

    @Test
    void theCommandThatThePullRequestNamesIsKnownAsARevert() {
        red();
        merged();
        String head = loop.ticket().metadata().get("head");
        String message = "Revert \"Correct Price\"\n\nThis reverts commit " + head + ".\n";
        loop.happens(loop.world.push(shop, "main", "ann", Map.of("a.txt", "y\n"), message));
        assertThat(ofThatRisk().reverted()).isEqualTo(1);
    }

    @Test
    void theForgesOwnButtonIsKnownByItsBranch() {
        red();
        merged();
        String branch = "revert-" + pullRequest().number() + "-" + loop.ticket().branch();
        loop.happens(loop.world.push(shop, branch, "ann", Map.of("a.txt", "x\n"), "Take it back"));
        long number = loop.world
                .openPullRequest(shop, "ann", new PullRequestDraft(branch, "main", "Revert", "", false))
                .id();
        loop.happens(loop.world.mergePullRequest(shop, number, "ann", MergeMethod.SQUASH));

        assertThat(loop.ticket().metadata()).containsEntry("reverted", "by ann with pull request #" + number);
        assertThat(Calibration.of(loop.stores().tally()).byRule())
                .containsEntry("minus-plus", new TrackRecord(0, 0, 0, 0, 1, 0));
    }

    private static RepositorySettings settings(Mode mode, int most, int auto) {
        RepositorySettings usual = RepositorySettings.DEFAULT;
        return new RepositorySettings(
                true,
                mode,
                most,
                auto,
                false,
                usual.sources(),
                usual.qualityGates(),
                usual.budgets(),
                usual.triggerLabel(),
                usual.approvalLabel(),
                usual.protectedPaths(),
                usual.requiredGates(),
                usual.allowedBots(),
                usual.reviewsPullRequests(),
                usual.backlogIssue(),
                usual.mcpServers());
    }
}
