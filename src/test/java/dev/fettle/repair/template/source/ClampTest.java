package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is beyond a bound becomes the bound. */
class ClampTest {
    @Test
    void aVariableThatIsComparedWithWhatItIsGivenIsWhole() {
        assertThat(clamps("if (x > s.length()) { x = s.length(); }"))
                .containsExactly(new Clamp("x", "s.length()", true));
        assertThat(clamps("if (0 >= x) x = 0;")).containsExactly(new Clamp("x", "0", true));
    }

    @Test
    void anotherConditionMayHaveForgottenTheComparison() {
        assertThat(clamps("if (x == -1) { x = s.length(); }")).containsExactly(new Clamp("x", "s.length()", false));
        assertThat(clamps("if (x > 9 || x < 0) { x = 0; }")).containsExactly(new Clamp("x", "0", false));
    }

    @Test
    void whatDoesMoreOrHasAnElseIsNone() {
        assertThat(clamps("if (x > 9) { x = 9; s = null; }")).isEmpty();
        assertThat(clamps("if (x > 9) { x = 9; } else { x++; }")).isEmpty();
        assertThat(clamps("while (x > 9) { x = 9; }")).isEmpty();
    }

    @Test
    void onlyTheAssignmentOfAWholeOneIsHeld() {
        assertThat(held("if (x > 7) { x = 7; }")).containsExactly(false, true);
        assertThat(held("if (x == 8) { x = 7; }")).containsExactly(false, false);
        assertThat(held("if (x > 7) { for (int i = 0; i < 1; i++) { x = 7; } }"))
                .doesNotContain(true);
    }

    private static List<Clamp> clamps(String statement) {
        AnalysedClass analysed = analysed(statement);
        return new Surroundings(analysed.model(), analysed.file())
                .statements().stream()
                        .map(TreePath::getLeaf)
                        .map(Clamp::of)
                        .filter(java.util.Objects::nonNull)
                        .toList();
    }

    /** Of each number, in the order written. */
    private static List<Boolean> held(String statement) {
        AnalysedClass analysed = analysed(statement);
        return new Surroundings(analysed.model(), analysed.file())
                .occurrences().stream()
                        .filter(occurrence -> occurrence.path().getLeaf() instanceof LiteralTree)
                        .map(occurrence -> Clamp.holds(occurrence.path()))
                        .toList();
    }

    private static AnalysedClass analysed(String statement) {
        return AnalysedClass.of("Text.java", "class Text { int cut(String s, int x) { " + statement + " return x; } }");
    }
}
