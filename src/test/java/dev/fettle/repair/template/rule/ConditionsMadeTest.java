package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which conditions and calls the rules can make of what stands at hand: {@code before} becomes {@code after} within a method of a small class. */
class ConditionsMadeTest {
    private static final String MEMBERS = """
            enum Mode { NEVER, ALWAYS }
            Mode mode; boolean raw; boolean wide; double size; String name; Integer count;
            boolean isLong(String s) { return s.length() > 9; }
            boolean isShort(String s) { return s.length() < 2; }
            String cut(String text) { if (text == null) { return ""; } strip(text); return text.trim(); }
            void strip(String text) { name = text; }
            String asked(String text) { %s return text; }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                // a part of a condition that is joined the other way than the rest
                "condition-weakening => if ((raw || isLong(text)) && wide) { size++; } => if ((raw || isLong(text) || isShort(text)) && wide) { size++; }",
                "condition-strengthening => if (wide || raw && isLong(text)) { size++; } => if (wide || raw && isLong(text) && mode != Mode.NEVER) { size++; }",
                // what an enum says
                "condition-strengthening => if (raw) { mode = null; } => if (raw && mode == Mode.ALWAYS) { mode = null; }",
                // any number may be compared with any other
                "sibling-method => if (count.floatValue() == size) { size++; } => if (count.doubleValue() == size) { size++; }",
                // what other methods of the class do under the same names
                "missing-statement => size++; => strip(text); size++;",
                "sibling-check => size++; => if (text == null) { return \"\"; } size++;",
                "reference-equality => java.math.BigDecimal a = null, b = null; raw = a.equals(b); => java.math.BigDecimal a = null, b = null; raw = a.compareTo(b) == 0;",
                // what is not there counts as nothing, however much else is at hand
                "map-default => java.util.Map<String, Integer> m = null; int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11; count = m.get(text); => java.util.Map<String, Integer> m = null; int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11; count = m.getOrDefault(text, 0);",
                // the special case of two of a kind
                "missing-guard => Object left = null, right = null; size++; => Object left = null, right = null; if (left == null || right == null) { return text; } size++;",
                // a local that the loop's condition gave its value
                "condition-strengthening => String line; do { line = text; } while (line != name); => String line; do { line = text; } while (line != name && line != null);",
                "jump-kind => for (;;) { if (raw) { break; } size++; } => for (;;) { if (raw) { continue; } size++; }",
            })
    void made(String rule, String before, String after) {
        assertThat(RuleBench.outcomes(MEMBERS.formatted(before), RuleBench.rule(rule)))
                .contains(RuleBench.plain(RuleBench.asClass(MEMBERS.formatted(after))));
    }
}
