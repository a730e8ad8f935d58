package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.kit.DoneForFixme;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.scan.Looked;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Sighting;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule of code analysis finds something that it can mend: no test is red, and there is a pull request all the same. */
class FindingStoriesTest extends ShopTest {
    private static final String FILE = "src/main/java/shop/Till.java";
    private static final String MARKED = "// FIXME\nclass Till {}\n";

    private String rule = DoneForFixme.RULE;

    @Override
    Map<String, String> files() {
        Map<String, String> files = new HashMap<>(Samples.green());
        files.put(FILE, MARKED);
        return files;
    }

    @BeforeEach
    void begin() {
        loop.scansWith(new Analysis());
    }

    /** The built-in analysis as the loop sees it. */
    private final class Analysis implements ScanSource {
        @Override
        public String name() {
            return "code_analysis";
        }

        @Override
        public boolean on(RepositorySettings settings) {
            return true;
        }

        @Override
        public boolean ofTheTree() {
            return true;
        }

        @Override
        public Looked look(Place place) {
            List<Sighting> sightings = new ArrayList<>();
            for (String path : place.tree().files()) {
                if (path.startsWith("src/main/")
                        && place.tree().read(path).orElse("").contains("FIXME")) {
                    Signal found = new Signal.RuleFinding(
                            place.repository(), Instant.EPOCH, rule, path, 1, "A FIXME", "medium", "", "", true);
                    sightings.add(new Sighting(found, true));
                }
            }
            return new Looked(sightings, List.of(), true);
        }
    }

    @Test
    void whatARuleCanMendBecomesAPullRequestWithItsCountsAsTheProof() {
        loop.look();
        loop.settle();

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        PullRequest opened = told.pullRequest();
        assertThat(opened.title()).isEqualTo("Correct Till: '// FIXME' becomes '// DONE'");
        assertThat(opened.body())
                .contains(
                        "`Resolve no-fixme in src/main/java/shop/Till.java`. No test is red; the rule says: `A FIXME`.")
                .contains("| `findings of no-fixme` | 1 | 0 |  |")
                .contains("| whole suite | 1 run, 0 red | 1 run, 0 red | `text test` |");
        assertThat(told.check(opened.headSha(), "fettle/tests").title())
                .isEqualTo("Findings of no-fixme: 1 before, 0 after");
    }

    @Test
    void aFixThatTurnsATestRedIsNotProposed() {
        push(Map.of("src/test/java/shop/TillTest.java", "// test keeps: " + FILE + " says FIXME\n"));
        loop.look();
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(loop.backlog().attempts(loop.ticket().id()).get(0).errorMessage())
                .contains("became red: shop.TillTest#keeps");
        assertThat(loop.world.pullRequests(shop)).isEmpty();
    }

    @Test
    void aFindingThatIsGoneWhenItsTurnComesIsObsolete() {
        push(Map.of("src/test/java/shop/TillTest.java", "// test keeps: " + FILE + " says FIXME\n"));
        loop.look();
        push(Map.of(
                FILE, "// mended\n", "src/test/java/shop/TillTest.java", "// test keeps: " + FILE + " says mended\n"));
        loop.verbs().retry(loop.ticket(), "operator");
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(loop.world.pullRequests(shop)).isEmpty();
    }

    @Test
    void aRuleWhoseFixNobodyKnowsIsLeftToAPerson() {
        rule = "no-goto";
        loop.look();
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.ABSTAINED);
        assertThat(loop.backlog().attempts(loop.ticket().id()).get(0).errorMessage())
                .contains("no fix that Fettle knows to be the one that was meant");
    }

    private void push(Map<String, String> files) {
        assertThat(loop.world.push(shop, "main", "ann", files, "Work").webhooks())
                .isNotEmpty();
    }
}
