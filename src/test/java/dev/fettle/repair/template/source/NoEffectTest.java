package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionStatementTree;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nobody multiplies by one on purpose. */
class NoEffectTest {
    @Test
    void whatReckonsForNothingIsSeen() {
        assertThat(idle("""
                class Sum {
                    int of(int n, int m) {
                        n *= 1;
                        n += 0;
                        n = m / 1;
                        n = m - 0;
                        n += 1;
                        n = m * 2;
                        m = n + 0;
                        n -= m;
                        return n;
                    }
                }
                """)).containsExactlyInAnyOrder("n *= 1;", "n += 0;", "n = m / 1;", "n = m - 0;");
    }

    private static Set<String> idle(String source) {
        Map<Integer, Double> half = Map.of(3, 0.5, 4, 0.5, 5, 0.5, 6, 0.5, 7, 0.5, 8, 0.5, 9, 0.5, 10, 0.5);
        return AnalysedClass.of("Sum.java", source).places(half).stream()
                .filter(place -> place.tree() instanceof ExpressionStatementTree && place.suspiciousness() > 0.5)
                .map(Place::text)
                .collect(Collectors.toSet());
    }
}
