package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.TrackRecord;
import dev.fettle.propose.Risk.Reason;
import dev.fettle.repair.BlastRadius;
import dev.fettle.workspace.PathHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each measured fact adds to the risk of the one-line patch of the samples, and what is said where it is not known. */
class RiskAssessmentTest {
    private static Risk of(PatchFacts facts) {
        return RiskAssessment.assess(
                Samples.ticket(Map.of()), Samples.patch(List.of(Samples.END)), Samples.gates(), facts);
    }

    private static double weight(Risk risk, String words) {
        return risk.reasons().stream()
                .filter(reason -> reason.text().contains(words))
                .mapToDouble(Reason::weight)
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not among " + risk.reasons()));
    }

    private static PatchFacts blast(Set<String> methods, boolean open, int calls) {
        return new PatchFacts(
                Optional.of(new BlastRadius(methods, open, calls, 2, true)),
                Optional.empty(),
                OptionalInt.empty(),
                TrackRecord.NONE);
    }

    private static PatchFacts tests(int tests) {
        return new PatchFacts(Optional.empty(), Optional.empty(), OptionalInt.of(tests), TrackRecord.NONE);
    }

    private static PatchFacts history(int changes, int days) {
        PathHistory history =
                new PathHistory(Samples.NOON, changes, Optional.of(Samples.NOON.minus(Duration.ofDays(days))));
        return new PatchFacts(Optional.empty(), Optional.of(history), OptionalInt.empty(), TrackRecord.NONE);
    }

    private static PatchFacts record(int merged, int closed, int reverted) {
        return new PatchFacts(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                new TrackRecord(0, merged, closed, 0, reverted, 0));
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        Risk risk = of(PatchFacts.UNKNOWN);
        assertThat(risk.level()).isEqualTo(2);
        assertThat(risk.notChecked())
                .contains(
                        "who calls what changes",
                        "how many tests run the change",
                        "how old the code is and how often it changes",
                        "the rule's own record (0 outcomes, 5 would tell)");
        assertThat(of(Samples.FACTS).notChecked())
                .containsExactly("what no test covers", "other projects that use this code", "speed under load");
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "6, 0.5", "20, 0.5", "21, 1", "100, 1", "101, 1.5"})
    void callersAddUp(int calls, double weight) {
        assertThat(weight(of(blast(Set.of("contains"), false, calls)), "of contains in 2 files, counted by name"))
                .isEqualTo(weight);
    }

    @Test
    void whatOthersMayCallIsSaid() {
        assertThat(weight(of(blast(Set.of("contains"), true, 0)), "outside of this project"))
                .isEqualTo(0.5);
        assertThat(weight(of(blast(Set.of("equals"), false, 0)), "the JDK calls it too (equals)"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.5", "1, 1", "2, 0.5", "4, 0.5", "5, 0", "20, -0.5"})
    void testsThatRunTheLineTakeAway(int tests, double weight) {
        assertThat(weight(of(tests(tests)), "the changed line")).isEqualTo(weight);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 0", "6, 0.5", "19, 0.5", "20, 1"})
    void churnAddsUp(int changes, double weight) {
        assertThat(weight(of(history(changes, 100)), "in the year before")).isEqualTo(weight);
    }

    @Test
    void linesOfYesterdayAreLikelyAtFaultAndOldOnesReliedOn() {
        assertThat(weight(of(history(1, 1)), "the same lines changed 1 day before"))
                .isEqualTo(-0.5);
        assertThat(weight(of(history(1, 1100)), "stood as they are for 3 years"))
                .isEqualTo(0.5);
        assertThat(of(history(1, 100)).reasons())
                .extracting(Reason::text)
                .noneMatch(text -> text.contains("lines" + " changed"));
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 0", "18, 1, 0", "19, 1, -0.5", "3, 1, 1", "2, 2, 2"})
    void aRulesOwnRecordCountsOnceItIsLongEnough(int merged, int closed, double weight) {
        int judged = merged + closed;
        if (judged < 5) {
            assertThat(of(record(merged, closed, 0)).notChecked())
                    .contains("the rule's own record (" + judged + " outcomes, 5 would tell)");
            return;
        }
        assertThat(weight(of(record(merged, closed, 0)), "not wanted")).isEqualTo(weight);
    }

    @Test
    void aRevertCountsFromTheFirst() {
        assertThat(weight(of(record(1, 0, 1)), "1 earlier patch of the rule relational-operator taken back"))
                .isEqualTo(0.5);
        assertThat(weight(of(record(9, 0, 4)), "4 earlier patches")).isEqualTo(1);
    }
}
