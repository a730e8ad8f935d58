package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that waits for an exception says which. */
class FailureHintsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expected exception: java.lang.IllegalArgumentException",
                "Expected java.lang.IllegalArgumentException to be thrown, but nothing was thrown.",
                "expected java.lang.IllegalArgumentException to be thrown, but nothing was thrown",
                "Unexpected exception type thrown, expected: <java.lang.IllegalArgumentException> but was: <java.lang.ArithmeticException>",
                "unexpected exception type thrown; expected:<java.lang.IllegalArgumentException> but was:<java.lang.ArithmeticException>",
            })
    void frameworksSayWhichExceptionWasExpected(String message) {
        assertThat(FailureHints.of(List.of(red(message))).expectedExceptions())
                .containsExactly("java.lang.IllegalArgumentException");
    }

    @Test
    void otherFailuresSayNothing() {
        assertThat(FailureHints.of(List.of(red("expected:<3> but was:<4>"))).expectedExceptions())
                .isEmpty();
    }

    private static TestOutcome red(String message) {
        return new TestOutcome(
                TestId.parse("a.B#c"),
                TestOutcome.Status.FAILED,
                Duration.ZERO,
                new TestOutcome.Failure("java.lang.AssertionError", message, ""));
    }
}
