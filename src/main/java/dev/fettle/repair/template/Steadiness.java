package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.run.Baseline;
import dev.fettle.repair.run.TestBench;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the wanted tests are red each time while nothing is changed. One that is green now and then was red by chance when it was reproduced, and so would be
 * the green of any candidate. The search's own JVM costs a few milliseconds a run, where the build costs seconds.
 */
final class Steadiness {
    private static final int RUNS = 4;
    private static final int MOST_TESTS = 12;

    /** In the baseline, where the first of them bears the start of its JVM. */
    private static final Duration LONGEST_TEST = Duration.ofSeconds(1);

    /** No further run begins later. */
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

    private final TestBench bench;
    private final InstantSource clock;
    private final List<TestId> repeated;
    private final Set<TestId> untold = new LinkedHashSet<>();
    private final Set<TestId> green = new LinkedHashSet<>();

    /** @param baseline what it says of the wanted tests counts as one run */
    Steadiness(TestBench bench, TestPlan plan, Baseline baseline, InstantSource clock) {
        this.bench = bench;
        this.clock = clock;
        List<TestId> ending = plan.targets().stream().filter(plan::ended).toList();
        this.repeated = ending.stream()
                .filter(id -> plan.total(List.of(id)).compareTo(LONGEST_TEST) < 0)
                .limit(MOST_TESTS)
                .toList();
        ending.stream().filter(id -> !repeated.contains(id)).forEach(untold::add);
        see(baseline);
    }

    /** Runs the quick ones a few times more. */
    void look() {
        Instant enough = clock.instant().plus(ENOUGH);
        for (int run = 0; run < RUNS && green.isEmpty() && !repeated.isEmpty(); run++) {
            if (run > 0 && clock.instant().isAfter(enough)) {
                break;
            }
            see(bench.baseline(repeated, LONGEST_RUN));
        }
    }

    private void see(Baseline seen) {
        seen.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                .map(outcome ->
                        new TestId(outcome.id().className(), outcome.id().plainMethod()))
                .filter(id -> repeated.contains(id) || untold.contains(id))
                .filter(id -> seen.outcomes().stream().noneMatch(outcome -> isRed(outcome, id)))
                .forEach(green::add);
    }

    /** Of an invocation's parameters one may be green while another is red. */
    private static boolean isRed(TestOutcome outcome, TestId id) {
        return outcome.red()
                && outcome.id().className().equals(id.className())
                && outcome.id().plainMethod().equals(id.method());
    }

    /** Those that were green, and those that take too long to be run again and again. */
    Set<TestId> doubtful() {
        Set<TestId> all = new LinkedHashSet<>();
        Stream.of(green, untold).forEach(all::addAll);
        return all;
    }

    /** What a person should know of it. */
    List<String> notes() {
        return green.stream()
                .map(id -> id + " was green without any change, in the search's own JVM: it may be flaky.")
                .toList();
    }
}
