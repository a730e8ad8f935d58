package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A local that is declared without a value may be used where it surely has got one, and nowhere else: {@code here()} marks the place. */
class DefiniteAssignmentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "while ((line = next()) != null) { here(); }",
                "while (more() && (line = next()) != null) { here(); }",
                "for (line = next(); more(); here()) { other(); }",
                "for (; (line = next()) != null; ) { here(); }",
                "if ((line = next()) == null || more()) { here(); }",
                "if ((line = next()) == null) { other(); } here();",
                "if ((line = next()) == null && here()) { other(); }",
                "do { line = next(); } while (here());",
                "String copy = line = next(); here();",
                "String two = (line = next()) == null ? \"\" : \"\" + here();",
                "while ((line = next()) != null) { other(); } here();",
            })
    void surelyAssigned(String code) {
        assertThat(isVisibleAtMark(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (more() && (line = next()) != null) { other(); } here();",
                "if (more() || (line = next()) != null) { here(); }",
                "if (here() && (line = next()) != null) { other(); }",
                "for (; more(); line = next()) { here(); }",
                "do { here(); line = next(); } while (more());",
                "do { if (more()) { continue; } line = next(); } while (here());",
                "String two = more() ? line = next() : \"\"; here();",
                "Runnable later = () -> { String line2 = next(); }; here();",
            })
    void perhapsNot(String code) {
        assertThat(isVisibleAtMark(code)).isFalse();
    }

    private static boolean isVisibleAtMark(String code) {
        String source = """
                abstract class Reader {
                    abstract String next(); abstract boolean more(); abstract boolean here(); abstract void other();
                    void read() { String line; %s }
                }
                """.formatted(code);
        Map<Integer, Double> all = new TreeMap<>(Map.of(1, 0.5, 2, 0.5, 3, 0.5));
        return AnalysedClass.of("Reader.java", source).places(all).stream()
                .filter(place -> place.isExpression() && place.text().equals("here()"))
                .findFirst()
                .orElseThrow()
                .visible()
                .variables()
                .stream()
                .anyMatch(variable -> variable.text().equals("line"));
    }
}
