package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways through a long list, and what stands beside its charts. */
class PagerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | ||||",
                "0 | 50 | ||||",
                "0 | 120 | ||1 to 50 of 120|50|100",
                "50 | 120 | 0|0|51 to 100 of 120|100|100",
                "100 | 120 | 0|50|101 to 120 of 120||",
                "5000 | 120 | 0|100|||"
            })
    void eachWayLeadsSomewhereElse(
            int offset, int total, String first, String previous, String range, String next, String last) {
        assertThat(Pager.of(offset, 50, total, Integer::toString))
                .isEqualTo(new Pager(text(first), text(previous), text(range), text(next), text(last)));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @Test
    void whatTheLinesStandForIsShort() {
        assertThat(List.of(0, 2, 600, 1_000, 2_500, 10_000, 400_000, 3_000_000))
                .extracting(Charts::axis)
                .containsExactly("0", "2", "600", "1k", "2.5k", "10k", "400k", "3M");
    }
}
