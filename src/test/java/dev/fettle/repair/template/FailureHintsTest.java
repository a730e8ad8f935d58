package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.template.source.TextDifference;
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
    void whatCameInsteadIsKnownToo() {
        String message =
                "Unexpected exception type thrown, expected: <a.Feed$BrokenException> but was: <java.lang.ArithmeticException>";

        assertThat(FailureHints.of(List.of(red(message))).expectedExceptions())
                .containsExactly("a.Feed.BrokenException");
        assertThat(FailureHints.of(List.of(red(message))).thrown()).containsExactly("java.lang.ArithmeticException");
    }

    @Test
    void otherFailuresSayNothing() {
        assertThat(FailureHints.of(List.of(red("expected:<3> but was:<4>"))).expectedExceptions())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expected: <Error at line: 3> but was: <Eror at line: 3>",
                "where ==> expected: <Error at line: 3> but was: <Eror at line: 3>",
                "expected:<E[r]ror at line: 3> but was:<E[]ror at line: 3>",
                "\nexpected: \"Error at line: 3\"\n but was: \"Eror at line: 3\"",
            })
    void whereATextDiffersFromWhatWasExpectedTheLiteralBehindItCanBeMended(String message) {
        TextDifference difference =
                FailureHints.of(List.of(red(message))).texts().get(0);

        assertThat(difference.mend("Eror at line: ")).contains("Error at line: ");
        assertThat(difference.mend("Nothing of the kind")).isEmpty();
    }

    @Test
    void aNumberThatDiffersIsNoReasonToRewriteEveryTextThatHoldsIt() {
        TextDifference difference = FailureHints.of(List.of(red("expected: <4> but was: <3>")))
                .texts()
                .get(0);

        assertThat(difference.mend("3 pigs")).isEmpty();
    }

    private static TestOutcome red(String message) {
        return new TestOutcome(
                TestId.parse("a.B#c"),
                TestOutcome.Status.FAILED,
                Duration.ZERO,
                new TestOutcome.Failure("java.lang.AssertionError", message, ""));
    }
}
