package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CiRun;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.scan.SlowerTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of CI on the default branch, one after the other, all green. */
class SlowerTestsStoriesTest extends ShopTest {
    private static final String TEST = "shop.PriceTest";

    @Override
    Map<String, String> files() {
        return Samples.green();
    }

    @BeforeEach
    void begin() {
        scans();
    }

    private void scans() {
        loop.scansWith(new SlowerTests(
                loop.forge,
                new Kept(),
                (key, print) -> loop.backlog().findByFingerprint(key, print),
                text -> text,
                loop.clock));
    }

    private void green(double... seconds) {
        for (double each : seconds) {
            String log = String.format(
                    Locale.ROOT,
                    "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: %.3f s -- in %s%n",
                    each,
                    TEST);
            loop.happens(loop.world.finishRun(
                    shop,
                    new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head(), "main"),
                    "success",
                    Map.of("build", log.getBytes(StandardCharsets.UTF_8))));
        }
        look();
    }

    private String head() {
        return loop.world.branches(shop).get("main");
    }

    private void look() {
        loop.clock.pass(Duration.ofHours(1));
        loop.look();
    }

    /** What the running process has, also after a restart. */
    private final class Kept implements TestTimeLog {
        @Override
        public boolean has(RepositoryRef repository, CiRun run) {
            return loop.stores().testTimes().has(repository, run);
        }

        @Override
        public void add(RepositoryRef repository, CiRun run, Map<String, Double> seconds) {
            loop.stores().testTimes().add(repository, run, seconds);
        }

        @Override
        public List<Run> runs(RepositoryRef repository, String workflow) {
            return loop.stores().testTimes().runs(repository, workflow);
        }
    }

    @Test
    void aTestThatStaysSlowerIsATicketWithItsNumbersThatWaits() {
        green(1.0, 1.1, 0.9, 1.0, 1.0, 1.2, 1.0, 0.9);
        green(3.9, 4.1, 3.8);
        assertThat(loop.tickets()).as("three runs may be chance").isEmpty();
        green(4.0);

        Ticket ticket = loop.ticket();
        assertThat(ticket.title()).isEqualTo("Make shop.PriceTest as fast as it was");
        assertThat(ticket.category()).isEqualTo(Category.PERFORMANCE);
        assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
        assertThat(ticket.status()).isEqualTo(Status.OPEN);
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.NO_KNOWN_FIX);
        assertThat(ticket.id()).startsWith("perf_");
        assertThat(ticket.evidence()).containsExactly(new Evidence.Anomaly("test_duration_s", 4.0, 2.0, "high"));
        assertThat(ticket.description())
                .contains("3.90 s, 4.10 s, 3.80 s, 4.00 s in the newest runs of CI", "1.00 s before (median of 8 runs");
    }

    @Test
    void itIsOneTicketHoweverLongItLastsAndEndsWhenTheTestIsFastAgain() {
        green(1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 4);
        String description = loop.ticket().description();
        green(4, 4, 4, 4, 4, 4, 4, 4, 4);
        look();
        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().count()).isEqualTo(1);
        assertThat(loop.ticket().description())
                .as("the numbers of its beginning")
                .isEqualTo(description);

        green(1.1, 1.0, 1.0, 1.0);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
    }

    @Test
    void whatWasReadIsKeptAndNotReadAgain() {
        green(1, 1, 1, 1, 1, 1, 1, 1);
        CiRun newest = loop.forge.passedRuns(shop, "main", 1).get(0);
        assertThat(loop.stores().testTimes().has(shop, newest)).isTrue();
        assertThat(loop.stores().testTimes().runs(shop, "CI")).hasSize(8);
        loop.restart();
        assertThat(loop.stores().testTimes().runs(shop, "CI").get(0).seconds()).containsEntry(TEST, 1.0);
    }

    @Test
    void onlySoManyRunsAreKept() {
        for (int i = 1; i <= 45; i++) {
            loop.stores().testTimes().add(shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, i, "CI", "c", "main"), Map.of());
        }
        assertThat(loop.stores().testTimes().runs(shop, "CI"))
                .hasSize(40)
                .first()
                .extracting("id")
                .isEqualTo(6L);
    }

    @Test
    void aRepositoryThatDoesNotWantItIsLeftAlone() {
        loop.settings(new RepositoryFile(RepositorySettings.DEFAULT)
                .read("sources: { performance: false }\n".getBytes(StandardCharsets.UTF_8)));
        green(1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 4);
        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.stores().testTimes().runs(shop, "CI")).isEmpty();
    }
}
