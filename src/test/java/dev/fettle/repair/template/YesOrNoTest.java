package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class YesOrNoTest {
    @Test
    void testsThatWaitForOneOfTwoWordsSayLittle() {
        assertThat(ask("expected: <true> but was: <false>", "expected: <false> but was: <true>"))
                .isTrue();
        assertThat(ask("expected:<[YES]> but was:<[NO]>")).isTrue();
        assertThat(ask("expected:<[tru]e> but was:<[fals]e>")).isTrue();
        assertThat(ask("Index 4 out of bounds for length 4", "expected: <true> but was: <false>"))
                .isTrue();
    }

    @Test
    void numbersTextsAndSeveralWordsSayMore() {
        assertThat(ask("expected: <1> but was: <0>")).isFalse();
        assertThat(ask("expected:<[2, 3]> but was:<[]>")).isFalse();
        assertThat(ask("expected: <RED> but was: <GREEN>", "expected: <BLUE> but was: <GREEN>"))
                .isFalse();
        assertThat(ask("expected:<abc[d]> but was:<abc[]>", "expected: <abe> but was: <abc>"))
                .isFalse();
    }

    @Test
    void whereNoneSaysWhatItWaitsForNothingIsKnown() {
        assertThat(ask("Index 4 out of bounds for length 4")).isFalse();
        assertThat(ask("")).isFalse();
    }

    @Test
    void severalEditsAreBelievedLessForSuchTests() {
        assertThat(YesOrNo.beliefInSeveralEdits(red("expected: <true> but was: <false>")))
                .isLessThan(0.5);
        assertThat(YesOrNo.beliefInSeveralEdits(red("expected: <3> but was: <4>")))
                .isEqualTo(1);
    }

    private static boolean ask(String... messages) {
        return YesOrNo.isAllTheyAskFor(red(messages));
    }

    private static List<TestOutcome> red(String... messages) {
        return Arrays.stream(messages)
                .map(message -> new TestOutcome(
                        new TestId("ZoneTest", "is" + message.length()),
                        TestOutcome.Status.FAILED,
                        Duration.ZERO,
                        new TestOutcome.Failure("org.opentest4j.AssertionFailedError", message, "")))
                .toList();
    }
}
