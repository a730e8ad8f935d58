package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pull requests of people, where the repository asks for a review. */
class PullReviewStoriesTest extends ShopTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
    private static final String CLIENT = "src/main/java/shop/Client.java";
    private static final String LEAK = "class Client {\n  String token = \"" + TOKEN + "\";\n}\n";
    private static final String CLEAN = "class Client {\n  String token = System.getenv(\"TOKEN\");\n}\n";
    private static final String TEST = "src/test/java/shop/ClientTest.java";
    private static final String DISABLED =
            "import org.junit.jupiter.api.*;\nclass ClientTest {\n  @Disabled\n  @Test\n  void calls() {\n    Assertions.assertEquals(1, 1);\n  }\n}\n";

    private static final String ENABLED =
            DISABLED.replace("  @Disabled\n", "").replace("(1, 1)", "(1, new Client().calls())");

    private Act opened(String user, Map<String, String> files) {
        loop.world.push(shop, "work", user, files, "Work");
        return loop.world.openPullRequest(
                shop, user, new PullRequestDraft("work", "main", "Work", "Please look.", false));
    }

    @Test
    void nobodyLooksUnlessTheRepositoryAsksForIt() {
        Act act = opened("wil", Map.of(CLIENT, LEAK));
        loop.happens(act);

        assertThat(loop.outcome()).isEqualTo("NOTHING");
        assertThat(told.reviews(act.id())).isEmpty();
    }

    @Test
    void findingsAreSaidOnTheirLinesAndTheValueOfASecretNowhere() {
        loop.settings(Settings.reviewing());
        Act act = opened("wil", Map.of(CLIENT, LEAK, TEST, DISABLED));
        loop.happens(act);

        List<PullReview> reviews = told.reviews(act.id());
        assertThat(reviews).hasSize(1);
        assertThat(reviews.get(0).headSha()).isEqualTo(act.sha());
        assertThat(reviews.get(0).remarks())
                .extracting(Remark::path, Remark::line)
                .contains(org.assertj.core.groups.Tuple.tuple(CLIENT, 2), org.assertj.core.groups.Tuple.tuple(TEST, 3));
        assertThat(reviews.get(0).body())
                .contains("**test-integrity** (fail)", "**secret-scan** (fail)", "nothing was built or run")
                .doesNotContain(TOKEN);
        assertThat(reviews.get(0).remarks().toString()).doesNotContain(TOKEN);
        assertThat(loop.sandboxes.made()).as("foreign code ran").isZero();
    }

    @Test
    void theNextHeadsStandInTheSameReview() {
        loop.settings(Settings.reviewing());
        Act act = opened("wil", Map.of(TEST, DISABLED));
        loop.happens(act);
        loop.happens(loop.world.push(shop, "work", "wil", Map.of("a.txt", "a\n"), "More"));
        assertThat(told.reviews(act.id())).hasSize(1);
        assertThat(told.reviews(act.id()).get(0).body()).contains(head().substring(0, 12), "**test-integrity** (fail)");

        loop.happens(loop.world.push(shop, "work", "wil", Map.of(TEST, ENABLED), "Run it again"));

        assertThat(told.reviews(act.id()))
                .singleElement()
                .satisfies(review -> assertThat(review.body())
                        .startsWith("**Nothing to look at** in `" + head().substring(0, 12) + "`"));
    }

    /** Whoever fetches the branch has it. */
    @Test
    void aTokenThatALaterCommitTakesOutIsStillSpokenOf() {
        loop.settings(Settings.reviewing());
        Act act = opened("wil", Map.of(CLIENT, LEAK));
        loop.happens(act);
        loop.happens(loop.world.push(shop, "work", "wil", Map.of(CLIENT, CLEAN), "Without the token"));

        assertThat(told.reviews(act.id()))
                .singleElement()
                .satisfies(review -> assertThat(review.body())
                        .contains("**secret-scan** (fail): 1 secret in added lines and commits")
                        .contains("and a later one takes it out: it stays in the history")
                        .doesNotContain(TOKEN));
    }

    private String head() {
        return loop.world.branches(shop).get("work");
    }

    /** What came to the default branch meanwhile is not the pull request's. */
    @Test
    void onlyWhatTheBranchBringsIsLookedAt() {
        loop.settings(Settings.reviewing());
        loop.world.push(shop, "work", "wil", Map.of("a.txt", "a\n"), "Work");
        loop.world.push(shop, "main", "wil", Map.of(TEST, DISABLED), "Meanwhile");
        Act act = loop.world.openPullRequest(
                shop, "wil", new PullRequestDraft("work", "main", "Work", "Please look.", false));
        loop.happens(act);

        assertThat(loop.outcome()).isEqualTo("REVIEW");
        assertThat(told.reviews(act.id())).isEmpty();
    }

    @Test
    void otherBotsAreNotAnswered() {
        loop.settings(Settings.reviewing());
        Act act = opened("renovate[bot]", Map.of(CLIENT, LEAK));
        loop.happens(act);

        assertThat(told.reviews(act.id())).isEmpty();
    }

    @Test
    void thereIsOneReviewWhereverTheProcessIsKilled() {
        loop.settings(Settings.reviewing());
        Act act = opened("wil", Map.of(CLIENT, LEAK));
        long number = act.id();
        int k = 1;
        boolean killed = true;
        while (killed) {
            loop.killAt(k++);
            loop.happens(act);
            killed = loop.dead();
            loop.restart();
            loop.clock.pass(Duration.ofMinutes(1));
            loop.settle();
            assertThat(told.reviews(number)).as("killed at step " + k).hasSize(1);
            act = loop.world.push(shop, "work", "wil", Map.of("a.txt", "round " + k + "\n"), "Round " + k);
        }
        assertThat(k).as("steps at which it was killed").isGreaterThan(4);
    }
}
