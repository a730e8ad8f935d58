package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Difference;
import dev.fettle.repair.run.Observation;
import dev.fettle.repair.run.Observation.End;
import dev.fettle.repair.run.Observation.Outcome;
import dev.fettle.repair.run.VariantResult;
import dev.fettle.repair.template.Behaviours.Behaviour;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of the candidates that pass says what is right. */
class BehavioursTest {
    private static final TestId TEN = TestId.parse("p.DiscountTest#ten");

    @Test
    void theSameInOtherWordsIsOneBehaviour() {
        Behaviours behaviours = behaviours(
                List.of(found(1, "boundary"), found(2, "guard"), found(3, "guard")),
                new Evidence(List.of(input(true, "percent(11)", "10", "10", "10", "0"))));

        assertThat(ids(behaviours)).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void whatLooksTheSameFromOutsideButNotInsideIsTwo() {
        Found inside = new Found(draft(2, "guard"), Map.of(TEN, 8L), VariantResult.Answers.NONE, 1);

        Behaviours behaviours = behaviours(
                List.of(found(1, "boundary"), inside),
                new Evidence(List.of(input(true, "percent(11)", "10", "10", "10"))));

        assertThat(ids(behaviours)).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void severalRulesCountAndSeveralWordingsOfOneRuleDoNot() {
        Evidence evidence = new Evidence(List.of(input(false, "percent(11)", "10", "1", "2", "2", "1", "1")));

        Behaviours behaviours = behaviours(
                List.of(found(1, "a"), found(2, "b"), found(3, "c"), found(4, "a"), found(5, "a")), evidence);

        assertThat(ids(behaviours)).containsExactly(List.of(2, 3), List.of(1, 4, 5));
        assertThat(behaviours.all()).extracting(Behaviour::weight).containsExactly(1.5, 1.0);
    }

    @Test
    void whatKeepsTheResultsNearGreenTestsIsLikelierRight() {
        Evidence evidence = new Evidence(List.of(
                input(true, "percent(11)", "10", "0", "10"),
                input(true, "percent(12)", "10", "0", "10"),
                input(false, "percent(10)", "0", "0", "10")));

        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b")), evidence);

        assertThat(ids(behaviours)).containsExactly(List.of(2), List.of(1));
        assertThat(behaviours.all()).extracting(Behaviour::weight).containsExactly(1.0, 0.85);
        assertThat(behaviours.all().get(1).why()).containsExactly("keeps 0 of 2 results near green tests");
    }

    @Test
    void whatFailsWhereTheOthersReturnRanksLow() {
        String thrown = "java.lang.NullPointerException";
        Evidence evidence = new Evidence(List.of(input(false, "size(null)", "0", thrown, "0", "0")));

        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b"), found(3, "b")), evidence);

        assertThat(ids(behaviours)).containsExactly(List.of(2, 3), List.of(1));
        assertThat(behaviours.all().get(1).weight()).isCloseTo(0.55, within(0.01));
    }

    @Test
    void whatFailsOftenRanksLower() {
        List<Evidence.Input> inputs = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            inputs.add(input(false, "half(" + i + ")", "0", "java.lang.ArithmeticException", "0"));
        }

        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b")), new Evidence(inputs));

        assertThat(behaviours.all().get(1).weight()).isCloseTo(0.34, within(0.01));
    }

    @Test
    void whoGoesRoundWhatCrashedHelpsNobodyElse() {
        String thrown = "java.lang.StringIndexOutOfBoundsException";
        Evidence asTested = new Evidence(List.of(input(0, false, "first(\"\")", thrown, thrown, "", thrown)));
        Evidence nearGreen = new Evidence(List.of(input(0, true, "first(\"\")", thrown, thrown, "", thrown)));

        List<Found> found = List.of(found(1, "caller"), found(2, "guard"), found(3, "caller"));

        assertThat(ids(behaviours(found, asTested))).containsExactly(List.of(2), List.of(1, 3));
        assertThat(behaviours(found, asTested).all())
                .extracting(Behaviour::weight)
                .containsExactly(1.0, 0.5);
        assertThat(behaviours(
                                found,
                                new Evidence(List.of(
                                        nearGreen.inputs().get(0),
                                        asTested.inputs().get(0))))
                        .all())
                .as("a green test's neighbour may be called like the failing test")
                .extracting(Behaviour::weight)
                .containsExactly(1.0, 0.5);
        assertThat(behaviours(found, nearGreen).all())
                .as("that a green test's neighbour crashes may be as it should")
                .extracting(Behaviour::weight)
                .containsExactly(1.0, 1.0);
    }

    @Test
    void aCallOfAFailingTestStaysOneWhoeverElseMakesItAndWhateverElseIsKnown() {
        Evidence.Input failing = input(0, false, "percent(11)", "10", "10", "0");
        Evidence.Input green = input(0, true, "percent(11)", "10", "10", "0");

        Evidence evidence = new Evidence(List.of(failing, green)).with(Map.of(1, 0.5));

        assertThat(evidence.inputs()).singleElement().satisfies(input -> {
            assertThat(input.kept()).isTrue();
            assertThat(evidence.isOfFailingTest(input)).isTrue();
        });
    }

    @Test
    void anExceptionThatTheMethodMeansIsNoCrash() {
        String thrown = "java.lang.IllegalArgumentException";
        Evidence evidence = new Evidence(List.of(input(false, "size(null)", "0", thrown, "0")));

        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b")), evidence);

        assertThat(behaviours.all()).extracting(Behaviour::weight).containsExactly(1.0, 1.0);
    }

    @Test
    void theSimplestInputThatTellsTwoApartIsShown() {
        Evidence evidence = new Evidence(List.of(
                input(true, "percent(1100)", "10", "10", "0"),
                input(true, "percent(0)", "0", "0", "0"),
                input(true, "percent(9)", "0", "0", "java.lang.ArithmeticException"),
                input(true, "percent(11)", "10", "10", "0")));

        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b")), evidence);

        assertThat(behaviours.difference(
                        behaviours.all().get(0), behaviours.all().get(1)))
                .contains(new Difference("percent(11)", "10", "0", "10"));
    }

    @Test
    void nothingIsMadeUpWhereNothingWasSeen() {
        Behaviours behaviours = behaviours(List.of(found(1, "a"), found(2, "b")), Evidence.NONE);

        assertThat(ids(behaviours)).as("the same traces").containsExactly(List.of(1, 2));
        assertThat(behaviours.difference(
                        behaviours.all().get(0), behaviours.all().get(0)))
                .isEmpty();
    }

    @Test
    void whereAnyConditionThatNeverHoldsWouldDoItsRemovalStandsForAll() {
        VariantResult.Answers never = new VariantResult.Answers(0, 9);
        List<Found> found = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            found.add(new Found(draft(id, "constant"), Map.of(TEN, 7L), never, 1));
        }
        Draft removal =
                new Draft(4, "removal", List.of(new Edit("A.java", 0, 9, "")), 1, 1, 1, 1, "", Set.of(Trait.DELETES));
        found.add(new Found(removal, Map.of(TEN, 7L), VariantResult.Answers.NONE, 1));

        assertThat(ids(behaviours(found, Evidence.NONE))).containsExactly(List.of(4, 1, 2, 3));
        assertThat(ids(behaviours(found.subList(1, 4), Evidence.NONE)))
                .as("two words are no proof that any would do")
                .containsExactly(List.of(2, 3, 4));
    }

