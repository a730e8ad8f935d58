package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many ticks and how much time a test may use, from what it used before. */
final class TestLimits {
    /** More than any test uses; the probe's own notion of no limit. */
    private static final long UNLIMITED = Long.MAX_VALUE / 4;

    private static final int TIME_MULTIPLE = 20;
    private static final Duration LEAST_IN_BASELINE = Duration.ofSeconds(5);

    /** For tests that are known not to end: long enough to get into the loop and to see which lines go round. */
    private static final Duration ENDLESS = Duration.ofSeconds(1);

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(120);

    /** So many ticks at most count as what some other test needed to fill what all of them use. */
    private static final long MOST_SHARED = 5_000_000;

    private final BenchOptions options;
    private final Map<TestId, Duration> known = new HashMap<>();
    private final Map<TestId, Long> ticks = new HashMap<>();
    private final Map<String, Long> ticksOfClass = new HashMap<>();
    private final Map<TestId, Duration> times = new HashMap<>();
    private final Set<TestId> endless = new HashSet<>();
    private final Set<TestId> green = new HashSet<>();
    private Duration slowest = Duration.ZERO;
    private long most;

    /**
     * @param ticks so many loop iterations and method entries
     * @param time so long
     */
    record Limit(long ticks, Duration time) {}

    TestLimits(BenchOptions options, @Nullable TestReport report) {
        this.options = options;
        if (report != null) {
            for (TestOutcome outcome : report.outcomes()) {
                known.merge(plain(outcome.id()), outcome.time(), Duration::plus);
                if (outcome.ranOutOfTime()) {
                    endless.add(plain(outcome.id()));
                }
            }
        }
    }

    private static TestId plain(TestId id) {
        return new TestId(id.className(), id.plainMethod());
    }

    /** A baseline ends by time only. Once a test is seen not to end, those of which nothing is known are not waited for as long. */
    Limit ofBaseline(TestId id) {
        if (endless.contains(plain(id))) {
            return new Limit(UNLIMITED, ENDLESS);
        }
        Duration usual = known.get(plain(id));
        if (usual != null) {
            return new Limit(UNLIMITED, times(usual, LEAST_IN_BASELINE));
        }
        Duration wary = times(slowest, LEAST);
        boolean isWary = !endless.isEmpty() && wary.compareTo(options.testTime()) < 0;
        return new Limit(UNLIMITED, isWary ? wary : options.testTime());
    }

    /** From then on variants are measured by this test's baseline. */
    void learn(Ended ended) {
        TestOutcome outcome = ended.outcome();
        TestId id = plain(outcome.id());
        if (ended.late() || ended.exhausted() || outcome.ranOutOfTime()) {
            endless.add(id);
            return; // where it would have ended is not known
        }
        slowest = longer(slowest, outcome.time());
        ticks.merge(id, ended.ticks(), Math::max);
        ticksOfClass.merge(id.className(), ended.ticks(), Math::max);
        most = Math.max(most, ended.ticks());
        if (!outcome.red()) {
            green.add(id);
        }
        times.merge(id, outcome.time(), TestLimits::longer);
    }

    private static Duration longer(Duration one, Duration two) {
        return one.compareTo(two) >= 0 ? one : two;
    }

    /**
     * A red test may break off early, so the longest of its class counts too: the right program does more. A green one may have found filled what another test before it
     * had filled, and be the first in a variant's run; few variants come so far as to be asked of it.
     */
    Limit ofVariant(TestId id) {
        long own = ticks.getOrDefault(plain(id), 0L);
        long shared = green.contains(plain(id)) ? Math.min(most, MOST_SHARED) : 0;
        long usual = Math.max(Math.max(own, shared), ticksOfClass.getOrDefault(id.className(), 0L));
        long budget = Math.max(
                options.budgetFloor(),
                Math.min(UNLIMITED / options.budgetMultiple(), usual) * options.budgetMultiple());
        Duration time = times.get(plain(id));
        return new Limit(budget, time == null ? options.testTime() : times(time, LEAST));
    }

    private static Duration times(Duration usual, Duration least) {
        Duration limit = usual.multipliedBy(TIME_MULTIPLE);
        return limit.compareTo(least) < 0 ? least : limit.compareTo(MOST) > 0 ? MOST : limit;
    }
}
