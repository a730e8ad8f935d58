package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many ticks and how much time a test may use, from what it used before. */
final class TestLimits {
    /** More than any test uses; the probe's own notion of no limit. */
    private static final long UNLIMITED = Long.MAX_VALUE / 4;

    private static final int TIME_MULTIPLE = 20;
    private static final Duration LEAST_IN_BASELINE = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(120);

    private final BenchOptions options;
    private final Map<TestId, Duration> known = new HashMap<>();
    private final Map<TestId, Long> ticks = new HashMap<>();
    private final Map<String, Long> ticksOfClass = new HashMap<>();
    private final Map<TestId, Duration> times = new HashMap<>();

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
            }
        }
    }

    private static TestId plain(TestId id) {
        return new TestId(id.className(), id.plainMethod());
    }

    /** A baseline ends by time only. */
    Limit ofBaseline(TestId id) {
        Duration usual = known.get(plain(id));
        return new Limit(UNLIMITED, usual == null ? options.testTime() : times(usual, LEAST_IN_BASELINE));
    }

    /** From then on variants are measured by this test's baseline. */
    void learn(Ended ended) {
        if (ended.late() || ended.exhausted() || ranOutOfItsOwnTime(ended.outcome())) {
            return; // where it would have ended is not known
        }
        TestId id = plain(ended.outcome().id());
        ticks.merge(id, ended.ticks(), Math::max);
        ticksOfClass.merge(id.className(), ended.ticks(), Math::max);
        times.merge(id, ended.outcome().time(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /** JUnit's and TestNG's own time-outs: what ran until then says nothing of what is needed. */
    private static boolean ranOutOfItsOwnTime(TestOutcome outcome) {
        TestOutcome.Failure failure = outcome.failure();
        return failure != null
                && (failure.type().contains("Timeout")
                        || failure.type().contains("TimedOut")
                        || failure.message().contains("timed out after"));
    }

    /** A red test may break off early, so the longest of its class counts too: the right program does more. */
    Limit ofVariant(TestId id) {
        long own = ticks.getOrDefault(plain(id), 0L);
        long usual = Math.max(own, ticksOfClass.getOrDefault(id.className(), 0L));
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
