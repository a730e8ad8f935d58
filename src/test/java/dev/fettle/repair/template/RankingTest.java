package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.run.VariantResult.Answers;
import dev.fettle.repair.template.Ranking.Ranked;
import dev.fettle.repair.template.Ranking.Witnesses;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final TestId GREEN = TestId.parse("ZoneTest#isNamed");
    private static final long GREEN_AS_IT_WAS = 40;
    private static final Witnesses FAILING_TEST_ALONE = new Witnesses(1, 0);
    private static final Witnesses WITH_GREEN_ONES = new Witnesses(1, 3);

    @Test
    void aConditionTurnedRoundForOneTestAloneIsNoProposal() {
        Ranked alone = rank(FAILING_TEST_ALONE, new Answers(0, 1));

        assertThat(alone.confidence()).isLessThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(alone.plausible().get(0).why())
                .contains("its condition is answered one way only, and no green test asks it");
    }

    @Test
    void whatGreenTestsAskOrTheTestAsksBothWaysIsOne() {
        assertThat(rank(WITH_GREEN_ONES, new Answers(0, 1)).confidence())
                .isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(FAILING_TEST_ALONE, new Answers(2, 1)).confidence())
                .isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
    }

    @Test
    void whereSomethingThrewTheMethodThatThrewComesFirst() {
        List<Found> found = List.of(found(1, 0.55, 0.6), found(2, 0.42, 0.9));

        assertThat(first(found, false)).isEqualTo(1);
        assertThat(first(found, true)).isEqualTo(2);
        assertThat(confidence(List.of(found(2, 0.42, 0.9)), true))
                .as("how sure it is by itself does not hang on how the search began")
                .isEqualTo(confidence(List.of(found(2, 0.42, 0.9)), false));
    }

    private static int first(List<Found> found, boolean crashed) {
        return rank(found, crashed).plausible().get(0).candidate().id();
    }

    private static double confidence(List<Found> found, boolean crashed) {
        return rank(found, crashed).confidence();
    }

    private static Ranked rank(List<Found> found, boolean crashed) {
        return new Ranking(Map.of(GREEN, GREEN_AS_IT_WAS), draft -> WITH_GREEN_ONES, crashed, path -> Optional.empty())
                .rank(found, Evidence.NONE);
    }

    @Test
    void aTossUpThatGreenTestsSeeIsNoProposal() {
        List<Found> close = List.of(found(1, 0.5), found(2, 0.48));
        List<Found> apart = List.of(found(1, 0.5), found(2, 0.2));

        assertThat(rank(close, 7L).plausible()).hasSize(2);
        assertThat(rank(close, 7L).confidence()).isLessThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(apart, 7L).confidence()).isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(close, GREEN_AS_IT_WAS).confidence()).isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
    }

    @Test
    void aFarFetchedEditIsBelievedWhereItMendsMany() {
        List<Found> alone = List.of(found(1, 0.008));

        assertThat(rank(alone, new Witnesses(1, 12)).confidence()).isLessThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(alone, new Witnesses(9, 4)).confidence()).isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(List.of(found(1, 0.008), found(2, 0.0079)), new Witnesses(9, 4))
                        .confidence())
                .as("one of several that mend as many is no surer for it")
                .isLessThan(0.5);
    }

    @Test
    void whatComesAfterThousandsThatFailedIsLikelierAnAccident() {
        Found soon = found(1, 0.03);
        Found late = new Found(soon.draft(), soon.traces(), soon.answers(), 9531);

        assertThat(rank(List.of(soon), new Witnesses(1, 50)).confidence())
                .isGreaterThan(2 * TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(rank(List.of(late), new Witnesses(1, 50)).confidence())
                .isLessThan(TemplatePatcher.CONFIDENCE_NEEDED);
    }

    @Test
    void ofSeveralWordingsTheOneWhoseValueTheTestsHoldComesFirst() {
        List<Found> wordings = List.of(sameAs(1, 0.5), sameAs(2, 0.4));
        Evidence held = Evidence.NONE.with(Map.of(1, 1.0, 2, 0.5));
        Evidence loose = Evidence.NONE.with(Map.of(1, 1.0, 2, 1.0));

        assertThat(rank(wordings, Evidence.NONE).plausible().get(0).candidate().id())
                .isEqualTo(1);
        assertThat(rank(wordings, held).plausible().get(0).candidate().id()).isEqualTo(2);
        assertThat(rank(wordings, held).plausible().get(0).why()).contains("other values in its place pass as well");
        assertThat(rank(wordings, loose).confidence())
                .as("what any value does is not what the test asks for")
                .isLessThan(0.3 * rank(wordings, Evidence.NONE).confidence());
    }

    @Test
    void onlyWhatIsWrittenAnewMakesAChangeLarge() {
        String text = "if (i + 3 < length) {";
        Found boundary = edited(1, 4, 18, "i + 3 <= length");
        Found other = edited(2, 6, 7, "-");

        assertThat(new Ranking(Map.of(), draft -> WITH_GREEN_ONES, false, path -> Optional.of(text)).score(boundary))
                .isEqualTo(
                        new Ranking(Map.of(), draft -> WITH_GREEN_ONES, false, path -> Optional.of(text)).score(other));
    }

    private static Found edited(int id, int start, int end, String by) {
        Draft draft = new Draft(id, "rule", List.of(new Edit("Zone.java", start, end, by)), 1, 0.5, 1, 1, "", Set.of());
        return new Found(draft, Map.of(), Answers.NONE, 1);
    }

    /** All do the same in every test. */
    private static Found sameAs(int id, double prior) {
        return new Found(found(id, prior).draft(), Map.of(TestId.parse("ZoneTest#finds"), 1L), Answers.NONE, 1);
    }

    private static Ranked rank(List<Found> found, Evidence evidence) {
        return new Ranking(Map.of(), draft -> WITH_GREEN_ONES, false, path -> Optional.empty()).rank(found, evidence);
    }

    /** Each does something of its own in the failing test. */
    private static Found found(int id, double prior) {
        return found(id, prior, 1);
    }

    private static Found found(int id, double prior, double suspiciousness) {
        Draft draft = new Draft(
                id,
                "rule" + id,
                List.of(new Edit("Zone.java", 10, 11, "x")),
                7,
                prior,
                1,
                suspiciousness,
                "",
                Set.of());
        return new Found(
                draft, Map.of(TestId.parse("ZoneTest#finds"), (long) id, GREEN, GREEN_AS_IT_WAS), Answers.NONE, 1);
    }

    /** @param before what the green test saw before any change */
    private static Ranked rank(List<Found> found, long before) {
        return new Ranking(Map.of(GREEN, before), draft -> WITH_GREEN_ONES, false, path -> Optional.empty())
                .rank(found, Evidence.NONE);
    }

    private static Ranked rank(List<Found> found, Witnesses witnesses) {
        return new Ranking(Map.of(GREEN, GREEN_AS_IT_WAS), draft -> witnesses, false, path -> Optional.empty())
                .rank(found, Evidence.NONE);
    }

    private static Ranked rank(Witnesses witnesses, Answers answers) {
        Draft turned = new Draft(
                1,
                "condition-negation",
                List.of(new Edit("Zone.java", 10, 20, "!known")),
                7,
                0.5,
                1,
                0.9,
                "'known' becomes '!known'",
                Set.of(Trait.CONDITION));
        return new Ranking(Map.of(), draft -> witnesses, false, path -> Optional.empty())
                .rank(List.of(new Found(turned, Map.of(), answers, 1)), Evidence.NONE);
    }
}
