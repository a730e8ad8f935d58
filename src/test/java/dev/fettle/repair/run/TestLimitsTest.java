package dev.fettle.repair.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody waits long for a test that is known not to end. */
class TestLimitsTest {
    private static final TestId ENDLESS = TestId.parse("a.B#endless");
    private static final TestId SLOW = TestId.parse("a.B#slow");

    @Test
    void whatTheBuildStoppedIsStoppedSoonHere() {
        TestOutcome stopped =
                red(ENDLESS, "org.junit.runners.model.TestTimedOutException", "test timed out after 3000 ms");
        TestLimits limits = new TestLimits(BenchOptions.standard(), new TestReport(List.of(stopped)));

        assertThat(limits.ofBaseline(ENDLESS).time()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatFettleStoppedIsStoppedSoonHereToo() {
        TestLimits limits = new TestLimits(
                BenchOptions.standard(), new TestReport(List.of(red(ENDLESS, TestOutcome.ENDLESS, "it never ends"))));

        assertThat(limits.ofBaseline(ENDLESS).time()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatIsKnownToTakeLongMayTakeLong() {
        TestOutcome slow = new TestOutcome(SLOW, Status.PASSED, Duration.ofSeconds(2), null);
        TestLimits limits = new TestLimits(BenchOptions.standard(), new TestReport(List.of(slow)));

        assertThat(limits.ofBaseline(SLOW).time()).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void afterOneEndlessTestTheUnknownOnesAreNotTrustedAsFar() {
        TestLimits limits = new TestLimits(BenchOptions.standard(), null);
        Duration before = limits.ofBaseline(SLOW).time();
        limits.learn(new Ended(
                red(ENDLESS, "dev.fettle.probe.BudgetExhausted", ""),
                1,
                0,
                true,
                true,
                false,
                false,
                new BitSet(),
                new BitSet(),
                new BitSet(),
                List.of()));

        assertThat(limits.ofBaseline(SLOW).time()).isLessThan(before);
    }

    private static TestOutcome red(TestId id, String type, String message) {
        return new TestOutcome(id, Status.ERROR, Duration.ofSeconds(3), new Failure(type, message, ""));
    }
}
