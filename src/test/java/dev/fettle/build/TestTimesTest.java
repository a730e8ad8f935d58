package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times of tests in the logs of runners. */
class TestTimesTest {
    private static Map<String, Double> read(String log) {
        return TestTimes.read(log.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void surefireTellsOfClasses() {
        assertThat(read("""
                        2024-05-01T10:00:00.1234567Z [INFO] Running shop.CartTest
                        2024-05-01T10:00:01.1234567Z [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.123 s -- in shop.CartTest
                        [INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1,204.5 s - in shop.PriceTest
                        Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 2.5 sec - in shop.OldTest
                        [WARNING] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 7 s -- in shop.SkippingTest
                        [INFO] Tests run: 11, Failures: 0, Errors: 0, Skipped: 1
                        """))
                .containsOnly(
                        Map.entry("shop.CartTest", 0.123),
                        Map.entry("shop.PriceTest", 1204.5),
                        Map.entry("shop.OldTest", 2.5),
                        Map.entry("shop.SkippingTest", 7.0));
    }

    @Test
    void pytestTellsOfItsSlowestWhereAsked() {
        assertThat(read("""
                        ============================= slowest 10 durations =============================
                        2.51s call     tests/test_cart.py::TestCart::test_sum[3 items]
                        0.90s setup    tests/test_cart.py::test_price
                        0.05s call     tests/test_cart.py::test_price
                        """))
                .containsOnly(
                        Map.entry("tests/test_cart.py::TestCart::test_sum[3 items]", 2.51),
                        Map.entry("tests/test_cart.py::test_price", 0.05));
    }

    @Test
    void goTellsOfTestsAndPackages() {
        assertThat(read("""
                        === RUN   TestTotal
                        --- PASS: TestTotal (0.12s)
                            --- PASS: TestTotal/empty (0.02s)
                        ok  \texample.com/shop/cart\t1.204s
                        ok  \texample.com/shop/price\t(cached)
                        {"Time":"2024-05-01T10:00:00Z","Action":"pass","Package":"example.com/shop","Test":"TestAll","Elapsed":3.5}
                        """))
                .containsOnly(
                        Map.entry("TestTotal", 0.12),
                        Map.entry("TestTotal/empty", 0.02),
                        Map.entry("example.com/shop/cart", 1.204),
                        Map.entry("example.com/shop.TestAll", 3.5));
    }

    @Test
    void runnersOfNodeTellOfFilesOrTests() {
        assertThat(read("""
                        PASS src/cart.test.ts (5.2 s)
                        PASS unit src/price.test.js (812 ms)
                         ✓ src/desk.test.ts (3 tests) 1203ms
                         ✓ src/till.spec.mjs (1 test) 2.5s
                        ✔ adds what is left (12.5ms)
                          ✓ pays at the till (204ms)
                        """))
                .containsOnly(
                        Map.entry("src/cart.test.ts", 5.2),
                        Map.entry("src/price.test.js", 0.812),
                        Map.entry("src/desk.test.ts", 1.203),
                        Map.entry("src/till.spec.mjs", 2.5),
                        Map.entry("adds what is left", 0.0125),
                        Map.entry("pays at the till", 0.204));
    }

    @Test
    void gradleDoesWithALoggerThatPrintsTimes() {
        assertThat(read("shop.CartTest > sums > of two PASSED (1.3s)\nshop.CartTest > adds PASSED\n"))
                .containsOnly(Map.entry("shop.CartTest > sums > of two", 1.3));
    }

    @Test
    void ofTwoTimesTheShorterCountsAndOtherLinesAreNone() {
        String log = "[INFO] Tests run: 3, Time elapsed: 2 s -- in shop.CartTest\n"
                + "[INFO] Tests run: 3, Time elapsed: 1.5 s -- in shop.CartTest\n"
                + "Time elapsed: 99 s for everything\n--- PASS: broken (.s)\n" + "PASS " + "x".repeat(100_000) + "\n";
        assertThat(read(log)).containsOnly(Map.entry("shop.CartTest", 1.5));
    }
}
