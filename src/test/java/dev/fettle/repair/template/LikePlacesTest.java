package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One mistake, copied. */
class LikePlacesTest {
    private static final String TEXT = """
            odd--;
            if (c == 1)
                even--;
            int a = text.charAt(0);



            last--;
            """;

    private final List<Draft> drafts = new ArrayList<>();

    @Test
    void whatChangesNeighboursInTheSameWayIsTriedOnAllOfThem() {
        replace("increment", "odd--", "odd++");
        replace("increment", "even--", "even++");
        replace("increment", "last--", "last++");

        List<Draft> together = together();

        assertThat(together).hasSize(1);
        assertThat(together.get(0).edits()).extracting(Edit::replacement).containsExactly("odd++", "even++");
        assertThat(together.get(0).id()).isEqualTo(50);
        assertThat(together.get(0).traits()).contains(Trait.PAIR);
        assertThat(together.get(0).rank()).isLessThan(drafts.get(0).rank());
    }

    @Test
    void whatIsWrittenAroundAPlaceIsOneChangeWhateverThePlaceSays() {
        replace("wrapped-value", "c", "Math.abs(c)");
        replace("wrapped-value", "text.charAt(0)", "Math.abs(text.charAt(0))");

        assertThat(together()).hasSize(1);
    }

    @Test
    void otherRulesOtherChangesAndTwoOfOneLineAreLeftAlone() {
        replace("increment", "odd--", "odd++");
        replace("statement-removal", "even--", "even++");
        replace("literal-value", "1", "2");
        replace("literal-value", "0", "1");
        replace("value-choice", "text", "a");
        replace("value-choice", "0", "a");

        assertThat(together()).isEmpty();
    }

    private List<Draft> together() {
        return LikePlaces.of(drafts, 50, path -> Optional.of(TEXT));
    }

    private void replace(String rule, String old, String by) {
        int at = TEXT.indexOf(old);
        int line = (int) TEXT.substring(0, at).lines().count();
        drafts.add(new Draft(
                drafts.size() + 1,
                rule,
                List.of(new Edit("A.java", at, at + old.length(), by)),
                line,
                0.8,
                1,
                0.5,
                old + " becomes " + by,
                Set.of()));
    }
}
