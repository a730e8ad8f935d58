package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSlipsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\\d+ ~ \\d*",
                "^\\d*$ ~ ^\\d+$",
                "a.b ~ a\\.b",
                "[a-z]+ ~ [a-zA-Z]+",
                "[^,] ~ [,]",
                "\\d{4} ~ \\d{4,5}",
                "\\d{5} ~ \\d{4,5}",
                "x{2,4} ~ x{2,5}",
                "<(.*)> ~ <(.*?)>",
                "(-\\d)+ ~ (-\\d)*",
                "-(\\d) ~ -?(\\d)",
                "(?:-\\d) ~ (?:-\\d)?",
                "^a|b$ ~ ^(?:a|b)$",
                "mb ~ ^mb",
                "^mb ~ mb$",
                "mb$ ~ ^mb",
                "\\w+@x ~ [\\w.]+@x",
            })
    void oneSlipAwayIsWhatWasMeant(String written, String meant) {
        assertThat(PatternSlips.of(written, true)).containsKey(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^([01]?\\d|2[0-3]):[0-5]\\d$",
                "(?<year>\\d{4})-(?<month>\\d{2})",
                "\\s*,\\s*",
                "[\\w.+-]+@[\\w-]+\\.[a-zA-Z]{2,}",
                "(?i)^https?://(?!example)[^/\\s]+(/.*)?$",
                "[a-z&&[^aeiou]]+|[]x]",
                "\\p{Alpha}++\\Q..\\E",
                "\"(?:\\\\.|[^\"\\\\])*\"",
                "$",
                "|"
            })
    void whatIsMadeOfAPatternIsOne(String pattern) {
        assertThat(PatternSlips.of(pattern, true)).isNotEmpty().doesNotContainKey(pattern);
        PatternSlips.of(pattern, true)
                .keySet()
                .forEach(other ->
                        assertThatCode(() -> Pattern.compile(other)).as(other).doesNotThrowAnyException());
    }

    @Test
    void aPartOfAPatternGetsNoAnchors() {
        assertThat(PatternSlips.of("\\d+", false))
                .doesNotContainKeys("^\\d+", "\\d+$")
                .containsKey("\\d*");
    }
}
