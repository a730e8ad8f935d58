package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Search;
import dev.fettle.repair.template.rule.Draft;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From which half-way candidates the search goes on. */
class StepsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TestId FIRST = TestId.parse("a.ATest#first");
    private static final TestId SECOND = TestId.parse("a.ATest#second");

    private final Tally tally = new Tally(InstantSource.fixed(NOW), NOW.plusSeconds(600), 10_000);
    private final List<String> from = new ArrayList<>();
    private @Nullable Steps steps;

    @Test
    void aLineThatMendsOtherTestsComesBeforeAnotherWayToMendTheSame() {
        half("a", 10, 100, 0.9, FIRST);
        half("b", 10, 120, 0.8, FIRST);
        half("c", 11, 140, 0.7, FIRST);
        half("d", 10, 100, 0.6, SECOND);

        go();
        assertThat(from).as("few at first").containsExactly("a", "c");

        go();
        assertThat(from).containsExactly("a", "c", "d", "b");
    }

    @Test
    void manyWaysToEditOneExpressionAreOneStep() {
        half("a", 10, 100, 0.9, FIRST);
        half("a2", 10, 100, 0.85, FIRST);
        half("a3", 10, 100, 0.8, FIRST);
        half("a4", 10, 100, 0.75, FIRST);
        half("b", 10, 120, 0.1, FIRST);

        go();

        assertThat(from).containsExactly("a", "b");
    }

    @Test
    void aWholeConditionIsEditedOtherwiseThanItsFirstName() {
        half("'a' becomes 'b'", 10, 100, 101, 0.9, FIRST);
        half("'a != null' becomes 'a == null'", 10, 100, 109, 0.5, FIRST);

        go();

        assertThat(from).containsExactly("'a' becomes 'b'", "'a != null' becomes 'a == null'");
    }

    @Test
    void noStepIsTakenTwice() {
        for (int i = 0; i < 6; i++) {
            half("step " + i, 10 + i, 100 + 10 * i, 0.9 - i / 10.0, FIRST);
        }
        for (int times = 0; times < 3; times++) {
            go();
        }

        assertThat(from).containsExactly("step 0", "step 1", "step 2", "step 3", "step 4", "step 5");
    }

    @Test
    void whatBringsTestsPastTheirExceptionsIsAStepAsWell() {
        further("far-fetched", 10, 0.2, Set.of(FIRST, SECOND));
        further("likely", 11, 0.9, Set.of(FIRST, SECOND));
        further("only one", 12, 0.95, Set.of(FIRST));
        half("mends by accident", 13, 140, 0.1, FIRST);

        go();
        assertThat(from).as("it does as much for two as mending does for one").containsExactly("likely", "far-fetched");

        go();
        assertThat(from.subList(2, 4)).containsExactly("mends by accident", "only one");
    }

    @Test
    void ofASingleTestTheyAreNoStepBeforeAllElseIsTried() {
        further("further", 10, 0.9, Set.of(FIRST));

        steps().take(1, false, () -> true);
        assertThat(from).isEmpty();

        steps().take(1, true, () -> true);
        assertThat(from).containsExactly("further");
    }

    @Test
    void ofThoseThatMendTheSameWhatBringsTheOthersNearerGoesFirst() {
        half("by accident", 10, 100, 0.9, FIRST);
        tally.tried(
                draft("a mistake", 10, 200, 201, 0.1), Judge.Verdict.no(Set.of(FIRST), Set.of(), 0.6, false, false));

        go();

        assertThat(from.get(0)).isEqualTo("a mistake");
    }

    @Test
    void whatMendsNothingButBringsTestsNearerIsAStep() {
        tally.tried(draft("nearer", 10, 200, 201, 0.1), Judge.Verdict.no(Set.of(), Set.of(), 0.6, false, false));
        tally.tried(draft("farther", 11, 300, 301, 0.9), Judge.Verdict.no(Set.of(), Set.of(), -0.2, false, false));

        go();

        assertThat(from).containsExactly("nearer");
    }

    @Test
    void whatLeavesWorkOutIsNoStepPastABreak() {
        Draft leaves = new Draft(
                1, "rule", List.of(new Edit("A.java", 1, 2, "x")), 1, 1, 1, 1, "leaves", Set.of(Draft.Trait.LEAVES));
        tally.tried(leaves, Judge.Verdict.no(Set.of(), Set.of(FIRST, SECOND), 0, false, false));

        go();

        assertThat(from).isEmpty();
    }

    private void further(String summary, int line, double prior, Set<TestId> further) {
        tally.tried(
                draft(summary, line, 10 * line, 10 * line + 1, prior),
                Judge.Verdict.no(Set.of(), further, 0, false, false));
    }

    private void go() {
        if (steps == null) {
            steps = steps();
        }
        steps.take(2, true, () -> true);
    }

    private Steps steps() {
        return new Steps(tally, this::goOn, NOW.plusSeconds(600), InstantSource.fixed(NOW), Progress.SILENT);
    }

    private Search goOn(Candidate step, Set<TestId> mended, Instant until) {
        from.add(step.summary());
        return new Search(List.of(), 0, List.of(), 0, 0, 0, Map.of(), List.of());
    }

    private void half(String summary, int line, int start, double prior, TestId mends) {
        half(summary, line, start, start + 1, prior, mends);
    }

    private void half(String summary, int line, int start, int end, double prior, TestId mends) {
        tally.tried(
                draft(summary, line, start, end, prior), Judge.Verdict.no(Set.of(mends), Set.of(), 0, false, false));
    }

    private Draft draft(String summary, int line, int start, int end, double prior) {
        return new Draft(
                tally.tried() + 1,
                "rule",
                List.of(new Edit("A.java", start, end, "x")),
                line,
                prior,
                1,
                1,
                summary,
                Set.of());
    }
}
