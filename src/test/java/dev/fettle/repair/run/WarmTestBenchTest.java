package dev.fettle.repair.run;

import static dev.fettle.build.TestOutcome.Status.ERROR;
import static dev.fettle.build.TestOutcome.Status.FAILED;
import static dev.fettle.build.TestOutcome.Status.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.run.VariantResult.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One defect, many variants, one JVM: what becomes of each. */
class WarmTestBenchTest extends BenchedTest {
    private static final TestId SUMS_ALL = test("p.SumsTest#sumsAll");
    private static final TestId SUMS_NOTHING = test("p.SumsTest#sumsNothing");

    private static final TestId FIRST = test("p.ATest#first");
    private static final TestId SECOND = test("p.BTest#second");

    private void sums() {
        small.production("p/Sums.java", """
                package p;
                public class Sums {
                    public static int sum(int[] values) {
                        int sum = 0;
                        for (int i = 0; i < values.length - 1; i++) {
                            sum += values[i];
                        }
                        return sum;
                    }
                    public static int first(int[] values) {
                        return values[0];
                    }
                }
                """).test("p/SumsTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class SumsTest {
                    @Test public void sumsAll() { assertEquals(6, Sums.sum(new int[] {1, 2, 3})); }
                    @Test public void sumsNothing() { assertEquals(0, Sums.sum(new int[0])); }
                    @Test public void first() { assertEquals(7, Sums.first(new int[] {7})); }
                }
                """);
    }

    private void loadVariants() {
        load("p/Sums.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Sums {
                    public static int sum(int[] values) {
                        int sum = 0;
                        for (int i = 0;
                                Switch.on(1) ? i < values.length
                                        : Switch.on(2) ? i <= values.length
                                        : Switch.on(3) || i < values.length - 1;
                                i += Switch.on(4) ? 0 : 1) {
                            sum += Switch.on(3) ? 1 : values[i];
                            if (Switch.on(5)) sum(values);
                            if (Switch.on(6)) System.exit(3);
                            if (Switch.on(7)) halt();
                            if (Switch.on(8)) sleep();
                        }
                        if (Switch.on(9)) sum += values.length > 0 ? values[values.length - 1] : 0;
                        return sum;
                    }
                    private static void halt() {
                        try {
                            Runtime.class.getMethod("ha" + "lt", int.class).invoke(Runtime.getRuntime(), 3);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    private static void sleep() {
                        while (true) {
                            try {
                                new java.util.concurrent.CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                            }
                        }
                    }
                    public static int first(int[] values) {
                        return values[0];
                    }
                }
                """);
    }

    @Test
    void theBaselineSaysWhichLinesEachTestRan() {
        sums();

        Baseline baseline = baseline();

        assertThat(statuses(baseline))
                .containsOnly(
                        entry("p.SumsTest#sumsAll", FAILED),
                        entry("p.SumsTest#sumsNothing", PASSED),
                        entry("p.SumsTest#first", PASSED));
        assertThat(coverage(baseline, SUMS_ALL).lines())
                .extracting(SourceLine::line)
                .containsExactly(4, 5, 6, 8);
        assertThat(coverage(baseline, SUMS_NOTHING).lines())
                .extracting(SourceLine::line)
                .containsExactly(4, 5, 8);
        assertThat(baseline.covering("p.Sums", 6, 6)).containsExactly(SUMS_ALL);
        assertThat(ticks(baseline, SUMS_ALL)).isGreaterThan(ticks(baseline, SUMS_NOTHING));
        assertThat(message(baseline.red().get(0))).isEqualTo("expected:<6> but was:<3>");
    }

    @Test
    void whatRunsWhileAClassIsLoadedCountsForEveryTestThatUsesTheClass() {
        small.production("p/Squares.java", """
                package p;
                public class Squares {
                    private static final int[] ALL = table(9);
                    private static int[] table(int size) {
                        int[] all = new int[size];
                        for (int i = 0; i < size; i++) all[i] = i * i;
                        return all;
                    }
                    public static int of(int i) {
                        return ALL[i];
                    }
                    public static int none() {
                        return 0;
                    }
                }
                """).test("p/SquaresTest.java", """
                package p;
                import static org.junit.Assert.*;
                public class SquaresTest {
                    @org.junit.Test public void ofTen() { assertEquals(100, Squares.of(10)); }
                    @org.junit.Test public void ofThree() { assertEquals(9, Squares.of(3)); }
                    @org.junit.Test public void ofNothing() { assertEquals(0, Squares.none()); }
                }
                """);

        Baseline baseline = baseline();

        assertThat(baseline.covering("p.Squares", 5, 7))
                .as("the table is filled once, for whichever test comes first")
                .containsExactlyInAnyOrder(
                        test("p.SquaresTest#ofTen"), test("p.SquaresTest#ofThree"), test("p.SquaresTest#ofNothing"));
        assertThat(baseline.covering("p.Squares", 10, 10))
                .containsExactlyInAnyOrder(test("p.SquaresTest#ofTen"), test("p.SquaresTest#ofThree"));
    }

    @Test
    void oneVariantPassesAndTheOtherDoesNot() {
        sums();
        baseline();
        loadVariants();

        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
        assertThat(shared(2, SUMS_ALL).kind()).isEqualTo(Kind.TEST_FAILED);
        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
        assertThat(fresh(1, SUMS_ALL, SUMS_NOTHING, test("p.SumsTest#first")).outcomes())
                .extracting(TestOutcome::status)
                .containsExactly(PASSED, PASSED, PASSED);
    }

    @Test
    void aLookAtStaticStateMayLoadClassesThatNoTestHasLoaded() {
        sums();
        small.production("p/Keeps.java", """
                package p;
                public class Keeps { static final Object KEPT = new Keeps(); Never never; }
                """).production("p/Never.java", """
                package p;
                public class Never { static Object state; }
                """).test("p/KeepsTest.java", """
                package p;
                public class KeepsTest {
                    static int runs;
                    @org.junit.Test public void keeps() { org.junit.Assert.assertNotNull(new Keeps()); }
                }
                """);
        baseline();
        loadVariants();

        assertThat(shared(1, test("p.KeepsTest#keeps")).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void aLookAtStaticStateCallsNothingOfTheProject() {
        sums();
        small.production("p/Mood.java", """
                package p;
                public enum Mood {
                    GOOD, BAD;
                    @Override public String toString() { throw new AssertionError("nobody asked"); }
                }
                """).test("p/MoodTest.java", """
                package p;
                public class MoodTest {
                    static final Mood[] ALL = Mood.values();
                    @org.junit.Test public void two() { org.junit.Assert.assertEquals(2, ALL.length); }
                }
                """);
        baseline();
        loadVariants();

        assertThat(shared(1, test("p.MoodTest#two")).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void aWholeClassRunsWhenNoMethodIsNamed() {
        sums();
        baseline();
        loadVariants();

        assertThat(fresh(9, test("p.SumsTest")).outcomes()).hasSize(3);
        assertThat(fresh(9, test("p.SumsTest")).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void whatWouldNotEndRunsOutOfItsBudget() {
        sums();
        baseline();
        loadVariants();

        VariantResult result = shared(4, SUMS_ALL);

        assertThat(result.kind()).isEqualTo(Kind.BUDGET_EXHAUSTED);
        assertThat(Duration.ofNanos(result.nanos())).isLessThan(Duration.ofSeconds(2));
        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void endlessRecursionDiesSoon() {
        sums();
        baseline();
        loadVariants();

        assertThat(shared(5, SUMS_ALL).kind()).isEqualTo(Kind.STACK_OVERFLOW);
        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void anExitIsAnErrorOfTheTest() {
        sums();
        baseline();
        loadVariants();

        VariantResult result = shared(6, SUMS_ALL);

        assertThat(result.kind()).isEqualTo(Kind.TEST_FAILED);
        assertThat(result.firstRed().orElseThrow().status()).isEqualTo(ERROR);
        assertThat(message(result.firstRed().orElseThrow())).isEqualTo("System.exit(3) called");
    }

    @Test
    void aJvmThatDiesIsReplaced() {
        sums();
        baseline();
        loadVariants();

        assertThat(shared(7, SUMS_ALL).kind()).isEqualTo(Kind.JVM_DIED);
        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void aThreadThatCannotBeStoppedCostsItsJvm() {
        sums();
        baseline();
        loadVariants();

        assertThat(shared(8, SUMS_ALL).kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(shared(1, SUMS_ALL).kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void theFirstRedTestEndsARunUnlessToldOtherwise() {
        sums();
        baseline();
        loadVariants();
        List<TestId> tests = List.of(SUMS_ALL, SUMS_NOTHING, test("p.SumsTest#first"));

        assertThat(bench().run(new VariantRun(1, List.of(3), tests, false, true, false))
                        .outcomes())
                .filteredOn(TestOutcome::red)
                .hasSize(1);
        assertThat(bench().run(new VariantRun(1, List.of(3), tests, false, false, false))
                        .outcomes())
                .hasSize(3);
    }

    @Test
    void twoVariantsMakeAPair() {
        sums();
        baseline();
        loadVariants();

        // One element too many taken, one added that was missing: 6 + 3.
        VariantResult result = bench().run(new VariantRun(1, List.of(1, 9), List.of(SUMS_ALL), false, true, false));

        assertThat(message(result.firstRed().orElseThrow())).isEqualTo("expected:<6> but was:<9>");
    }

    @Test
    void equalTracesMeanEqualBehaviour() {
        sums();
        Baseline baseline = baseline();
        loadVariants();
        List<TestId> tests = List.of(SUMS_ALL);

        long byBound = traced(1, tests);
        long byAddition = traced(9, tests);
        long none = trace(bench().run(new VariantRun(0, List.of(), tests, true, false, true)), SUMS_ALL);

        assertThat(byBound).isEqualTo(byAddition).isNotEqualTo(none);
        assertThat(none).isEqualTo(baseline.traces().get(SUMS_ALL));
    }

    private long traced(int variant, List<TestId> tests) {
        return trace(bench().run(VariantRun.confirm(1, List.of(variant), tests).traced()), SUMS_ALL);
    }

    @Test
    void whatIsComputedWhileAClassIsLoadedIsChargedToNoTest() {
        tables("ALL[i]");
        Baseline baseline = baseline();

        VariantResult first = bench().run(new VariantRun(0, List.of(), List.of(SECOND), true, true, true));

        assertThat(ticks(baseline, FIRST))
                .as("whoever comes first to the class")
                .isLessThan(1000);
        assertThat(first.kind()).as("who finds it not loaded yet").isEqualTo(Kind.ALL_PASSED);
        assertThat(trace(first, SECOND))
                .as("what it saw, whether it was loaded before or not")
                .isEqualTo(baseline.traces().get(SECOND));
    }

    @Test
    void whoFillsWhatAllUseMayTakeAsLongAsWhoFilledItBefore() {
        tables("late()[i]");
        Baseline baseline = baseline();

        VariantResult first = bench().run(new VariantRun(0, List.of(), List.of(SECOND), true, true, false));

        assertThat(ticks(baseline, FIRST))
                .isGreaterThan(ticks(baseline, SECOND) + BenchOptions.standard().budgetFloor());
        assertThat(first.kind()).isEqualTo(Kind.ALL_PASSED);
    }

    /** Two tables that cost more than a test may use that itself needs little. */
    private void tables(String used) {
        small.production("p/Squares.java", """
                package p;
                public class Squares {
                    private static final int[] ALL = table(9);
                    private static int[] late;
                    private static int[] late() {
                        if (late == null) late = table(9);
                        return late;
                    }
                    private static int[] table(int size) {
                        int[] all = new int[size];
                        for (int round = 0; round < 200000; round++)
                            for (int i = 0; i < size; i++) all[i] = squared(i);
                        return all;
                    }
                    private static int squared(int i) { return i * i; }
                    public static int of(int i) { return USED; }
                }
                """.replace("USED", used))
                .test("p/ATest.java", """
                package p;
                public class ATest {
                    @org.junit.Test public void first() { org.junit.Assert.assertEquals(4, Squares.of(2)); }
                }
                """)
                .test("p/BTest.java", """
                package p;
                public class BTest {
                    @org.junit.Test public void second() { org.junit.Assert.assertEquals(9, Squares.of(3)); }
                }
                """);
    }

    @Test
    void nothingRunsWhereThereIsNoSuchTest() {
        sums();
        baseline();
        loadVariants();

        assertThat(shared(1, test("p.SumsTest#gone")).kind()).isEqualTo(Kind.NOTHING_RAN);
        assertThat(shared(1, test("p.Gone")).kind()).isEqualTo(Kind.NOTHING_RAN);
    }
}