    private static Behaviours behaviours(List<Found> found, Evidence evidence) {
        return new Behaviours(found, one -> 1, evidence);
    }

    private static List<List<Integer>> ids(Behaviours behaviours) {
        return behaviours.all().stream()
                .map(behaviour -> behaviour.wordings().stream()
                        .map(one -> one.draft().id())
                        .toList())
                .toList();
    }

    private static Found found(int id, String rule) {
        return new Found(draft(id, rule), Map.of(TEN, 7L), VariantResult.Answers.NONE, 1);
    }

    private static Draft draft(int id, String rule) {
        return new Draft(id, rule, List.of(new Edit("A.java", 0, 1, "b")), 1, 1, 1, 1, "", Set.of());
    }

    /** What the original makes of an input, then the candidates 1, 2, …; a class name is an exception. */
    private static Evidence.Input input(boolean kept, String call, String... results) {
        return input(1, kept, call, results);
    }

    /** @param change 0 as a test calls it */
    private static Evidence.Input input(int change, boolean kept, String call, String... results) {
        Map<Integer, Outcome> outcomes = new HashMap<>();
        for (int id = 0; id < results.length; id++) {
            End end = results[id].startsWith("java.") ? End.THREW : End.RETURNED;
            outcomes.put(id, new Outcome(end, results[id], ""));
        }
        return new Evidence.Input(new Observation("p.Discount.percent(I)I", 0, change, call, outcomes), kept);
    }
}
