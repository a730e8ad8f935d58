package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who, whatever they do, can make Fettle run a repository's code: people with write access, and nobody else. */
class PermissionMatrixTest {
    private static final Map<String, Boolean> WHO = who();

    @TempDir
    Path folder;

    private interface Doing {
        Act act(Loop loop, RepositoryRef shop, String who);
    }

    @TestFactory
    Stream<DynamicTest> onlyPeopleWithWriteAccessStartARun() {
        List<DynamicTest> tests = new ArrayList<>();
        doings().forEach((what, doing) -> WHO.forEach((who, may) -> tests.add(dynamicTest(
                who + " " + what + (may ? ": starts" : ": nothing"), () -> tried(what + who, doing, who, may)))));
        return tests.stream();
    }

    private void tried(String name, Doing doing, String who, boolean may) {
        try (Loop loop = new Loop(folder.resolve(name.replaceAll("\\W+", "-")))) {
            RepositoryRef shop = loop.repository(Samples.mendable());
            loop.world.setPermission(shop, "mia", Permission.MAINTAIN);
            loop.world.setPermission(shop, "nil", Permission.NONE);
            loop.accept(doing.act(loop, shop, who));
            for (int round = 0; round < 20 && loop.sandboxes.made() == 0 && loop.queued() > 0; round++) {
                loop.work();
            }
            assertThat(loop.sandboxes.made() > 0).as("code was run").isEqualTo(may);
            if (!may) {
                assertThat(loop.world.written()).isEmpty();
                assertThat(loop.tickets()).isEmpty();
            }
        }
    }

    private static Map<String, Boolean> who() {
        Map<String, Boolean> who = new LinkedHashMap<>();
        who.put("ann", true); // the owner
        who.put("mia", true);
        who.put("wil", true);
        who.put("otto", false); // may read
        who.put("nil", false);
        who.put("stranger", false);
        who.put("helper[bot]", false);
        return who;
    }

    private static Map<String, Doing> doings() {
        Map<String, Doing> doings = new LinkedHashMap<>();
        doings.put(
                "opens an issue with the label",
                (loop, shop, who) -> loop.world.openIssue(shop, who, "Wrong total", "", "fettle"));
        doings.put("labels", (loop, shop, who) -> loop.world.label(shop, issue(loop, shop), who, "fettle"));
        doings.put(
                "comments /fettle fix",
                (loop, shop, who) -> loop.world.comment(shop, issue(loop, shop), who, "/fettle fix"));
        doings.put(
                "comments /fettle retry",
                (loop, shop, who) -> loop.world.comment(shop, issue(loop, shop), who, "/fettle retry"));
        doings.put("has a red pull request", (loop, shop, who) -> {
            String head = loop.world
                    .push(shop, "topic", who, Map.of("t.txt", "t\n"), "Try")
                    .sha();
            Act opened = loop.world.openPullRequest(shop, who, new PullRequestDraft("topic", "main", "Try", "", false));
            assertThat(opened.id()).isPositive();
            CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "topic");
            return loop.world.finishRun(shop, run, "failure", Samples.redLog());
        });
        return doings;
    }

    /** One more that starts nothing, whoever does it. */
    @TestFactory
    Stream<DynamicTest> whatIsNoTriggerStartsNothingForAnybody() {
        Map<String, Doing> doings = new LinkedHashMap<>();
        doings.put("opens an issue", (loop, shop, who) -> loop.world.openIssue(shop, who, "Wrong total", ""));
        doings.put(
                "edits an issue",
                (loop, shop, who) -> loop.world.editIssue(shop, issue(loop, shop), who, "New", "/fettle fix"));
        doings.put(
                "says the word inside a line",
                (loop, shop, who) -> loop.world.comment(shop, issue(loop, shop), who, "Try /fettle fix"));
        doings.put(
                "approves what is not there",
                (loop, shop, who) -> loop.world.label(shop, issue(loop, shop), who, "fettle:approved"));
        doings.put("closes an issue", (loop, shop, who) -> loop.world.closeIssue(shop, issue(loop, shop), who));
        List<DynamicTest> tests = new ArrayList<>();
        doings.forEach((what, doing) -> WHO.keySet()
                .forEach(who -> tests.add(dynamicTest(who + " " + what, () -> tried(what + who, doing, who, false)))));
        return tests.stream();
    }

    private static long issue(Loop loop, RepositoryRef shop) {
        return loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }
}
