package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Act;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who changes the settings file sees its mistakes on the pull request, before they come into force. */
class ConfigurationStoriesTest extends ShopTest {
    private static final String PATH = ".github/fettle.yml";
    private static final String CHECK = "fettle/configuration";
    private static final String SOUND = "enabled: true\n";
    private static final String MISTAKEN = "enabled: true\nmax_risk_level: 70\nenabeld: yes\n";

    private Act opened(Map<String, String> files) {
        loop.world.push(shop, "work", "wil", files, "Work");
        return loop.world.openPullRequest(
                shop, "wil", new PullRequestDraft("work", "main", "Work", "Please look.", false));
    }

    @Test
    void mistakesStandOnTheirLinesAllAtOnce() {
        loop.world.push(shop, "main", "wil", Map.of(PATH, SOUND), "Settings");
        Act act = opened(Map.of(PATH, MISTAKEN));
        loop.happens(act);

        CheckRun check = told.check(act.sha(), CHECK);
        assertThat(check.conclusion()).isEqualTo(Conclusion.FAILURE);
        assertThat(check.title()).isEqualTo("2 mistakes in .github/fettle.yml, allowed 0");
        assertThat(check.annotations()).extracting(Annotation::startLine).containsExactlyInAnyOrder(2, 3);
        assertThat(check.summary()).contains("line 2: ", "line 3: ", "enabeld");
    }

    @Test
    void theNextHeadWithoutMistakesIsSound() {
        loop.happens(opened(Map.of(PATH, MISTAKEN)));
        told.checks(loop.world.branches(shop).get("work"));
        loop.happens(loop.world.push(shop, "work", "wil", Map.of(PATH, SOUND), "Mend the settings"));

        CheckRun check = told.check(loop.world.branches(shop).get("work"), CHECK);
        assertThat(check.conclusion()).isEqualTo(Conclusion.SUCCESS);
        assertThat(check.title()).isEqualTo("0 mistakes in .github/fettle.yml");
    }

    @Test
    void whereTheSettingsInForceAreMistakenTheirMendingIsSeenAndOnlyNewLinesHaveRemarks() {
        loop.world.push(shop, "main", "wil", Map.of(PATH, MISTAKEN), "Settings");
        Act act = opened(Map.of(PATH, MISTAKEN.replace("70", "0")));
        loop.happens(act);

        CheckRun check = told.check(act.sha(), CHECK);
        assertThat(check.title()).startsWith("2 mistakes");
        assertThat(check.annotations()).extracting(Annotation::startLine).containsExactly(2);
    }

    @Test
    void whoLeavesTheFileAloneHearsNothing() {
        loop.world.push(shop, "main", "wil", Map.of(PATH, SOUND), "Settings");
        loop.happens(opened(Map.of("a.txt", "a\n")));

        assertThat(told.checks(loop.world.branches(shop).get("work"))).isEqualTo(List.of());
    }

    @Test
    void otherBotsAreNotAnswered() {
        loop.world.push(shop, "work", "renovate[bot]", Map.of(PATH, MISTAKEN), "Work");
        loop.happens(loop.world.openPullRequest(
                shop, "renovate[bot]", new PullRequestDraft("work", "main", "Work", "Please look.", false)));

        assertThat(told.checks(loop.world.branches(shop).get("work"))).isEqualTo(List.of());
    }
}
