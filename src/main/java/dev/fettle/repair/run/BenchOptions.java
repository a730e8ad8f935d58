package dev.fettle.repair.run;

import dev.fettle.build.TestReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a bench runs.
 *
 * @param jvms how many may work at once, at least 1; one more stands by
 * @param heapMegabytes of each JVM, unless the build's own arguments say
 * @param stackKilobytes of the threads that run tests, unless the build's own arguments say: small, so that endless recursion dies soon
 * @param budgetMultiple how many times a test's baseline ticks a variant may use
 * @param budgetFloor ticks that any test may use
 * @param testTime how long a test may take whose usual time is not known
 * @param known what the build's own run of the suite said, for time limits; null when there was none
 */
public record BenchOptions(
        int jvms,
        int heapMegabytes,
        int stackKilobytes,
        int budgetMultiple,
        long budgetFloor,
        Duration testTime,
        @Nullable TestReport known) {
    /** One JVM at work, at most 1,280 MB, stacks of 512 KB, twenty times the baseline but at least a million ticks (some milliseconds), 10 s. */
    public static BenchOptions standard() {
        return new BenchOptions(1, 1280, 512, 20, 1_000_000, Duration.ofSeconds(10), null);
    }

    /** The same with so many JVMs. */
    public BenchOptions withJvms(int count) {
        return new BenchOptions(count, heapMegabytes, stackKilobytes, budgetMultiple, budgetFloor, testTime, known);
    }

    /** The same with the build's own report. */
    public BenchOptions withKnown(TestReport report) {
        return new BenchOptions(jvms, heapMegabytes, stackKilobytes, budgetMultiple, budgetFloor, testTime, report);
    }

    /** The same with another time limit for tests whose usual time is not known. */
    public BenchOptions withTestTime(Duration time) {
        return new BenchOptions(jvms, heapMegabytes, stackKilobytes, budgetMultiple, budgetFloor, time, known);
    }
}
