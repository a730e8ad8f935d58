package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two red tests, and an edit in line 100 that mends one of them. */
class SinglesNearTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SinglesNear singles = new SinglesNear(NOW.plus(Duration.ofMinutes(5)), InstantSource.fixed(NOW));
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void whatElseASingleEditCanDoInTheMethodIsTriedFirstTheLikeliestBeforeTheOthers() {
        Draft likely = draft(1, "Ring.java", 90, 0.5, 1);
        Draft unlikely = draft(2, "Ring.java", 110, 0.1, 1);
        Draft elsewhere = draft(3, "Other.java", 100, 0.9, 1);
        Draft far = draft(4, "Ring.java", 300, 0.9, 1);
        Draft pair = draft(5, "Ring.java", 100, 0.9, 2);

        tryFirst(List.of(unlikely, likely, elsewhere, far, pair), Integer.MAX_VALUE);

        assertThat(tried).containsExactly(1, 2);
    }

    @Test
    void nearOnePlaceTheyAreAskedForOnce() {
        tryFirst(List.of(draft(1, "Ring.java", 90, 0.5, 1)), Integer.MAX_VALUE);
        tryFirst(List.of(draft(1, "Ring.java", 90, 0.5, 1)), Integer.MAX_VALUE);

        assertThat(tried).containsExactly(1);
    }

    @Test
    void theyEndAsSoonAsOneOfThemMendsAll() {
        List<Draft> many = new ArrayList<>();
        for (int id = 1; id <= 400; id++) {
            many.add(draft(id, "Ring.java", 100, 1.0 / id, 1));
        }
        tryFirst(many, 100);

        assertThat(tried).as("no further slice").hasSizeBetween(100, 200);
    }

    @Test
    void severalEditsAreBelievedAsFarAsSingleOnesNearThemWereTried() {
        List<Draft> all = new ArrayList<>();
        for (int id = 1; id <= 1_000; id++) {
            all.add(draft(id, "Ring.java", 100 + id % 20, 0.5, 1));
        }
        Candidate pair = draft(2_000, "Ring.java", 105, 0.5, 2).candidate();

        assertThat(SinglesNear.beliefIn(pair, all, draft -> true)).isEqualTo(1);
        assertThat(SinglesNear.beliefIn(pair, all, draft -> draft.id() <= 50)).isBetween(0.1, 0.2);
        assertThat(SinglesNear.beliefIn(pair, List.of(), draft -> false)).isEqualTo(1);
    }

    private void tryFirst(List<Draft> all, int enough) {
        Tally.HalfWay step = new Tally.HalfWay(
                draft(99, "Ring.java", 100, 0.5, 1), Set.of(new TestId("RingTest", "turns")), true, 0);
        singles.tryFirst(
                List.of(step),
                all,
                drafts -> drafts.forEach(draft -> tried.add(draft.id())),
                () -> tried.size() < enough);
    }

    private static Draft draft(int id, String path, int line, double prior, int edits) {
        List<Candidate.Edit> all = new ArrayList<>();
        for (int i = 0; i < edits; i++) {
            all.add(new Candidate.Edit(path, 10 * i, 10 * i + 1, "x"));
        }
        return new Draft(id, "rule", all, line, prior, 1, 1, "", Set.of());
    }
}
