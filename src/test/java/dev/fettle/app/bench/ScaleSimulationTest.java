package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.app.bench.ScaleDemand.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulated day keeps to what the real queue and the real budget keep to, and is the same each time. */
class ScaleSimulationTest {
    private static final ScalePlan SMALL = new ScalePlan(100, 5, 24, 200, 20, 60, 30, 0.05, 44, 0.8, 25, 8, 7);

    private static ScaleDemand asked(int installation, int repository) {
        return new ScaleDemand(0, installation, repository, Work.REPAIR);
    }

    private static List<Integer> installations(ScaleLine line, int most) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            line.next().ifPresent(demand -> {
                taken.add(demand.installation());
                line.ended(demand);
            });
        }
        return taken;
    }

    @Test
    void installationsTakeTurnsHoweverMuchOneOfThemWants() {
        ScaleLine line = new ScaleLine();
        for (int i = 0; i < 4; i++) {
            line.add(asked(1, 10 + i));
        }
        line.add(asked(2, 20));
        line.add(asked(3, 30));

        assertThat(installations(line, 9)).containsExactly(1, 2, 3, 1, 1, 1);
        assertThat(line.size()).isZero();
    }

    @Test
    void aRepositoryHasOneCycleAtATime() {
        ScaleLine line = new ScaleLine();
        line.add(asked(1, 10));
        line.add(asked(1, 10));

        ScaleDemand first = line.next().orElseThrow();
        assertThat(line.next()).isEqualTo(Optional.empty());
        assertThat(line.size()).isEqualTo(1);

        line.ended(first);
        assertThat(line.next()).contains(asked(1, 10));
    }

    @Test
    void writesAreASecondApartEightyAMinuteAndFiveHundredAnHour() {
        ScaleBudget budget = new ScaleBudget();
        double last = 0;
        for (int i = 0; i < 80; i++) {
            last = budget.write(0);
        }
        assertThat(last).isEqualTo(79);
        for (int i = 80; i < 500; i++) {
            last = budget.write(0);
        }
        assertThat(last).isEqualTo(499);

        assertThat(budget.write(0)).isEqualTo(3_600);
        assertThat(budget.mostInAnHour()).isEqualTo(500);
    }

    @Test
    void deliveriesWaitWhenTheyComeFasterThanTheyAreLookedAt() {
        List<ScaleDemand> four = List.of(asked(1, 1), asked(2, 2), asked(3, 3), asked(4, 4));

        ScaleTriage triage = new ScaleTriage(four, 1, 10);

        assertThat(triage.end(3)).isEqualTo(40);
        assertThat(triage.most()).isEqualTo(3);
    }

    @Test
    void theSameSeedMakesTheSameDay() {
        ScaleFigures one = new ScaleSimulation(SMALL).run(4);
        ScaleFigures other = new ScaleSimulation(SMALL).run(4);

        assertThat(one.outcome().millis(0.99)).isEqualTo(other.outcome().millis(0.99));
        assertThat(one.mostCycles()).isEqualTo(other.mostCycles());
        assertThat(one.deliveries()).isEqualTo(100 * 200 + 60);
        assertThat(one.cycles()).isGreaterThan(60 + 150);
    }

    @Test
    void theFewestWorkersAreAsFewAsCanBe() {
        ScaleSimulation day = new ScaleSimulation(SMALL.quiet());

        ScaleFigures fewest = day.fewest(0.99, 600, 64);

        assertThat(fewest.outcome().millis(0.99)).isLessThanOrEqualTo(600_000);
        assertThat(fewest.workers()).isGreaterThan(1);
        assertThat(day.run(fewest.workers() - 1).outcome().millis(0.99)).isGreaterThan(600_000);
    }

    @Test
    void withOneRequestNobodyWaits() {
        ScalePlan one = new ScalePlan(1, 1, 24, 1, 1, 0, 0, 0.05, 44, 0, 25, 8, 7);

        ScaleFigures figures = new ScaleSimulation(one).run(1);

        assertThat(figures.cycles()).isEqualTo(1);
        assertThat(figures.answered().millis(1)).isCloseTo(50, within(0.1));
        assertThat(figures.outcome().millis(1)).isCloseTo(44_050, within(0.1));
    }
}
