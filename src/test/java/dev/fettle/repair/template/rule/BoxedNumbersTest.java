package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Elements of collections are reckoned with like other numbers. */
class BoxedNumbersTest {
    private static final String SUM =
            "void f(java.util.List<Integer> xs, java.util.List<Integer> to, int i) { to.add(xs.get(i)); }";

    @Test
    void anElementMayLackAFactorOrATerm() {
        assertThat(summaries(SUM, "term-addition"))
                .contains("'xs.get(i)' becomes 'xs.get(i) * i'", "'xs.get(i)' becomes 'xs.get(i) - i'");
    }

    @Test
    void whatShouldBeHalvedIsHalvedAsAFractionWhereOneIsWanted() {
        assertThat(summaries("double f(int a, int h) { return a * h; }", "term-addition"))
                .contains("'a * h' becomes 'a * h / 2.0'");
        assertThat(summaries("int f(int a, int h) { return a * h; }", "term-addition"))
                .contains("'a * h' becomes 'a * h / 2'", "'a * h' becomes 'a * h * 2'");
    }

    @Test
    void anElementMayBeOneTooFew() {
        assertThat(summaries(SUM, "off-by-one")).contains("'xs.get(i)' becomes 'xs.get(i) + 1'");
    }

    @Test
    void anElementMayLackItsAbsoluteValue() {
        assertThat(summaries(SUM, "wrapped-value")).contains("'xs.get(i)' becomes 'Math.abs(xs.get(i))'");
    }

    @Test
    void boxesAreComparedByTheirOrderAndNotByTheirIdentity() {
        String both = "void f(Integer left, Integer right, StringBuilder to) { to.append(left); }";

        assertThat(summaries(both, "conditional-statement"))
                .anyMatch(summary -> summary.contains("right < left"))
                .anyMatch(summary -> summary.contains("right.equals(left)"))
                .noneMatch(summary -> summary.contains("right == left"));
    }

    private static Stream<String> summaries(String method, String rule) {
        return RuleBench.drafts(RuleBench.asClass(method), List.of(RuleBench.rule(rule))).stream()
                .map(Draft::summary);
    }
}
