package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Samples;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a red run sets going, and what people do with what comes of it. */
class CiStoriesTest extends ShopTest {
    private Act red(CiRun.Kind kind, String branch) {
        return finished(kind, branch, "failure");
    }

    private Act finished(CiRun.Kind kind, String branch, String conclusion) {
        String head = loop.world.branches(shop).get(branch);
        Map<String, byte[]> logs = kind == CiRun.Kind.CHECK_SUITE ? Map.of() : Samples.redLog();
        return loop.world.finishRun(shop, new CiRun(kind, 0, "CI", head, branch), conclusion, logs);
    }

    private void commit(String file) {
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(file, "x\n"), "Add " + file));
    }

    @Test
    void oneRedCommitToldThreeTimesIsOneFailure() {
        loop.accept(red(CiRun.Kind.CHECK_RUN, "main"));
        loop.accept(red(CiRun.Kind.CHECK_SUITE, "main"));
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(1);
        told.pullRequest();
    }

    @Test
    void aStatusThatSaysNoMoreThanThatItIsRedIsLookedInto() {
        loop.happens(redStatus());

        assertThat(loop.ticket().title()).isEqualTo("Fix the failure in ci/build");
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
    }

    @Test
    void whatIsRedAfterAMergeAndDoesNotSayWhatIsNotTakenForWhatWasMended() {
        loop.happens(redStatus());
        PullRequest first = told.pullRequest();
        loop.happens(loop.world.mergePullRequest(shop, first.number(), "ann", MergeMethod.MERGE));
        loop.happens(loop.world.push(shop, "main", "ann", Samples.notMendable(), "Break it in another way"));
        loop.happens(redStatus());

        assertThat(loop.tickets()).extracting(Ticket::status).containsExactlyInAnyOrder(Status.APPLIED, Status.FAILED);
        assertThat(told.checks(loop.world.branches(shop).get("main"))).containsExactly("fettle/summary");
    }

    private Act redStatus() {
        CiRun status = new CiRun(
                CiRun.Kind.STATUS, 0, "ci/build", loop.world.branches(shop).get("main"), "main");
        String line = "The build of yesterday evening failed\nhttps://ci.example/builds/12";
        return loop.world.finishRun(shop, status, "failure", Map.of("ci/build", line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whichDeliveriesToldOfItStandsOnTheTicketAndInThePullRequest() {
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.accept(red(CiRun.Kind.CHECK_RUN, "main"));
        loop.settle();

        String[] ids = loop.ticket().metadata().get("deliveries").split(" ");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(told.pullRequest().body()).contains("told by delivery `" + ids[0] + "`, `" + ids[1] + "`");
    }

    @Test
    void theSameFailureOnTheNextCommitRaisesTheCount() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        commit("a.txt");
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().count()).isEqualTo(2);
        told.pullRequest();
    }

    @Test
    void aLateRunOfACommitThatNewerOnesHaveMendedMakesNoTicket() {
        String old = loop.world.branches(shop).get("main");
        loop.happens(loop.world.push(shop, "main", "ann", Samples.green(), "Mend it"));
        loop.happens(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", old, "main"), "failure", Samples.redLog()));

        assertThat(loop.outcome()).isEqualTo("NOTHING");
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aLateRunIsTheNewestWordAsLongAsTheHeadHasNone() {
        String old = loop.world.branches(shop).get("main");
        commit("a.txt");
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", old, "main"), "failure", Samples.redLog()));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
    }

    @Test
    void aMergedFixThatDoesNotLastWaitsForAPersonAndGoesOnWhenToldTo() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        PullRequest pull = told.pullRequest();
        loop.happens(loop.world.mergePullRequest(shop, pull.number(), "ann", MergeMethod.MERGE));
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);

        int worked = loop.sandboxes.made();
        commit("b.txt");
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        commit("c.txt");
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.CAME_BACK);
        assertThat(loop.ticket().count()).isEqualTo(3);
        assertThat(loop.ticket().metadata()).containsEntry("mended_before", Long.toString(pull.number()));
        assertThat(loop.sandboxes.made()).as("nothing is tried by itself").isEqualTo(worked);

        loop.verbs().retry(loop.ticket(), "operator");
        loop.settle();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(told.checks(loop.world.branches(shop).get("main"))).containsExactly("fettle/summary");
    }

    @Test
    void whatTurnsRedWithOurOwnMergedChangeWaitsForAPerson() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        PullRequest pull = told.pullRequest();
        commit("b.txt");
        loop.happens(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        loop.happens(loop.world.mergePullRequest(shop, pull.number(), "ann", MergeMethod.MERGE));
        int worked = loop.sandboxes.made();

        String log = new String(Samples.redLog().get("build"), java.nio.charset.StandardCharsets.UTF_8);
        loop.happens(red(log.replace("adds", "sums")));

        assertThat(loop.tickets()).extracting(Ticket::waiting).contains(WaitingReason.OWN_CHANGE);
        assertThat(loop.sandboxes.made()).as("nothing is tried by itself").isEqualTo(worked);
        String head = loop.world.branches(shop).get("main");
        assertThat(told.check(head, "fettle/summary").summary()).contains("pull request number " + pull.number());
    }

    @Test
    void closedMeansNoForGood() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.happens(loop.world.closePullRequest(shop, told.pullRequest().number(), "ann"));
        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        int worked = loop.sandboxes.made();

        commit("c.txt");
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(loop.sandboxes.made()).isEqualTo(worked);
        told.pullRequest();
    }

    @Test
    void aPersonsCommitOnOurBranchStopsUsAndIsSaidOnce() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        PullRequest pull = told.pullRequest();
        loop.happens(loop.world.push(shop, pull.headBranch(), "wil", Map.of("note.txt", "mine\n"), "Take over"));
        loop.happens(loop.world.push(shop, pull.headBranch(), "wil", Map.of("note.txt", "ours\n"), "Again"));

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.TAKEN_OVER);
        assertThat(told.status(pull.number())).contains("A person works on it");
        loop.happens(loop.world.mergePullRequest(shop, pull.number(), "wil", MergeMethod.MERGE));
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(loop.world.checkRuns(shop, pull.headSha())).isNotEmpty();
        told.checks(pull.headSha());
    }

    @Test
    void onAPersonsPullRequestTheFixIsSuggested() {
        loop.happens(loop.world.push(shop, "topic", "wil", Map.of("t.txt", "t\n"), "Try"));
        long pull = loop.world
                .openPullRequest(shop, "wil", new PullRequestDraft("topic", "main", "Try", "", false))
                .id();
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "topic"));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(told.status(pull)).contains("Fettle suggests a fix", "+    return net + tax;");

        loop.happens(loop.world.closePullRequest(shop, pull, "wil"));
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
    }

    @Test
    void aRedPullRequestDoesNotMoveTheTicketOfTheDefaultBranch() {
        loop.happens(loop.world.push(shop, "topic", "wil", Map.of("t.txt", "t\n"), "Try"));
        long pull = loop.world
                .openPullRequest(shop, "wil", new PullRequestDraft("topic", "main", "Try", "", false))
                .id();
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "topic"));
        loop.settle();

        assertThat(told.pullRequest().baseBranch()).isEqualTo("main");
        assertThat(told.status(pull)).contains("Fettle suggests a fix");
        assertThat(loop.tickets()).hasSize(2);
    }

    @Test
    void whatAnOutsiderProposesIsNotRun() {
        loop.happens(loop.world.push(shop, "topic", "otto", Map.of("t.txt", "t\n"), "Try"));
        loop.happens(loop.world.openPullRequest(shop, "otto", new PullRequestDraft("topic", "main", "Try", "", false)));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "topic"));

        assertThat(loop.outcome()).isEqualTo("IGNORED NO_WRITE_ACCESS");
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void aBranchOfAnotherRepositoryMayBeCalledAsOursIs() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        PullRequest ours = told.pullRequest();
        RepositoryRef other = loop.world
                .createRepository("ann", "other", Map.of("a.txt", "a\n"))
                .ref();
        for (String conclusion : new String[] {"failure", "success"}) {
            loop.happens(loop.world.finishRun(
                    other,
                    new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", ours.headSha(), ours.headBranch()),
                    conclusion,
                    Samples.redLog()));
            assertThat(loop.outcome()).isEqualTo("NOTHING");
        }
        assertThat(loop.ticket().metadata()).doesNotContainKey("ci");
    }

    @Test
    void abstentionIsShownOnTheRedCommit() {
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(Samples.SOURCE, Samples.notMendable().get(Samples.SOURCE)),
                "Simplify"));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(told.checks(loop.world.branches(shop).get("main"))).containsExactly("fettle/summary");
    }

    @Test
    void aBrokenEnvironmentIsAnOutcomeWithItsDiagnosis() {
        loop.happens(loop.world.push(shop, "main", "ann", Map.of("build.txt", "missing\n"), "Need more"));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(told.checks(head)).containsExactly("fettle/summary");
        assertThat(loop.world.checkRuns(shop, head).get(0).summary()).contains("org.example:gone:1.0");
    }

    @Test
    void greenAgainNeedsNoFix() {
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.verbsOfOthers();
        loop.accept(loop.world.push(shop, "main", "ann", Map.of("e.txt", "x\n"), "Mend it"));
        loop.accept(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void aCommitThatIsRedAndThenGreenIsFlaky() {
        String head = loop.world.branches(shop).get("main");
        loop.accept(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        loop.accept(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.FLAKY);
        assertThat(loop.sandboxes.made()).isZero();
        assertThat(loop.world.checkRuns(shop, head)).isEmpty();
    }

    @Test
    void aTestThatIsGreenOnAFurtherRunIsNotPatchedThoughItWasRedTwice() {
        loop.engine.doubts();
        loop.build.greenByChance(4);
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(told.check(head, "fettle/summary").summary()).contains("Red, then green on the same commit");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
    }

    @Test
    void aTestThatIsRedOnEachFurtherRunIsMended() {
        loop.engine.doubts();
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        told.pullRequest();
    }

    @Test
    void aFullDiskIsTheMachinesTroubleAndNotAMistakeOfOurs() {
        loop.happens(loop.world.push(shop, "main", "ann", Map.of("build.txt", "fills the disk\n"), "Need more"));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(told.check(head, "fettle/summary").summary())
                .contains("The environment failed", "No space is left on the disk to write cache/a.jar.part.");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.FAILED);
    }

    @Test
    void codeThatIsNoTextIsSaidToBeThatAndNotToHaveNoFix() {
        loop.happens(loop.world.push(
                shop, "main", "ann", Map.of(Samples.SOURCE, "package shop;\n// \0\nclass Price {}\n"), "Odd text"));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(told.check(head, "fettle/summary").summary())
                .contains("nor any text of one byte a character", "project.build.sourceEncoding");
    }

    @Test
    void whatNoChangeOfCodeMendsIsAnOutcomeWithItsDiagnosis() {
        loop.happens(red("##[error]The runner has received a shutdown signal.\n"));
        assertThat(loop.outcome()).isEqualTo("NOT_ATTEMPTED INFRASTRUCTURE");
        loop.happens(red("it failed, and nobody knows why\n"));
        assertThat(loop.outcome()).isEqualTo("NOT_ATTEMPTED UNKNOWN");

        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void aBranchThatTurnsRedWithAMergeOffersItsRevert() {
        String before = loop.world.branches(shop).get("main");
        loop.happens(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        long pull = mergeTopic();
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        PullRequest ours = told.pullRequest();
        assertThat(ours.body())
                .contains(
                        "The branch was green at `" + before.substring(0, 12) + "` and turned red with #" + pull,
                        "Fettle reverts nothing by itself");
    }

    @Test
    void whereNothingElseCanBeDoneTheRevertIsStillOffered() {
        loop.happens(finished(CiRun.Kind.WORKFLOW_RUN, "main", "success"));
        long pull = mergeTopic();
        loop.happens(red("it failed, and nobody knows why\n"));

        String head = loop.world.branches(shop).get("main");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.UNSUPPORTED);
        assertThat(told.check(head, "fettle/summary").summary())
                .contains("nor a compile error", "turned red with #" + pull);
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void aBranchThatWasRedBeforeOffersNoRevert() {
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        told.pullRequest();
        mergeTopic();
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().metadata()).doesNotContainKey("turned_red");
    }

    @Test
    void aDeploymentThatFailsWaitsForAPersonUntilOneWorks() {
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.deploy(shop, head, "production", "failure", "The health check of shop-7 failed"));

        assertThat(loop.ticket().title()).isEqualTo("Mend the deployment to production");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.UNSUPPORTED);
        assertThat(told.checks(head)).containsExactly("fettle/summary");
        commit("d.txt");
        loop.happens(loop.world.deploy(shop, loop.world.branches(shop).get("main"), "production", "success", ""));
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
    }

    @Test
    void aPersonsPullRequestForTheSameTestIsWaitedFor() {
        loop.happens(loop.world.push(shop, "mine", "wil", Map.of("t.txt", "t\n"), "Try"));
        long theirs = loop.world
                .openPullRequest(
                        shop, "wil", new PullRequestDraft("mine", "main", "Make PriceTest.adds green", "", false))
                .id();
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.IN_HANDS);
        assertThat(told.check(head, "fettle/summary").summary()).contains("number " + theirs);
        assertThat(loop.sandboxes.made()).isZero();

        loop.happens(loop.world.closePullRequest(shop, theirs, "wil"));
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
    }

    @Test
    void aPersonsBranchForTheSameTestIsWaitedForTooUntilItIsGone() {
        loop.happens(loop.world.push(shop, "mine", "wil", Map.of("t.txt", "t\n"), "Make PriceTest.adds green"));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        String head = loop.world.branches(shop).get("main");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.IN_HANDS);
        assertThat(loop.ticket().metadata()).containsEntry("in_hands", "branch:mine");
        assertThat(told.check(head, "fettle/summary").summary()).contains("It is the branch mine.");
        loop.look();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.IN_HANDS);
        assertThat(loop.sandboxes.made()).isZero();

        loop.happens(loop.world.deleteBranch(shop, "mine", "wil"));
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
    }

    @Test
    void aBranchThatNobodyWorksOnAnyMoreIsNotWaitedFor() {
        loop.happens(loop.world.push(shop, "fix/PriceTest.adds", "wil", Map.of("t.txt", "t\n"), "PriceTest.adds"));
        loop.clock.pass(Duration.ofDays(15));
        loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        told.pullRequest();
    }

    @Test
    void aBranchThatChangesTheSameFileForAnotherReasonIsNotedAndNotWaitedFor() {
        String mine = Samples.mendable().get(Samples.SOURCE) + "// mine\n";
        loop.happens(loop.world.push(shop, "mine", "wil", Map.of(Samples.SOURCE, mine), "Say whose it is"));
        String head = loop.world.branches(shop).get("main");
        String log = new String(Samples.redLog().values().iterator().next(), java.nio.charset.StandardCharsets.UTF_8)
                .replace(
                        "\tat shop.PriceTest.adds(PriceTest.java:9)",
                        "\tat shop.Price.total(Price.java:5)\n\tat shop.PriceTest.adds(PriceTest.java:9)");
        loop.happens(loop.world.finishRun(
                shop,
                new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"),
                "failure",
                Map.of("build", log.getBytes(java.nio.charset.StandardCharsets.UTF_8))));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.ticket().metadata().get("nearby")).startsWith("mine changes " + Samples.SOURCE + ", last on ");
        told.pullRequest();
    }

    private Act red(String log) {
        String head = loop.world.branches(shop).get("main");
        return loop.world.finishRun(
                shop,
                new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"),
                "failure",
                Map.of("build", log.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private long mergeTopic() {
        loop.happens(loop.world.push(shop, "topic", "wil", Map.of("t.txt", "t\n"), "Try"));
        long pull = loop.world
                .openPullRequest(shop, "wil", new PullRequestDraft("topic", "main", "Try", "", false))
                .id();
        loop.happens(loop.world.mergePullRequest(shop, pull, "wil", MergeMethod.MERGE));
        return pull;
    }

    @Test
    void theThirdAttemptIsRefused() {
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(Samples.SOURCE, Samples.notMendable().get(Samples.SOURCE)),
                "Simplify"));
        for (String file : new String[] {"1.txt", "2.txt", "3.txt"}) {
            commit(file);
            loop.happens(red(CiRun.Kind.WORKFLOW_RUN, "main"));
        }

        assertThat(loop.backlog().attempts(loop.ticket().id())).hasSize(2);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ATTEMPTS_USED_UP);
        told.checks(loop.world.branches(shop).get("main"));

        loop.verbs().retry(loop.ticket(), "operator");
        loop.settle();
        assertThat(loop.backlog().attempts(loop.ticket().id())).hasSize(3);
    }
}
