package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.kit.Samples;
import org.junit.jupiter.api.Test;

/** An engine is believed nothing: what a description says of a patch is read back and held against the patch before anything is opened. */
class DescriptionStoriesTest extends ShopTest {
    private long issue;

    private void labelled() {
        issue = loop.world.openIssue(shop, "otto", "Wrong total", "").id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
        told.eyes(issue, 0);
    }

    /** The fix itself is right, and every test and every other gate agree with it. */
    @Test
    void aDescriptionThatLiesNeverReachesAPullRequest() {
        loop.engine.claims("src/main/java/shop/Other.java", 1);
        labelled();

        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.world.pullRequests(shop)).isEmpty();
        assertThat(loop.world.branches(shop)).containsOnlyKeys("main");
        assertThat(told.status(issue))
                .contains("consistency: 2 statements disagree with the diff and the measurements, allowed 0");
        assertThat(loop.database())
                .as("which one, for a person")
                .contains("It names Other.java, which is not in the diff.");
    }

    /** A line that an engine makes up is not even repeated: the text goes by the diff. */
    @Test
    void aLineThatTheDiffDoesNotHaveIsNotSaid() {
        loop.engine.claims(Samples.SOURCE, 97);
        labelled();

        told.status(issue);
        assertThat(told.pullRequest().body()).contains("Price.java:5").doesNotContain(":97");
    }

    @Test
    void oneThatHoldsSaysSo() {
        labelled();

        PullRequest pull = told.pullRequest();
        told.status(issue);
        assertThat(pull.body())
                .contains(
                        "| `fettle/consistency` | pass | `0 statements disagree with the diff and the measurements` |");
    }
}
