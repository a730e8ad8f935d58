package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.local.Act;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Settings;
import dev.fettle.improve.kit.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /fettle waive <gate> <reason>}: a person with write access lets one gate not count, for one patch. */
class WaiveStoriesTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private Told told;
    private long issue;

    /** A gate that stops everything. */
    private record Notes() implements Gate {
        @Override
        public String id() {
            return "release-notes";
        }

        @Override
        public String summary() {
            return "The release notes name the change.";
        }

        @Override
        public Verdict judge(GateInput input) {
            return new Verdict(id(), Verdict.Outcome.FAIL, "0 lines in the release notes, need 1", "", List.of());
        }
    }

    private void open(Map<String, String> files, boolean required) {
        loop = new Loop(folder.resolve("loop"));
        loop.gate(new Notes());
        if (required) {
            loop.settings(Settings.requiring("release-notes"));
        }
        shop = loop.repository(files);
        told = new Told(loop, shop);
        issue = loop.world.openIssue(shop, "otto", "Wrong total", "").id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
        told.status(issue);
    }

    @AfterEach
    void close() {
        told.nothingElse();
        loop.close();
    }

    private String waives(String who, String what) {
        Act act = loop.world.comment(shop, issue, who, "/fettle waive " + what);
        loop.happens(act);
        return told.answer(issue, act.id());
    }

    private void nothingOnRecord() {
        assertThat(loop.stores().audit().recent(10)).isEmpty();
    }

    @Test
    void aPatchThatAGateStoppedGetsThroughOnRecord() {
        open(Samples.mendable(), true);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(told.status(issue)).contains("release-notes: 0 lines in the release notes, need 1");

        assertThat(waives("wil", "release-notes they are written by hand"))
                .contains("does not count for the patch that it stopped");

        PullRequest pull = told.pullRequest();
        assertThat(pull.body())
                .contains("gates passed 5/6", "| `fettle/release-notes` | waived (fail) |")
                .contains("**Waived** for `" + pull.headSha().substring(0, 12)
                        + "` only; `release-notes` by `wil`: `they are written by hand`.");
        assertThat(told.check(pull.headSha(), "fettle/release-notes").conclusion())
                .isEqualTo(CheckRun.Conclusion.NEUTRAL);
        assertThat(told.check(pull.headSha(), "fettle/summary"))
                .extracting(CheckRun::conclusion, CheckRun::title)
                .containsExactly(CheckRun.Conclusion.SUCCESS, "5 of 6 gates passed, 1 waived");
        assertThat(loop.stores().audit().recent(10))
                .extracting(Audit.Row::actor, Audit.Row::action, Audit.Row::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "wil", "waive", loop.ticket().id()));
        assertThat(loop.stores().audit().recent(1).get(0).detail())
                .contains("gate release-notes", "because: they are written by hand");
    }

    @Test
    void itCountsForThatPatchOnly() {
        open(Samples.mendable(), true);
        String other = Samples.mendable().get(Samples.SOURCE).replace("class Price {", "class Price {\n  int other;\n");
        loop.world.push(shop, "main", "ann", Map.of(Samples.SOURCE, other), "Say more");
        waives("wil", "release-notes they are written by hand");

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(told.status(issue)).contains("release-notes: 0 lines in the release notes, need 1");
    }

    @Test
    void whereThePullRequestStandsItAndItsChecksAreEdited() {
        open(Samples.mendable(), false);
        PullRequest before = told.pullRequest();
        assertThat(told.check(before.headSha(), "fettle/summary").title()).isEqualTo("5 of 6 gates passed");

        String answer = waives("ann", "release-notes nobody reads them, @team #1");

        PullRequest after = told.pullRequest();
        assertThat(answer).contains("does not count for `" + after.headSha().substring(0, 12) + "`");
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(after.draft()).isEqualTo(before.draft());
        assertThat(after.body()).contains("`release-notes` by `ann`: `nobody reads them, @\u200bteam #\u200b1`");
        assertThat(told.check(after.headSha(), "fettle/summary").title()).isEqualTo("5 of 6 gates passed, 1 waived");
        assertThat(told.check(after.headSha(), "fettle/release-notes").title())
                .isEqualTo("Waived: 0 lines in the release notes, need 1");
        assertThat(loop.stores().audit().recent(1).get(0).detail()).contains("head " + after.headSha());

        waives("wil", "release-notes that is so");
        assertThat(told.pullRequest().body())
                .contains("`release-notes` by `wil`: `that is so`")
                .doesNotContain("nobody reads them");
    }

    @Test
    void aPersonsCommitOnTopIsNotWhatWasWaived() {
        open(Samples.mendable(), false);
        PullRequest pull = told.pullRequest();
        Act unheard = loop.world.push(shop, pull.headBranch(), "ann", Map.of("a.txt", "a\n"), "More");
        assertThat(unheard.webhooks()).isNotEmpty();
        long comment = loop.world
                .comment(shop, issue, "wil", "/fettle waive release-notes no")
                .id();
        loop.accept(loop.world.comment(shop, issue, "wil", "/fettle waive release-notes no"));
        loop.settle();

        told.only(issue, "Nothing is waived. The patch that the gates judged is not the one that stands there now.");
        assertThat(comment).isPositive();
        nothingOnRecord();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests", "secret-scan"})
    void whatNobodyCanWaive(String gate) {
        open(Samples.mendable(), false);
        told.pullRequest();

        assertThat(waives("ann", gate + " it is fine"))
                .startsWith("Nothing is waived.")
                .contains("agree");
        nothingOnRecord();
    }

    @Test
    void whatDidNotFailNeedsNoWaiver() {
        open(Samples.mendable(), false);
        told.pullRequest();

        assertThat(waives("ann", "policy it is fine")).contains("It did not fail");
        nothingOnRecord();
    }

    @Test
    void withoutAReasonOrAKnownGateItSaysWhatIsMissing() {
        open(Samples.mendable(), false);
        told.pullRequest();

        assertThat(waives("ann", "release-notes")).contains("Say which gate, and why", "`release-notes`");
        assertThat(waives("ann", "nothing it is fine")).contains("Say which gate, and why");
        assertThat(waives("ann", "")).contains("Say which gate, and why");
        nothingOnRecord();
    }

    @Test
    void whereNoPatchWasJudgedThereIsNothingToWaive() {
        open(Samples.notMendable(), false);

        assertThat(waives("ann", "policy it is fine")).contains("got to no patch");
        nothingOnRecord();
    }
}
