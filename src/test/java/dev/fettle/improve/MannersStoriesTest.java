package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Told;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request in the way that the repository likes them. */
class MannersStoriesTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private Told told;

    private void open(Map<String, String> more) {
        Map<String, String> files = new HashMap<>(Samples.mendable());
        files.putAll(more);
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(files);
        told = new Told(loop, shop);
    }

    @AfterEach
    void close() {
        told.nothingElse();
        loop.close();
    }

    private PullRequest proposed() {
        loop.happens(loop.world.openIssue(shop, "wil", "Wrong total", "", "fettle"));
        told.eyes(1, 0);
        told.status(1);
        return told.pullRequest();
    }

    private String message(PullRequest pull) {
        return loop.world.log(shop, pull.headBranch()).get(0).message();
    }

    @Test
    void theTitleIsInTheStyleOfTheLastCommits() {
        open(Map.of());
        for (String title : new String[] {"fix(till): round down", "feat(shop): sell pears", "docs(shop): say so"}) {
            loop.happens(loop.world.push(shop, "main", "ann", Map.of("a.txt", title), title));
        }
        PullRequest pull = proposed();

        assertThat(pull.title()).isEqualTo("fix(shop): correct Price: '-' becomes '+'");
        assertThat(message(pull)).startsWith(pull.title() + "\n").doesNotContain("Signed-off-by");
    }

    @Test
    void whereContributingAsksForASignOffThereIsOne() {
        open(Map.of("CONTRIBUTING.md", "Please sign off each commit, see the Developer Certificate of Origin.\n"));

        assertThat(message(proposed()))
                .endsWith("Signed-off-by: fettle[bot] <1+fettle[bot]@users.noreply.github.com>\n");
    }

    @Test
    void theTemplatesHeadingsStandAndItsBoxesAreLeftToPeople() {
        open(Map.of(".github/PULL_REQUEST_TEMPLATE.md", "## Summary\nSay it.\n## Checks\n- [x] I ran the tests\n"));

        assertThat(proposed().body())
                .contains("## Summary\n\nSee **Why** and **What changed** above.\n")
                .contains("## Checks\n\n- [ ] I ran the tests\n")
                .doesNotContain("Say it.");
    }

    @Test
    void oneOwnerOfTheCodeIsAskedForAReviewAndNotMentioned() {
        open(Map.of(".github/CODEOWNERS", "* @otto\n/src/main/ @fettle @acme/team @wil @ann\n"));
        PullRequest pull = proposed();

        assertThat(told.reviewers(pull.number())).containsExactly("wil");
        assertThat(pull.body()).doesNotContain("wil");
    }

    @Test
    void aForgeThatTakesNoReviewerStopsNothing() {
        open(Map.of(".github/CODEOWNERS", "* @wil\n"));
        loop.badDays().refuse("ensureReviewer");
        PullRequest pull = proposed();

        assertThat(told.reviewers(pull.number())).isEmpty();
        assertThat(told.status(1)).contains("Fettle proposes a fix.");
    }
}
