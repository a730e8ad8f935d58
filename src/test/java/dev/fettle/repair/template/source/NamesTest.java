package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that people take for each other. */
class NamesTest {

    @ParameterizedTest
    @CsvSource({"min, max", "getWidth, getHeight", "startIndex, endIndex", "isBefore, isAfter", "MIN_VALUE, MAX_VALUE"})
    void oneWordTurnedRoundIsTheOpposite(String one, String two) {
        assertThat(Names.opposite(one, two)).isTrue();
        assertThat(Names.opposite(two, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"min, min", "sqrt, sinh", "minWidth, maxHeight", "add, addAll", "left, top"})
    void otherNamesAreNot(String one, String two) {
        assertThat(Names.opposite(one, two)).isFalse();
    }
}
