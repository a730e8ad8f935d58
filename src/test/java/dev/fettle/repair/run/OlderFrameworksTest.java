package dev.fettle.repair.run;

import static dev.fettle.build.TestOutcome.Status.ERROR;
import static dev.fettle.build.TestOutcome.Status.FAILED;
import static dev.fettle.build.TestOutcome.Status.PASSED;
import static dev.fettle.build.TestOutcome.Status.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class OlderFrameworksTest extends BenchedTest {
    @Test
    void junit3TestsRun() {
        small.test("p/OldTest.java", """
                package p;
                public class OldTest extends junit.framework.TestCase {
                    public void testGood() { assertEquals(1, 1); }
                    public void testBad() { assertEquals(1, 2); }
                }
                """);

        assertThat(statuses(baseline()))
                .containsOnly(entry("p.OldTest#testGood", PASSED), entry("p.OldTest#testBad", FAILED));
    }

    @Test
    void parametersIgnoredTestsAssumptionsAndSetUpOfJunit4() {
        small.test("p/EachTest.java", """
                package p;
                import org.junit.*;
                import org.junit.runner.RunWith;
                import org.junit.runners.Parameterized;
                import static org.junit.Assert.*;
                @RunWith(Parameterized.class) public class EachTest {
                    @Parameterized.Parameters public static Object[] numbers() { return new Object[] {1, 2}; }
                    @Parameterized.Parameter public int n;
                    @Test public void one() { assertEquals(1, n); }
                    @Ignore @Test public void off() { }
                    @Test public void only() { Assume.assumeTrue(n == 1); }
                }
                """).test("p/SetUpTest.java", """
                package p;
                import org.junit.*;
                public class SetUpTest {
                    @BeforeClass public static void boom() { throw new IllegalStateException("no"); }
                    @Test public void a() { }
                }
                """);

        assertThat(statuses(baseline()))
                .containsOnly(
                        entry("p.EachTest#one[0]", PASSED),
                        entry("p.EachTest#one[1]", FAILED),
                        entry("p.EachTest#off[0]", SKIPPED),
                        entry("p.EachTest#off[1]", SKIPPED),
                        entry("p.EachTest#only[0]", PASSED),
                        entry("p.EachTest#only[1]", SKIPPED),
                        entry("p.SetUpTest", ERROR));
    }
}
