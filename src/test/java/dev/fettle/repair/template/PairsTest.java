package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two edits as one. */
class PairsTest {

    @Test
    void theSameMistakeTwiceInALineIsOneCandidate() {
        Draft row = draft(1, "off-by-one", 7, 10, "i - 1");
        Draft column = draft(2, "off-by-one", 7, 20, "j - 1");
        Draft otherRule = draft(3, "literal-value", 7, 30, "2");
        Draft otherLine = draft(4, "off-by-one", 8, 40, "k - 1");

        List<Draft> twins = Pairs.twins(List.of(row, column, otherRule, otherLine), 100, path -> Optional.empty());

        assertThat(twins).hasSize(1);
        assertThat(twins.get(0).id()).isEqualTo(100);
        assertThat(twins.get(0).edits()).hasSize(2);
        assertThat(twins.get(0).traits()).contains(Draft.Trait.PAIR);
        assertThat(twins.get(0).rank()).isLessThan(row.rank());
    }

    @Test
    void editsOfTheSameTextMakeNoPair() {
        assertThat(Pairs.twins(
                        List.of(draft(1, "a", 7, 10, "x"), draft(2, "a", 7, 10, "y")), 1, path -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void bothSidesOfOneComparisonMovedAreNoPairAndTwoComparisonsAre() {
        String text = "if (i < n && j <= m) {";
        Draft left = draft(1, "off-by-one", 1, text.indexOf('i', 2), "i + 1");
        Draft right = draft(2, "off-by-one", 1, text.indexOf('n'), "n - 1");
        Draft other = draft(3, "off-by-one", 1, text.indexOf('j'), "j + 1");

        assertThat(Pairs.twins(List.of(left, right, other), 1, path -> Optional.of(text)))
                .extracting(Draft::summary)
                .containsExactlyInAnyOrder("off-by-one i + 1; off-by-one j + 1", "off-by-one n - 1; off-by-one j + 1");
    }

    @Test
    void whatMendsSomeIsJoinedWithWhatTouchesOtherText() {
        Draft half = draft(1, "a", 7, 10, "x");
        List<Draft> others = List.of(draft(2, "b", 3, 30, "y"), draft(3, "c", 7, 10, "z"));

        assertThat(Pairs.of(half, others)).extracting(Draft::rule).containsExactly("a+b");
    }

    private static Draft draft(int id, String rule, int line, int at, String text) {
        return new Draft(
                id,
                rule,
                List.of(new Edit("A.java", at, at + 1, text)),
                line,
                0.8,
                1,
                0.5,
                rule + " " + text,
                Set.of());
    }
}
