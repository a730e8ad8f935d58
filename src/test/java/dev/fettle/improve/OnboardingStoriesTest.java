package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Status;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Loop;
import dev.fettle.workspace.BareRepository.MergeMethod;
import dev.fettle.workspace.FileChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one pull request that a new repository gets, and what is done before and after it. */
class OnboardingStoriesTest extends ShopTest {
    private PullRequest proposed() {
        loop.look();
        return told.onboarding();
    }

    private String file(String revision) {
        return loop.forge
                .file(shop, RepositorySettings.PATH, revision)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private long labelled(String who) {
        long issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
        loop.happens(loop.world.label(shop, issue, who, "fettle"));
        return issue;
    }

    @Test
    void aNewRepositoryGetsOneFileAndNothingElse() {
        loop.onboarding(Onboarding.REQUIRE);
        PullRequest pull = proposed();

        assertThat(pull.title()).isEqualTo("Add Fettle's settings");
        assertThat(pull.baseBranch()).isEqualTo("main");
        assertThat(pull.body())
                .contains("**Fettle does nothing here until this is merged.**", "| build | Text", "1 of 2 tests red")
                .contains("**What it will do.**", "**What it will not do.**", "**Close** it, and nothing is done here");
        assertThat(loop.world.change(shop, pull.number()).files())
                .extracting(FileChange::path)
                .containsExactly(RepositorySettings.PATH);
        RepositorySettings read = new RepositoryFile(RepositorySettings.DEFAULT)
                .read(file("fettle/onboarding").getBytes(StandardCharsets.UTF_8));
        assertThat(read).as("merging it changes nothing but that it is there").isEqualTo(RepositorySettings.DEFAULT);
    }

    @Test
    void itComesWithTheInstallation() {
        try (Loop app = new Loop(folder.resolve("app"), new Identity("fettle[bot]", 1, 42))) {
            app.onboarding(Onboarding.REQUIRE);
            RepositoryRef ours = app.repository(files());
            app.happens(app.world.install(ours, "ann"));

            assertThat(app.world.pullRequests(ours))
                    .extracting(PullRequest::headBranch)
                    .containsExactly("fettle/onboarding");
        }
    }

    @Test
    void nothingIsDoneBeforeItIsMerged() {
        loop.onboarding(Onboarding.REQUIRE);
        proposed();
        labelled("wil");

        assertThat(loop.outcome()).isEqualTo("IGNORED NOT_ONBOARDED");
        loop.look();
        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.sandboxes.made()).as("the first look's own").isEqualTo(1);
    }

    @Test
    void aMistakeThatSomebodyMakesInItIsShown() {
        loop.onboarding(Onboarding.REQUIRE);
        proposed();
        Act pushed = loop.world.push(
                shop, "fettle/onboarding", "wil", Map.of(RepositorySettings.PATH, "mode: bold\n"), "Be bold");
        loop.happens(pushed);

        assertThat(told.checks(pushed.sha())).containsExactly("fettle/configuration");
        assertThat(told.check(pushed.sha(), "fettle/configuration").conclusion())
                .isEqualTo(CheckRun.Conclusion.FAILURE);
    }

