package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a condition tells which case it asks for, and what was thrown tells which conditions suit. */
class ConditionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"s == null", "xs.isEmpty()", "n <= 0", "n < 0", "n == 0", "i >= a.length", "i >= xs.size()"})
    void nullEmptyZeroAndOutOfBoundsAreSpecial(String condition) {
        assertThat(Conditions.caseOf(condition)).isEqualTo(Conditions.Case.SPECIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s != null", "!xs.isEmpty()", "n > 0", "n >= 0", "i < a.length", "xs.size() > 0"})
    void theirOppositesAreUsual(String condition) {
        assertThat(Conditions.caseOf(condition)).isEqualTo(Conditions.Case.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b", "seen.contains(x)", "s == null || s.isEmpty()", "flag", "!flag"})
    void whatAsksForMoreIsNeither(String condition) {
        assertThat(Conditions.caseOf(condition)).isEqualTo(Conditions.Case.OTHER);
    }

    @Test
    void anExceptionAsksForItsOwnKindOfGuard() {
        Hints nothing = new Hints(
                java.util.List.of(), java.util.List.of("java.lang.NullPointerException"), java.util.List.of());
        Hints index = new Hints(
                java.util.List.of(),
                java.util.List.of("java.lang.StringIndexOutOfBoundsException"),
                java.util.List.of());

        assertThat(nothing.suits("s == null")).isEqualTo(1);
        assertThat(nothing.suits("n > 3")).isLessThan(1);
        assertThat(index.suits("i < s.length()")).isEqualTo(1);
        assertThat(index.suits("s == null")).isLessThan(1);
        assertThat(Hints.NONE.suits("n > 3")).isEqualTo(1);
    }
}
