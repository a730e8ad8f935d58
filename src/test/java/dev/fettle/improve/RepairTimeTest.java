package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Reproduction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A time limit holds from the first run to the last gate. */
class RepairTimeTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-11-28T01:00:00Z");
    private final RepairTime time = new RepairTime(LIMIT, new StageClock(() -> now, Progress.SILENT));

    @Test
    void aRunIsGivenWhatIsLeftAndAtTheVeryEndASecondOrTwoToSayWhatItCan() {
        assertThat(time.forRun()).isEqualTo(LIMIT);
        now = now.plusSeconds(290);
        assertThat(time.forRun()).isEqualTo(Duration.ofSeconds(10));
        assertThat(time.isUp()).isFalse();
        now = now.plusSeconds(11);
        assertThat(time.isUp()).isTrue();
        assertThat(time.left()).isZero();
        assertThat(time.forRun()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSearchLeavesWhatTwoBuildsAndSuitesTakeHereAndNeverMoreThanAHalf() {
        assertThat(kept(Duration.ofSeconds(12), Duration.ofSeconds(1), LIMIT))
                .as("a quick project: two builds at their shortest")
                .isEqualTo(Duration.ofSeconds(22));
        assertThat(kept(Duration.ofSeconds(54), Duration.ofSeconds(4), LIMIT))
                .as("a slow build, as it was seen to be")
                .isEqualTo(Duration.ofSeconds(58));
        assertThat(kept(Duration.ofSeconds(200), Duration.ofSeconds(1), LIMIT))
                .as("a long search for a call was not all building")
                .isEqualTo(Duration.ofSeconds(62));
        assertThat(kept(Duration.ofSeconds(100), Duration.ofSeconds(80), LIMIT)).isEqualTo(Duration.ofSeconds(150));
    }

    private static Duration kept(Duration seen, Duration suite, Duration share) {
        TestReport baseline = new TestReport(
                List.of(new TestOutcome(TestId.parse("shop.CartTest#adds"), Status.FAILED, suite, null)));
        return RepairTime.kept(new Reproduction(baseline.red(), baseline, Set.of(), Set.of(), null), seen, share);
    }
}
