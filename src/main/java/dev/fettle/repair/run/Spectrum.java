package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many failing and how many passing tests ran each line. */
final class Spectrum {
    private final int[] failingHits;
    private final int[] passingHits;
    private final BitSet ofFailing = new BitSet();
    private final int failing;
    private int passing;

    /** @param wanted the failing tests that count; red tests outside of it count as neither */
    Spectrum(Baseline baseline, LineTable table, Set<TestId> wanted) {
        failingHits = new int[table.size()];
        passingHits = new int[table.size()];
        int red = 0;
        Set<TestId> counted = new HashSet<>();
        for (TestOutcome outcome : baseline.outcomes()) {
            Coverage coverage = baseline.coverage().get(outcome.id());
            if (coverage != null && outcome.red() && wanted.contains(outcome.id()) && counted.add(outcome.id())) {
                red++;
                ofFailing.or(coverage.hits());
                coverage.hits().stream().forEach(index -> failingHits[index]++);
            }
        }
        failing = red;
        for (TestOutcome outcome : baseline.outcomes()) {
            Coverage coverage = baseline.coverage().get(outcome.id());
            if (coverage != null && outcome.status() == Status.PASSED) {
                passing++;
                BitSet shared = (BitSet) coverage.hits().clone();
                shared.and(ofFailing);
                shared.stream().forEach(index -> passingHits[index]++);
            }
        }
    }

    /** Lines that a failing test ran. */
    BitSet lines() {
        return ofFailing;
    }

    int failing() {
        return failing;
    }

    int failingOf(int index) {
        return failingHits[index];
    }

    int passingOf(int index) {
        return passingHits[index];
    }

    /** Ochiai's coefficient: 1 for a line that all failing tests ran and no passing one; 0 for a line that no failing test ran. */
    double ochiai(int index) {
        double both = Math.sqrt((double) failing * (failingHits[index] + passingHits[index]));
        return both == 0 ? 0 : failingHits[index] / both;
    }

    String why(int index) {
        return "covered by %d of %d failing and %d of %d passing tests"
                .formatted(failingHits[index], failing, passingHits[index], passing);
    }

    /** The failing tests that the baseline saw red, whatever their parameters are called. */
    static Set<TestId> match(Baseline baseline, List<TestId> failing) {
        Set<TestId> plain = new HashSet<>();
        failing.forEach(id -> plain.add(new TestId(id.className(), id.plainMethod())));
        Set<TestId> matched = new HashSet<>();
        for (TestOutcome outcome : baseline.red()) {
            TestId id = outcome.id();
            if (failing.contains(id)
                    || plain.contains(new TestId(id.className(), id.plainMethod()))
                    || plain.contains(new TestId(id.className(), ""))) {
                matched.add(id);
            }
        }
        return matched;
    }
}
