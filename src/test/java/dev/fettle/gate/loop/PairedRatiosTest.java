package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.gate.loop.Decision.Step;
import dev.fettle.gate.loop.PairedRatios.Interval;
import dev.fettle.gate.loop.PairedRatios.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers behind a verdict on time and memory: from tables, and over thousands of made-up machines. */
class PairedRatiosTest {
    private static final Decision DECISION = new Decision(1.05, 0.0025, 1);

    @Test
    void theIntervalAndTheChanceAreThoseOfTheTables() {
        // Hollander and Wolfe, example 3.1: nine patients under a tranquilizer; T+ = 5, P(T+ ≤ 5) = 0.0195,
        // estimate −0.46.
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            pairs.add(new Pair(Math.exp(after[i]), Math.exp(before[i]))); // ratios of these are the table's differences
        }
        PairedRatios ratios = PairedRatios.of(pairs);

        assertThat(ratios.chanceIfAtMost(1)).isCloseTo(0.0195, within(0.0001));
        assertThat(Math.log(ratios.estimate())).isCloseTo(0.46, within(0.005));
        Interval interval = ratios.interval(0.95);
        assertThat(interval.confidence()).isCloseTo(0.961, within(0.001));
        assertThat(Math.log(interval.low())).isCloseTo(0.010, within(0.001));
        assertThat(Math.log(interval.high())).isCloseTo(0.786, within(0.001));
    }

    @Test
    void fewPairsGiveTheConfidenceThatTheyCan() {
        Interval interval = PairedRatios.of(List.of(new Pair(1, 1.1), new Pair(1, 0.9), new Pair(1, 1.3)))
                .interval(0.95);

        assertThat(interval.confidence()).isEqualTo(0.75);
        assertThat(interval.low()).isCloseTo(0.9, within(1e-9));
        assertThat(interval.high()).isCloseTo(1.3, within(1e-9));
    }

    @Test
    void equalPairsSpeakAgainstBeingSlower() {
        List<Pair> same = java.util.Collections.nCopies(12, new Pair(2, 2));

        assertThat(PairedRatios.of(same).chanceIfAtMost(1)).isEqualTo(1);
        assertThat(PairedRatios.of(same).estimate()).isEqualTo(1);
    }

    @Test
    void whatHasNoRatioIsRefused() {
        assertThatThrownBy(() -> PairedRatios.of(List.of(new Pair(0, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedRatios.of(List.of(new Pair(1, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedRatios.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIntervalHoldsTheRatioAsOftenAsItSays() {
        Random random = new Random(7);
        int held = 0;
        for (int run = 0; run < 4_000; run++) {
            List<Pair> pairs = new ArrayList<>();
            while (pairs.size() < 10) {
                pairs.add(machine(random, 0.2, 1.3));
            }
            Interval interval = PairedRatios.of(pairs).interval(0.95);
            held += interval.low() <= 1.3 && 1.3 <= interval.high() ? 1 : 0;
        }
        assertThat(held / 4_000.0).isBetween(0.945, 0.985);
    }

    @Test
    void aChangeThatChangesNothingIsHardlyEverCalledSlower() {
        for (double noise : new double[] {0.02, 0.1, 0.3, 1.0}) {
            Random random = new Random(Double.hashCode(noise));
            int alarms = 0;
            int pairs = 0;
            for (int run = 0; run < 10_000; run++) {
                Outcome outcome = measure(random, noise, 1);
                alarms += outcome.step() == Step.SLOWER ? 1 : 0;
                pairs += outcome.pairs();
            }
            assertThat(alarms).as("alarms in 10,000 runs at noise " + noise).isLessThanOrEqualTo(25);
            assertThat(pairs / 10_000.0).as("pairs at noise " + noise).isLessThan(9);
        }
    }

    @Test
    void halfAsMuchAgainIsFoundOnABusyMachineToo() {
        for (double noise : new double[] {0.02, 0.05, 0.1}) {
            Random random = new Random(Double.hashCode(noise));
            int found = 0;
            for (int run = 0; run < 2_000; run++) {
                found += measure(random, noise, 1.5).step() == Step.SLOWER ? 1 : 0;
            }
            assertThat(found / 2_000.0).as("found at noise " + noise).isGreaterThan(0.93);
        }
    }

    @Test
    void aLargeSlowDownIsToldAfterAFewPairs() {
        for (double noise : new double[] {0.02, 0.1, 0.3}) {
            Random random = new Random(Double.hashCode(noise));
            int found = 0;
            int pairs = 0;
            for (int run = 0; run < 1_000; run++) {
                Outcome outcome = measure(random, noise, 45);
                found += outcome.step() == Step.SLOWER ? 1 : 0;
                pairs += outcome.pairs();
            }
            assertThat(found / 1_000.0).as("found at noise " + noise).isGreaterThan(0.99);
            assertThat(pairs / 1_000.0).as("pairs at noise " + noise).isLessThan(4);
        }
    }

    /** Another process comes and goes, and takes the machine for a run or some: no few pairs may be taken for a slow-down by that. */
    @Test
    void aMachineThatIsTakenNowAndThenIsNoSlowDown() {
        for (double times : new double[] {2, 3, 5}) {
            Random random = new Random(Double.hashCode(times));
            int alarms = 0;
            for (int run = 0; run < 10_000; run++) {
                alarms += measure(pairsOfABusyMachine(random, times)).step() == Step.SLOWER ? 1 : 0;
            }
            assertThat(alarms)
                    .as("alarms in 10,000 runs, " + times + " times as slow at times")
                    .isLessThanOrEqualTo(25);
        }
    }

    private record Outcome(Step step, int pairs) {}

    private static Outcome measure(List<Pair> all) {
        int made = 1;
        Step step = DECISION.after(PairedRatios.of(all.subList(0, made)));
        while (step == Step.GO_ON) {
            made++;
            step = DECISION.after(PairedRatios.of(all.subList(0, made)));
        }
        return new Outcome(step, made);
    }

    /** In the order in which they are made, A B B A; taken for a tenth of the time, and then for two runs mostly. */
    private static List<Pair> pairsOfABusyMachine(Random random, double times) {
        List<Pair> pairs = new ArrayList<>();
        boolean taken = random.nextInt(6) == 0;
        while (pairs.size() < Decision.LAST) {
            double[] values = new double[2];
            for (int i = 0; i < 2; i++) {
                values[i] = (taken ? times : 1) * Math.exp(0.03 * random.nextGaussian());
                taken = taken ? random.nextInt(2) == 0 : random.nextInt(10) == 0;
            }
            boolean baseFirst = pairs.size() % 2 == 0;
            pairs.add(baseFirst ? new Pair(values[0], values[1]) : new Pair(values[1], values[0]));
        }
        return pairs;
    }

    private static Outcome measure(Random random, double noise, double ratio) {
        List<Pair> pairs = new ArrayList<>();
        while (true) {
            pairs.add(machine(random, noise, ratio));
            Step step = DECISION.after(PairedRatios.of(pairs));
            if (step != Step.GO_ON) {
                return new Outcome(step, pairs.size());
            }
        }
    }

    /** One pair on a machine whose noise now and then is far out: a tenth of the values is taken from one five times as restless. */
    private static Pair machine(Random random, double noise, double ratio) {
        return new Pair(value(random, noise, 1), value(random, noise, ratio));
    }

    private static double value(Random random, double noise, double level) {
        double spread = random.nextInt(10) == 0 ? 5 * noise : noise;
        return level * Math.exp(spread * random.nextGaussian());
    }
}
