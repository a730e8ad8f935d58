package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a red test came. */
class BreakOffTest {
    private static final TestId TEST = TestId.parse("a.ShopTest#buys[2]");

    @Test
    void theLineIsTheTestsOwn() {
        BreakOff end = BreakOff.of(red(Status.ERROR, """
                java.lang.IllegalStateException: at a.ShopTest.buys(ShopTest.java:999)
                \tat a.Shop.buys(Shop.java:7)
                \tat app//a.ShopTest.buys(ShopTest.java:41)
                \tat a.ShopTest.all(ShopTest.java:12)"""));

        assertThat(end).isEqualTo(new BreakOff(41, true));
    }

    @Test
    void aLaterLineIsFurtherAndSoIsAnAnswerWhereItThrew() {
        assertThat(new BreakOff(42, true).isPast(new BreakOff(41, false))).isTrue();
        assertThat(new BreakOff(41, false).isPast(new BreakOff(41, true))).isTrue();
    }

    @Test
    void theSameEndAnEarlierLineOrAnUnknownOneIsNot() {
        assertThat(new BreakOff(41, true).isPast(new BreakOff(41, true))).isFalse();
        assertThat(new BreakOff(41, true).isPast(new BreakOff(41, false))).isFalse();
        assertThat(new BreakOff(40, false).isPast(new BreakOff(41, true))).isFalse();
        assertThat(new BreakOff(0, false).isPast(new BreakOff(0, true))).isFalse();
        assertThat(BreakOff.of(red(Status.FAILED, "a trace that was cut"))).isEqualTo(new BreakOff(0, false));
    }

    private static TestOutcome red(Status status, String trace) {
        return new TestOutcome(TEST, status, Duration.ZERO, new TestOutcome.Failure("T", "m", trace));
    }
}
