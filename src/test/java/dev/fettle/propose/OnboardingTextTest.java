package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.propose.ProjectFacts.Suite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings file for a new repository, and the pull request that proposes it. */
class OnboardingTextTest {
    private static final RepositorySettings USUAL = RepositorySettings.DEFAULT;
    private static final ProjectFacts GREEN =
            new ProjectFacts("maven", 17, List.of("", "core", "web/app"), Suite.GREEN, 211, 0, "");

    @Test
    void readAsTheyShould() {
        Snapshot.check("onboarding-file.yml", OnboardingText.file(GREEN, USUAL));
        Snapshot.check("onboarding-require.md", OnboardingText.body(GREEN, USUAL, Onboarding.REQUIRE));
        Snapshot.check(
                "onboarding-offer.md",
                OnboardingText.body(
                        new ProjectFacts(
                                "maven", 21, List.of(""), Suite.DOES_NOT_BUILD, 0, 0, "cannot find symbol: Cart"),
                        USUAL,
                        Onboarding.OFFER));
        Snapshot.check("onboarding-unknown.md", OnboardingText.body(ProjectFacts.UNKNOWN, USUAL, Onboarding.REQUIRE));
    }

    @Test
    void theFileSaysWhatHoldsAlready() {
        RepositorySettings other = new RepositorySettings(
                true,
                Mode.OBSERVE,
                4,
                2,
                true,
                USUAL.sources(),
                USUAL.qualityGates(),
                USUAL.budgets(),
                "fix me: \"now\" \\ #1",
                "fettle:approved",
                List.of(),
                List.of(),
                List.of(),
                false,
                true,
                List.of());
        for (RepositorySettings server : List.of(USUAL, other)) {
            byte[] file = OnboardingText.file(GREEN, server).getBytes(StandardCharsets.UTF_8);
            assertThat(new RepositoryFile(server).read(file)).isEqualTo(server);
        }
    }

    @Test
    void everyKeyThatIsCommentedOutIsOneThatTheReaderKnows() {
        String file = OnboardingText.file(GREEN, USUAL);
        String uncommented = file.lines()
                .map(line -> line.matches("# ( *- .*|[a-z_ ]+:.*)")
                                && !line.contains(". ")
                                && !line.startsWith("# false")
                                && !line.startsWith("# Found")
                        ? line.substring(2)
                        : line)
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(uncommented).contains("\nmax_risk_level: 7", "\n  comments_per_hour: ", "\n  - db/**");
        RepositorySettings read = new RepositoryFile(USUAL).read(uncommented.getBytes(StandardCharsets.UTF_8));
        assertThat(read.protectedPaths()).containsExactly("db/**");
        assertThat(read.budgets()).isEqualTo(USUAL.budgets());
    }

    @Test
    void noForeignTextIsMoreThanText() {
        HostileTexts.stream(12, 1_000).forEach(text -> {
            ProjectFacts facts = new ProjectFacts("maven", 17, List.of(text, text), Suite.NOT_RUN, 0, 0, text);
            Rendered.of(OnboardingText.body(facts, USUAL, Onboarding.REQUIRE)).assertHarmless(Map.of());
            byte[] file = OnboardingText.file(facts, USUAL).getBytes(StandardCharsets.UTF_8);
            assertThat(new RepositoryFile(USUAL).read(file)).as(text).isEqualTo(USUAL);
        });
    }
}
