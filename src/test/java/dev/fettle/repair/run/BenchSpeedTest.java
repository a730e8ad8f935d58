package dev.fettle.repair.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.run.VariantResult.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/** How many runs of variants a second one JVM does on a small program, in the sandbox; the figures are published with the report. */
@Tag("slow")
class BenchSpeedTest extends BenchedTest {
    private static final int RUNS = 2_000;

    @Test
    void runsASecond(TestInfo info, TestReporter reporter) {
        small.production(
                        "p/Sign.java",
                        "package p; public class Sign { public static int of(int n) { return n > 0 ? 1 : -1; } }")
                .test("p/SignTest.java", """
                package p;
                public class SignTest {
                    @org.junit.Test public void zero() { org.junit.Assert.assertEquals(0, Sign.of(0)); }
                }
                """);
        baseline();
        load("p/Sign.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Sign {
                    public static int of(int n) { return Switch.on(1) ? Integer.signum(n) : n > 0 ? 1 : -1; }
                }
                """);

        double shared = runsASecond(false);
        double fresh = runsASecond(true);

        reporter.publishEntry("runs a second, shared loader", String.valueOf(Math.round(shared)));
        reporter.publishEntry("runs a second, fresh loader", String.valueOf(Math.round(fresh)));
        assertThat(shared).as(info.getDisplayName()).isGreaterThan(500);
        assertThat(fresh).isGreaterThan(100);
    }

    /** The second half, when the JVM is warm. */
    private double runsASecond(boolean fresh) {
        List<TestId> tests = List.of(test("p.SignTest#zero"));
        long start = 0;
        for (int i = 0; i < RUNS; i++) {
            if (i == RUNS / 2) {
                start = System.nanoTime();
            }
            int variant = 1 + i % 2;
            VariantResult result = bench().run(new VariantRun(1, List.of(variant), tests, fresh, true, false));
            assertThat(result.kind()).isEqualTo(variant == 1 ? Kind.ALL_PASSED : Kind.TEST_FAILED);
        }
        return RUNS / 2 * 1e9 / (System.nanoTime() - start);
    }
}
