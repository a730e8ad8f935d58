package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestReportTest {
    private static final TestId ADDS = new TestId("shop.CartTest", "adds");

    @Test
    void ofTwoModulesWithATestOfOneNameTheRedOneCounts() {
        TestOutcome green = new TestOutcome(ADDS, Status.PASSED, Duration.ZERO, null);
        TestOutcome red =
                new TestOutcome(ADDS, Status.FAILED, Duration.ZERO, new TestOutcome.Failure("Wrong", "1, not 2", ""));

        assertThat(new TestReport(List.of(green, red, green)).find(ADDS)).hasValue(red);
        assertThat(new TestReport(List.of(red, green)).find(ADDS)).hasValue(red);
        assertThat(new TestReport(List.of(green, green)).find(ADDS)).hasValue(green);
        assertThat(new TestReport(List.of(green)).find(new TestId("shop.CartTest", "sums")))
                .isEmpty();
    }
}
