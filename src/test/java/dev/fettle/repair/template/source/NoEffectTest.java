package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionStatementTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Nobody multiplies by one on purpose. */
class NoEffectTest {
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

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
        SourceAnalysis analysis =
                SourceAnalysis.of(new CompilerSettings(List.of(), 17, true), Map.of("Sum.java", source), FILES);
        assertThat(analysis.errors()).isEmpty();
        SourceFile file = analysis.files().get(0);
        Surroundings around = new Surroundings(analysis.model(), file);
        return Places.of(
                        analysis.model(),
                        around,
                        Map.of(3, 0.5, 4, 0.5, 5, 0.5, 6, 0.5, 7, 0.5, 8, 0.5, 9, 0.5, 10, 0.5))
                .stream()
                .filter(place -> place.tree() instanceof ExpressionStatementTree && place.suspiciousness() > 0.5)
                .map(Place::text)
                .collect(Collectors.toSet());
    }
}
