package dev.fettle.repair.run;

import static dev.fettle.build.TestOutcome.Status.ERROR;
import static dev.fettle.build.TestOutcome.Status.FAILED;
import static dev.fettle.build.TestOutcome.Status.PASSED;
import static dev.fettle.build.TestOutcome.Status.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.run.VariantResult.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JUnit Platform; the expected names are those that Surefire 3.5.4 wrote for the same class. */
class JupiterTest extends BenchedTest {
    @Override
    TestFramework framework() {
        return TestFramework.JUNIT5;
    }

    @Test
    void testsAreNamedAsInSurefiresReports() {
        small.test("p/Base.java", "package p; class Base { @org.junit.jupiter.api.Test void inherited() {} }")
                .test("p/NamesTest.java", """
                package p;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.params.*;
                import org.junit.jupiter.params.provider.*;
                import java.util.stream.*;
                import static org.junit.jupiter.api.Assertions.*;
                class NamesTest extends Base {
                    @Test void plain() {}
                    @Test void withInfo(TestInfo info) {}
                    @ParameterizedTest @ValueSource(ints = {1, 2}) void each(int n) { assertEquals(1, n); }
                    @ParameterizedTest @CsvSource({"1,a", "2,b"}) void pairs(int n, String s) {}
                    @ParameterizedTest @MethodSource("none") void broken(int n) {}
                    @RepeatedTest(2) void again() {}
                    @TestFactory Stream<DynamicTest> made() {
                        return Stream.of(DynamicTest.dynamicTest("one", () -> {}), DynamicTest.dynamicTest("two", () -> fail()));
                    }
                    @DisplayName("a fine name") @Test void named() {}
                    @Disabled @Test void off() {}
                    @Nested class Inner { @Test void deep() {} }
                }
                """)
                .test("p/SetUpTest.java", """
                package p;
                import org.junit.jupiter.api.*;
                class SetUpTest {
                    @BeforeAll static void boom() { throw new IllegalStateException("no"); }
                    @Test void a() {}
                    @Test void b() {}
                }
                """);

        Baseline baseline = baseline();

        assertThat(statuses(baseline))
                .containsOnly(
                        entry("p.NamesTest#inherited", PASSED),
                        entry("p.NamesTest#plain", PASSED),
                        entry("p.NamesTest#withInfo(TestInfo)", PASSED),
                        entry("p.NamesTest#each(int)[1]", PASSED),
                        entry("p.NamesTest#each(int)[2]", FAILED),
                        entry("p.NamesTest#pairs(int, String)[1]", PASSED),
                        entry("p.NamesTest#pairs(int, String)[2]", PASSED),
                        entry("p.NamesTest#broken(int)", ERROR),
                        entry("p.NamesTest#again()[1]", PASSED),
                        entry("p.NamesTest#again()[2]", PASSED),
                        entry("p.NamesTest#made()[1]", PASSED),
                        entry("p.NamesTest#made()[2]", FAILED),
                        entry("p.NamesTest#named", PASSED),
                        entry("p.NamesTest#off", SKIPPED),
                        entry("p.NamesTest$Inner#deep", PASSED),
                        entry("p.SetUpTest", ERROR));
    }

    @Test
    void anInvocationsNameRunsItsMethod() {
        small.test("p/NamesTest.java", """
                package p;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.params.*;
                import org.junit.jupiter.params.provider.*;
                class NamesTest {
                    @ParameterizedTest @ValueSource(ints = {1, 2}) void each(int n) { }
                    @Nested class Inner { @Test void deep() {} }
                }
                """);
        open(BenchOptions.standard());

        assertThat(run("p.NamesTest#each(int)[2]").outcomes())
                .extracting(TestOutcome::id)
                .containsExactly(test("p.NamesTest#each(int)[1]"), test("p.NamesTest#each(int)[2]"));
        assertThat(run("p.NamesTest$Inner#deep").kind()).isEqualTo(Kind.ALL_PASSED);
    }

    private VariantResult run(String id) {
        return bench().run(new VariantRun(0, List.of(), List.of(test(id)), true, true, false));
    }

    @Test
    void variantsAreJudged() {
        small.production(
                        "p/Sign.java",
                        "package p; public class Sign { public static int of(int n) { return n > 0 ? 1 : -1; } }")
                .test("p/SignTest.java", """
                package p;
                import org.junit.jupiter.api.*;
                import static org.junit.jupiter.api.Assertions.*;
                class SignTest {
                    @Test void zero() { assertEquals(0, Sign.of(0)); }
                    @Test void one() { assertEquals(1, Sign.of(1)); }
                }
                """);
        TestId zero = test("p.SignTest#zero");
        TestId one = test("p.SignTest#one");
        assertThat(baseline().red()).extracting(TestOutcome::id).containsExactly(zero);
        load("p/Sign.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Sign {
                    public static int of(int n) {
                        if (Switch.on(1)) return 0;
                        if (Switch.on(2)) return Integer.signum(n);
                        while (Switch.on(3)) { n++; }
                        if (Switch.on(4)) return of(n);
                        return n > 0 ? 1 : -1;
                    }
                }
                """);

        assertThat(shared(1, zero).kind()).isEqualTo(Kind.ALL_PASSED);
        assertThat(shared(1, zero, one).kind()).isEqualTo(Kind.TEST_FAILED);
        assertThat(shared(2, zero, one).kind()).isEqualTo(Kind.ALL_PASSED);
        assertThat(shared(3, zero).kind()).isEqualTo(Kind.BUDGET_EXHAUSTED);
        assertThat(shared(4, zero).kind()).isEqualTo(Kind.STACK_OVERFLOW);
        assertThat(fresh(2, zero, one).kind()).isEqualTo(Kind.ALL_PASSED);
    }
}