    @Test
    void mergedItIsWorkedOnAndWhatWaitsIsFound() {
        loop.onboarding(Onboarding.REQUIRE);
        PullRequest pull = proposed();
        long issue = labelled("wil");
        loop.happens(loop.world.mergePullRequest(shop, pull.number(), "ann", MergeMethod.MERGE));

        assertThat(loop.outcomes()).contains("ONBOARDED");
        assertThat(file("main")).contains("enabled: true");
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("a person with write access must approve it first");
        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.stores().audit().recent(10))
                .extracting(Audit.Row::actor, Audit.Row::action)
                .contains(org.assertj.core.groups.Tuple.tuple("ann", "onboard"));
    }

    @Test
    void closedMeansNoAndItNeverComesAgain() {
        loop.onboarding(Onboarding.REQUIRE);
        PullRequest pull = proposed();
        loop.happens(loop.world.closePullRequest(shop, pull.number(), "ann"));
        assertThat(loop.outcome()).isEqualTo("DECLINED");
        labelled("wil");
        loop.look();
        loop.restart();
        loop.look();
        loop.happens(loop.world.install(shop, "ann"));

        assertThat(told.onboarding().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aFileThatSomebodyAddsSwitchesItOnWhateverBecameOfThePullRequest() {
        loop.onboarding(Onboarding.REQUIRE);
        PullRequest pull = proposed();
        loop.happens(loop.world.closePullRequest(shop, pull.number(), "ann"));
        loop.happens(loop.world.push(
                shop, "main", "ann", Map.of(RepositorySettings.PATH, "mode: draft\n"), "Have it after all"));
        long issue = labelled("wil");

        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
    }

    @Test
    void whereItIsOnlyOfferedTheWorkGoesOnMeanwhileAndAfterANo() {
        loop.onboarding(Onboarding.OFFER);
        PullRequest pull = proposed();
        assertThat(pull.body())
                .contains("**Fettle works here already, by its server's settings.**")
                .contains("**Close** it, and the server's settings go on holding");
        loop.happens(loop.world.closePullRequest(shop, pull.number(), "ann"));
        long issue = labelled("wil");

        told.eyes(issue, 0);
        told.pullRequest();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
        loop.look();
        told.onboarding();
    }

    @Test
    void whereNobodyAskedForItThereIsNone() {
        loop.look();
        loop.happens(loop.world.install(shop, "ann"));

        assertThat(loop.world.written()).isEmpty();
    }

    @Test
    void aRepositoryWithAFileGetsNone() {
        loop.happens(
                loop.world.push(shop, "main", "ann", Map.of(RepositorySettings.PATH, "mode: observe\n"), "Watch only"));
        loop.onboarding(Onboarding.REQUIRE);
        loop.look();
        loop.happens(loop.world.push(
                shop, "main", "ann", Map.of("a.txt", "a\n"), java.util.Set.of(RepositorySettings.PATH), "No more"));
        loop.look();

        assertThat(loop.world.pullRequests(shop)).isEmpty();
    }

    @Test
    void aServerThatForgotItFindsItAgainAlsoWhenItWasClosed() {
        loop.onboarding(Onboarding.REQUIRE);
        Path empty = loop.backup();
        PullRequest pull = proposed();
        loop.happens(loop.world.closePullRequest(shop, pull.number(), "ann"));
        loop.restore(empty);
        loop.look();

        assertThat(told.onboarding().number()).isEqualTo(pull.number());
    }

    @Test
    void anAnswerThatWasLostMakesNoSecondOne() {
        loop.onboarding(Onboarding.REQUIRE);
        loop.badDays().loseAnswerOf("ensurePullRequest");
        proposed();
    }

    @Test
    void aForgeThatRefusesIsAskedAgainAtTheNextLook() {
        loop.onboarding(Onboarding.REQUIRE);
        FaultyForge bad = loop.badDays();
        bad.refuse("ensurePullRequest");
        loop.look();
        assertThat(loop.world.pullRequests(shop)).isEmpty();

        loop.clock.pass(java.time.Duration.ofHours(1));
        proposed();
    }

    @Test
    void aBranchOfThatNameThatSomebodyElseHasIsLeftToThem() {
        String theirs = loop.world
                .push(shop, "fettle/onboarding", "wil", Map.of(RepositorySettings.PATH, "mode: auto\n"), "Mine")
                .sha();
        loop.onboarding(Onboarding.REQUIRE);
        loop.look();

        assertThat(loop.world.pullRequests(shop)).isEmpty();
        assertThat(loop.world.branches(shop)).containsEntry("fettle/onboarding", theirs);
    }

    @Test
    void whatABuildDoesWithoutASandboxIsNotTried() {
        loop.mayNotRun();
        loop.onboarding(Onboarding.REQUIRE);

        assertThat(proposed().body()).contains("| tests | not run |", "no sandbox here");
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void theRepositorysStyleOfTitlesIsKept() {
        for (int i = 0; i < 12; i++) {
            Act pushed = loop.world.push(shop, "main", "ann", Map.of("n.txt", i + "\n"), "chore: count to " + i);
            assertThat(pushed.sha()).isNotEmpty();
        }
        loop.onboarding(Onboarding.REQUIRE);

        assertThat(proposed().title()).isEqualTo("chore: add Fettle's settings");
    }
}
