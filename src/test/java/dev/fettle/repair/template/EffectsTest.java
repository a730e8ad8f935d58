package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fettle.repair.template.rule.Draft;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One failing run tells which candidates it cannot tell from the original, and which it cannot tell from each other. */
class EffectsTest extends SurveyedTest {

    @Test
    void whatHasTheValuesOfTheOriginalCannotMatter() {
        Draft never = before("return sum", "if (sum < rebate) {\n return 0;\n} ");
        Draft always = around("sum -= rebate;", "if (sum >= 0) {\n sum -= rebate;\n}");
        Draft alsoTrue = replace("sum > 5", "sum >= 5");
        Draft sameObject = replace("told = ", "seen", "this.seen");
        Draft sometimes = before("return sum", "if (sum > rebate) {\n return 0;\n} ");
        Draft otherBound = replace("i < pieces.size()", "i < rebate");
        Draft otherObject = replace("told = ", "seen", "other");
        Draft acts = replace("rebate > 0", "pieces.add(1)");

        Effects.Sorted sorted = sort("PricesTest#total");

        assertThat(sorted.idle()).containsExactly(never, always, alsoTrue, sameObject);
        assertThat(sorted.first()).containsExactly(sometimes, otherBound, otherObject, acts);
    }

    @Test
    void whatBeginsAlikeHasALeader() {
        Draft leader = replace("rebate > 0", "rebate < 0");
        Draft same = replace("rebate > 0", "rebate > sum");
        Draft throwsNull = before("told.add", "if (shelf[1].isEmpty()) {\n return 0;\n} ");
        Draft throwsIndex = before("told.add", "if (shelf[pieces.get(0) + 5].isEmpty()) {\n return 0;\n} ");
        Draft throwsAlike = before("told.add", "if (shelf[pieces.size() + 7].isEmpty()) {\n return 0;\n} ");
        Draft anotherEnd = before("told.add", "if (shelf[1].isEmpty()) {\n return 1;\n} ");

        Effects.Sorted sorted = sort("PricesTest#total");

        assertThat(sorted.idle()).isEmpty();
        assertThat(sorted.first()).containsExactly(leader, throwsNull, throwsIndex, anotherEnd);
        assertThat(sorted.alike())
                .containsOnly(entry(leader.id(), List.of(same)), entry(throwsIndex.id(), List.of(throwsAlike)));
    }

    @Test
    void severalEditsMatterOnlyWhereOneOfThemDoes() {
        Draft one = replace("sum > 5", "sum >= 5");
        Draft two = replace("rebate > 0", "rebate >= 1");
        Draft real = replace("return sum", "sum", "sum + rebate");
        Draft idlePair = Pairs.join(one, real).orElseThrow().withId(50);
        Draft nothing = new Draft(
                51,
                "pair",
                List.of(
                        two.edits().get(0),
                        before("return sum", "if (sum < 0) {\n return 0;\n} ")
                                .edits()
                                .get(0)),
                1,
                1,
                1,
                1,
                "",
                Set.of());
        drafts.add(idlePair);
        drafts.add(nothing);

        Effects.Sorted sorted = sort("PricesTest#total");

        assertThat(sorted.idle()).contains(one, two, nothing).doesNotContain(idlePair);
        assertThat(sorted.alike().get(real.id())).containsExactly(idlePair);
    }

    @Test
    void aMethodThatThrowsIsSurveyedLikeOneThatReturns() {
        Draft never = replace("n < 0 ||", "n < 0", "n == 0");
        Draft bound = replace("n > 2", "n > 3");

        Effects.Sorted sorted = sort("PricesTest#lastPiece");

        assertThat(sorted.idle()).containsExactly(never);
        assertThat(sorted.first()).containsExactly(bound);
    }

    @Test
    void whatWasCutShortIsNoProof() {
        Draft asLongAsWatched = replace("n != 0", "n > 0");
        Draft ends = replace("n != 0", "n < 0");

        Effects.Sorted sorted = sort("PricesTest#ends");

        assertThat(sorted.idle()).isEmpty();
        assertThat(sorted.first()).containsExactly(ends);
        assertThat(sorted.unlikely()).containsExactly(asLongAsWatched);
    }

    private Effects.Sorted sort(String target) {
        return effects(target).sort(drafts);
    }
}
