package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failing test says a token and somebody's address; nobody hears of them from us. */
class RedactionStoriesTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
    private static final String ADDRESS = "rosa.canary@acme-shop.io";

    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private Told told;

    private void open(Map<String, String> files) {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(files);
        told = new Told(loop, shop);
        loop.build.redTestsAlsoSay("sent by " + ADDRESS + " with " + TOKEN + " to " + ADDRESS);
    }

    @AfterEach
    void close() {
        told.nothingElse();
        loop.close();
    }

    private String red() {
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"), "failure", Samples.redLog()));
        return head;
    }

    /** Everything that anybody can read of us. */
    private String everything(PullRequest pull, String head, long issue) {
        StringBuilder all = new StringBuilder(pull == null ? "" : pull.title() + "\n" + pull.body());
        loop.world
                .branches(shop)
                .keySet()
                .forEach(branch -> loop.world.log(shop, branch).forEach(commit -> all.append(commit.message())));
        for (CheckRun check : loop.world.checkRuns(shop, head)) {
            all.append(check.title()).append(check.summary()).append(check.annotations());
        }
        if (issue > 0) {
            loop.world.comments(shop, issue).stream().map(Comment::body).forEach(all::append);
        }
        return all.append(loop.database()).toString();
    }

    @Test
    void thePullRequestItsChecksAndTheDatabaseHaveNeither() {
        open(Samples.mendable());
        red();
        PullRequest pull = told.pullRequest();

        assertThat(pull.body()).contains("sent by <email#1> with <secret#1>").contains("to <email#1>");
        assertThat(everything(pull, pull.headSha(), 0))
                .contains("<email#1>")
                .doesNotContain(TOKEN)
                .doesNotContain(ADDRESS);
    }

    @Test
    void aLogWithAnAddressInTheNameOfATestAndInItsTraceLeavesNone() {
        open(Samples.mendable());
        String head = loop.world.branches(shop).get("main");
        String log = new String(Samples.redLog().get("build"), StandardCharsets.UTF_8)
                .replace("shop.PriceTest.adds --", "shop.PriceTest.adds(String)[" + ADDRESS + "] --")
                .replace(
                        "\tat shop.Price",
                        "\tat home.rosa_canary.Run.one(/home/rosa_canary/Run.java:3)\n\tat shop.Price");
        loop.happens(loop.world.finishRun(
                shop,
                new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"),
                "failure",
                Map.of("build", log.getBytes(StandardCharsets.UTF_8))));
        PullRequest pull = told.pullRequest();

        assertThat(loop.database()).contains("PriceTest#adds");
        assertThat(everything(pull, pull.headSha(), 0)).doesNotContain(ADDRESS).doesNotContain("/home/rosa_canary");
    }

    @Test
    void whereNothingIsProposedTheCommentAndTheExplanationHaveNeither() {
        open(Samples.notMendable());
        long issue = loop.world.openIssue(shop, "wil", "Wrong total", "").id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        told.eyes(issue, 0);
        told.status(issue);
        var explain = loop.world.comment(shop, issue, "wil", "/fettle explain");
        loop.happens(explain);

        assertThat(told.answer(issue, explain.id())).contains("<email#1>", "<secret#1>");
        assertThat(everything(null, loop.world.branches(shop).get("main"), issue))
                .doesNotContain(TOKEN)
                .doesNotContain(ADDRESS);
    }

    @Test
    void aBuildThatCannotBeMadeSaysNoneOfTheOperatorsSecrets() {
        open(Map.of("build.txt", "missing\n", Samples.SOURCE, "class Price {}\n"));
        loop.build.missingSays("https://rosa:hunter2secret@repo.acme-shop.io/maven " + ADDRESS);
        String head = red();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.FAILED);
        assertThat(told.checks(head)).containsExactly("fettle/summary");
        assertThat(everything(null, head, 0))
                .contains("cannot be had")
                .doesNotContain("hunter2secret")
                .doesNotContain(ADDRESS);
    }
}
