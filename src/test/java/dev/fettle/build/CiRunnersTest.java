package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.CiFailure.CompileError;
import dev.fettle.build.CiFailure.Kind;
import org.junit.jupiter.api.Test;

/** What the runners of tests print, as their versions do. */
class CiRunnersTest {
    @Test
    void surefiresSummariesOldAndNew() {
        assertThat(tests("""
                [ERROR] Failures:
                [ERROR]   CartTest.sums:9->check:20 expected: <1> but was: <2>
                [ERROR] Errors:
                [ERROR]   CartTest>BaseTest.setUp:12 » NullPointer no cart
                [ERROR]   CartTest.adds » IllegalState
                [INFO]
                [ERROR] Tests run: 4, Failures: 1, Errors: 2, Skipped: 0
                """)).containsExactly("CartTest#adds", "CartTest#setUp", "CartTest#sums");
        assertThat(tests("""
                Results :

                Failed tests:   sums(shop.CartTest): expected:<1> but was:<2>
                  adds(shop.CartTest)

                Tests in error:
                  loads(shop.StoreTest): no store

                Tests run: 4, Failures: 2, Errors: 1, Skipped: 0
                """)).containsExactly("shop.CartTest#adds", "shop.CartTest#sums", "shop.StoreTest#loads");
    }

    @Test
    void whatSurefireCallsAFlakeIsNoRedTest() {
        String flakes = """
                [ERROR] shop.CartTest.sums -- Time elapsed: 0.01 s <<< FAILURE!
                [WARNING] Flakes:
                [WARNING] shop.CartTest.sums
                [ERROR]   Run 1: CartTest.sums:9 expected: <1> but was: <2>
                [INFO]   Run 2: PASS
                [INFO]
                """;
        CiFailure alone =
                CiLogParser.parse(flakes + "[ERROR] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1\n");
        CiFailure besideARedOne =
                CiLogParser.parse("[ERROR] shop.CartTest.adds -- Time elapsed: 0.01 s <<< ERROR!\n" + flakes);

        assertThat(alone.kind()).isEqualTo(Kind.FLAKY);
        assertThat(alone.flaky()).containsExactly(new TestId("shop.CartTest", "sums"));
        assertThat(besideARedOne.kind()).isEqualTo(Kind.TEST);
        assertThat(besideARedOne.tests()).containsExactly(new TestId("shop.CartTest", "adds"));
    }

    @Test
    void annotationsThatReportStepsMake() {
        assertThat(tests("""
                src/test/java/shop/CartTest.java:9: failure: CartTest.sums: expected: <1> but was: <2>
                core/src/test/java/shop/StoreTest.java:12: failure: loads (shop.StoreTest) failed: no store
                src/test/java/shop/PayTest.java:3: failure: ❌ PayTest ► pays
                src/main/java/shop/Cart.java:40: failure: Cart.total: use a constant
                src/test/java/shop/CartTest.java:9: warning: CartTest.slow: took 3 s
                """))
                .containsExactlyInAnyOrder("shop.CartTest#sums", "shop.PayTest#pays", "shop.StoreTest#loads");
        assertThat(CiLogParser.parse("src/main/java/shop/Cart.java:4: failure: cannot find symbol\n")
                        .compileErrors())
                .containsExactly(new CompileError("src/main/java/shop/Cart.java", 4, "cannot find symbol"));
        assertThat(CiLogParser.parse("src/Cart.java:4: failure: error: ';' expected\n")
                        .kind())
                .isEqualTo(Kind.COMPILE);
        assertThat(CiLogParser.parse("src/Cart.java:4: failure: expected: <1> but was: <2>\n")
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void theLogsOfOneRunTellTogetherWhatIsRed() {
        CiFailure network = CiLogParser.parse("Error: No space left on device\n");
        CiFailure named = CiLogParser.parse("[ERROR]   CartTest.sums:9 expected: <1> but was: <2>\n");
        CiFailure traced = CiLogParser.parse("[ERROR] shop.CartTest.adds -- Time elapsed: 0.01 s <<< ERROR!\n"
                + "java.lang.NullPointerException\n\tat shop.Cart.add(Cart.java:7)\n");
        CiFailure whole = CiLogParser.parse("[ERROR] shop.CartTest.sums -- Time elapsed: 0.01 s <<< FAILURE!\n");

        CiFailure together = MostTelling.of(java.util.List.of(network, named, traced, whole));

        assertThat(together.kind()).isEqualTo(Kind.TEST);
        assertThat(together.trace()).isNotNull();
        assertThat(together.tests())
                .extracting(TestId::toString)
                .containsExactly("shop.CartTest#adds", "CartTest#sums");
        assertThat(MostTelling.of(java.util.List.of(network)).kind()).isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(MostTelling.of(java.util.List.of()).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void gradleWithParametersAndARetry() {
        assertThat(tests("""
                > Task :core:test FAILED

                shop.CartTest > sums() FAILED
                    org.opentest4j.AssertionFailedError at CartTest.java:9

                shop.CartTest > adds(int) > [2] 5 FAILED
                    java.lang.IllegalStateException at CartTest.java:19
                """)).containsExactly("shop.CartTest#sums", "shop.CartTest#adds(int)[2]");
        assertThat(CiLogParser.parse("shop.CartTest > sums() FAILED\n\nshop.CartTest > sums() PASSED\n")
                        .kind())
                .isEqualTo(Kind.FLAKY);
    }

    @Test
    void pytestWithASummaryAndAFileThatCannotBeImported() {
        CiFailure failure = CiLogParser.parse("""
                =========================== short test summary info ============================
                FAILED tests/test_cart.py::test_sum - assert 1 == 2
                FAILED tests/test_cart.py::test_p[2-a b] - assert 2 == 1
                FAILED tests/test_cart.py::TestCart::test_attr - AttributeError: 'list' objec...
                ERROR tests/test_broken.py
                ERROR tests/test_cart.py::TestCart::test_fix - RuntimeError: no
                4 failed, 1 passed, 2 errors in 1.56s
                """);

        assertThat(failure.tool()).isEqualTo("pytest");
        assertThat(failure.tests())
                .extracting(TestId::toString)
                .containsExactly(
                        "tests/test_cart.py#test_sum",
                        "tests/test_cart.py#test_p[2-a b]",
                        "tests/test_cart.py::TestCart#test_attr",
                        "tests/test_broken.py",
                        "tests/test_cart.py::TestCart#test_fix");
    }

    @Test
    void pytestInManyProcessesAndWithReruns() {
        assertThat(tests("""
                [gw0] [ 50%] FAILED tests/test_cart.py::test_sum
                [gw1] [100%] PASSED tests/test_cart.py::test_ok
                """)).containsExactly("tests/test_cart.py#test_sum");
        assertThat(tests("tests/test_cart.py::test_sum FAILED                    [ 50%]\n"))
                .containsExactly("tests/test_cart.py#test_sum");
        assertThat(CiLogParser.parse("""
                tests/test_cart.py::test_sum RERUN                         [ 50%]
                tests/test_cart.py::test_sum PASSED                        [ 50%]
                """).kind()).isEqualTo(Kind.FLAKY);
    }

    @Test
    void pythonsUnittest() {
        assertThat(tests("FAIL: test_u (tests.test_cart.U.test_u)\nERROR: test_v (tests.test_cart.U)\n"))
                .containsExactly("tests.test_cart.U#test_u", "tests.test_cart.U#test_v");
    }

    @Test
    void nodesOwnRunnerNamesLeavesAndTheirFile() {
        String tap = """
                TAP version 13
                # Subtest: Cart
                    # Subtest: sums
                    not ok 1 - sums
                      ---
                      duration_ms: 6.5
                      location: '/srv/shop/test/cart.test.mjs:2:26'
                      failureType: 'testCodeFailure'
                      error: '1 == 2'
                      ...
                    1..1
                not ok 1 - Cart
                  ---
                  type: 'suite'
                  location: '/srv/shop/test/cart.test.mjs:2:1'
                  failureType: 'subtestsFailed'
                  ...
                not ok 2 - later # TODO
                  ---
                  ...
                """;
        String spec = """
                ▶ Cart
                  ✖ sums (2.775485ms)
                ✖ Cart (4.623531ms)
                ℹ fail 1

                ✖ failing tests:

                test at test/cart.test.mjs:2:26
                ✖ sums (2.775485ms)
                """;

        assertThat(tests(tap)).containsExactly("/srv/shop/test/cart.test.mjs#sums");
        assertThat(tests(spec)).containsExactly("test/cart.test.mjs#sums");
    }

    @Test
    void jest() {
        assertThat(tests("""
                FAIL test/cart.test.js
                  ● Console

                    console.log
                  ● Cart › sums

                    expect(received).toBe(expected) // Object.is equality

                  ● top level

                    TypeError: boom

                FAIL test/broken.test.js (5.1 s)
                  ● Test suite failed to run

                    Cannot find module './nope' from 'broken.test.js'
                """))
                .containsExactly("test/cart.test.js#Cart › sums", "test/cart.test.js#top level", "test/broken.test.js");
    }

    @Test
    void mochaWhoseTitlesGoOverLines() {
        assertThat(tests("""
                  Cart
                    1) throws
                    when empty
                      2) sums

                  1 passing (7ms)
                  2 failing

                  1) Cart
                       throws:
                     TypeError: Cannot read properties of null (reading 'x')

                  2) Cart
                       when empty
                         sums:

                      AssertionError [ERR_ASSERTION]: 1 == 2
                """)).containsExactly("#Cart throws", "#Cart when empty sums");
    }

    @Test
    void vitestAndPlaywright() {
        assertThat(tests("""
                 FAIL  src/cart.test.ts > Cart > sums
                AssertionError: expected 2 to be 3
                 FAIL  |unit| src/load.test.ts [ src/load.test.ts ]
                """)).containsExactly("src/cart.test.ts#Cart > sums", "src/load.test.ts");
        assertThat(CiLogParser.parse(" ✓ sums 12ms (retry x1)\n").kind()).isEqualTo(Kind.FLAKY);
        CiFailure playwright = CiLogParser.parse("""
                  1) [chromium] › tests/cart.spec.ts:5:1 › Cart › sums ──────────
                  2) [chromium] › tests/cart.spec.ts:9:1 › Cart › adds ──────────
                  1 failed
                    [chromium] › tests/cart.spec.ts:9:1 › Cart › adds ──────────
                  1 flaky
                    [chromium] › tests/cart.spec.ts:5:1 › Cart › sums ──────────
                """);
        assertThat(playwright.tests()).containsExactly(new TestId("tests/cart.spec.ts", "Cart › adds"));
    }

    @Test
    void goPlainAsJsonAndWhenATestHangs() {
        assertThat(tests("""
                --- FAIL: TestTotal (0.00s)
                    --- FAIL: TestTotal/empty (0.00s)
                        cart_test.go:9: got 1
                FAIL
                FAIL\texample.com/shop\t0.004s
                """)).containsExactly("example.com/shop#TestTotal", "example.com/shop#TestTotal/empty");
        assertThat(tests("""
                {"Time":"2024-05-01T10:00:00Z","Action":"output","Package":"example.com/shop","Test":"TestTotal","Output":"--- FAIL: TestTotal (0.00s)\\n"}
                {"Time":"2024-05-01T10:00:00Z","Action":"fail","Package":"example.com/shop","Test":"TestTotal","Elapsed":0}
                {"Time":"2024-05-01T10:00:00Z","Action":"fail","Package":"example.com/shop","Elapsed":0.004}
                """)).containsExactly("example.com/shop#TestTotal");
        assertThat(tests("""
                panic: test timed out after 1s
                running tests:
                \tTestHang (1s)

                goroutine 17 [running]:
                FAIL\texample.com/shop\t1.012s
                """)).containsExactly("example.com/shop#TestHang");
    }

    @Test
    void dotnetSbtAndKarma() {
        assertThat(tests("""
                  Failed Shop.Tests.CartTests.AddsTwo(a: 1) [12 ms]
                  Error Message:
                   Assert.Equal() Failure
                [xUnit.net 00:00:00.52]     Shop.Tests.StoreTests.Loads [FAIL]

                Failed!  - Failed:     2, Passed:    10, Skipped:     0, Total:    12, Duration: 120 ms - Shop.Tests.dll (net8.0)
                """)).containsExactly("Shop.Tests.CartTests#AddsTwo(a: 1)", "Shop.Tests.StoreTests#Loads");
        assertThat(tests("""
                [info] - adds two *** FAILED ***
                [info]   2 did not equal 3 (CartSpec.scala:12)
                [error] Failed tests:
                [error] \tshop.CartSpec
                [error] (Test / test) sbt.TestsFailedException: Tests unsuccessful
                """)).containsExactly("shop.CartSpec");
        assertThat(tests("""
                Chrome Headless 119.0.0.0 (Linux x86_64) Cart adds two FAILED
                \tError: Expected 2 to be 3.
                Chrome Headless 119.0.0.0 (Linux x86_64): Executed 10 of 10 (1 FAILED) (0.5 secs / 0.4 secs)
                """)).containsExactly("#Cart adds two");
    }

    @Test
    void mavenInThreadsWithColoursAndTheTimesOfGitHub() {
        String escape = "\u001b";
        String log = """
                2025-11-03T10:12:42.0000000Z [^[1;31mERROR^[m] ^[1;31mTests ^[0;1mrun: ^[0;1m3^[m, ^[1;31mFailures: ^[0;1;31m1^[m, Errors: 0, Skipped: 0, Time elapsed: 0.123 s^[1;31m <<< FAILURE!^[m -- in shop.^[1mCartTest^[m
                2025-11-03T10:12:42.0500000Z [^[1;34mINFO^[m] ^[1m--- ^[0;32msurefire:3.2.5:test^[m ^[1m(default-test)^[m @ ^[36mcore^[0;1m ---^[m
                2025-11-03T10:12:42.1000000Z [^[1;31mERROR^[m] shop.CartTest.sums -- Time elapsed: 0.012 s <<< FAILURE!
                2025-11-03T10:12:42.1100000Z [^[1;31mERROR^[m] shop.StoreTest.loads -- Time elapsed: 0.01 s <<< ERROR!
                2025-11-03T10:12:42.1300000Z org.opentest4j.AssertionFailedError: expected: <3> but was: <2>
                2025-11-03T10:12:42.1400000Z \tat shop.CartTest.sums(CartTest.java:12)
                2025-11-03T10:12:43.1000000Z ##[error]Process completed with exit code 1.
                """;
        assertThat(tests(log.replace("^", escape))).containsExactly("shop.CartTest#sums", "shop.StoreTest#loads");
        assertThat(tests(log.replace("^", "")))
                .as("copied without the escape characters")
                .containsExactly("shop.CartTest#sums", "shop.StoreTest#loads");
    }

    @Test
    void whatStandsAtTheVeryEndOfALogThatWasCut() {
        String much = "compiling a file\n".repeat(20_000);
        assertThat(tests(much + "FAILED tests/test_cart.py::test_sum - assert 6 == 5"))
                .containsExactly("tests/test_cart.py#test_sum");
        assertThat(tests(much + "[ERROR] shop.CartTest.sums -- Time elapsed: 0.1 s <<< FAILURE!\n"))
                .containsExactly("shop.CartTest#sums");
        assertThat(CiLogParser.parse(much + "ne 3 of a line that begins before the cut\n"
                                + "[ERROR] /src/main/java/shop/Cart.java:[12,25] cannot find symbol")
                        .compileErrors())
                .containsExactly(new CompileError("/src/main/java/shop/Cart.java", 12, "cannot find symbol"));
        CiFailure full = CiLogParser.parse(much + "##[error]No space left on device");
        assertThat(full.kind()).isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(full.cause()).isEqualTo("No space left on device");
    }

    @Test
    void compilersOfManyLanguages() {
        assertThat(CiLogParser.parse("""
                [ERROR] /srv/shop/src/main/kotlin/Cart.kt: (12, 5) Unresolved reference: totl
                e: file:///srv/shop/src/main/kotlin/Store.kt:3:7 Unresolved reference: x
                /srv/shop/src/main/java/shop/Cart.java:12: error: cannot find symbol
                ./cart.go:3:5: undefined: total
                Cart.cs(12,34): error CS0103: The name 'total' does not exist in the current context
                [error] /srv/shop/src/main/scala/Cart.scala:7:9: not found: value total
                """).compileErrors())
                .extracting(CompileError::line)
                .containsExactly(12, 3, 12, 3, 12, 7);
    }

    @Test
    void whatIsNotTheCodesFault() {
        assertThat(
                        kind(
                                "[ERROR] Could not transfer artifact a:b:jar:1 from/to central: status code: 503, reason phrase: Service Unavailable (503)"))
                .isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(kind("npm error code ETIMEDOUT\nnpm error network request to https://r.example failed"))
                .isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(kind("""
                WARNING: Retrying (Retry(total=0)) after connection broken by 'ConnectTimeoutError: Connection timed out.'
                ERROR: No matching distribution found for shop==1.0
                """)).isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(kind("ERROR: No matching distribution found for shop==1.0")).isEqualTo(Kind.DEPENDENCY);
        assertThat(kind("npm error code E404\nnpm error 404 Not Found - GET https://r.example/shop"))
                .isEqualTo(Kind.DEPENDENCY);
        assertThat(
                        kind(
                                "The self-hosted runner: r-1 lost communication with the server. Verify the machine is running"))
                .isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(kind("make: *** [test] Killed\n##[error]Process completed with exit code 137."))
                .isEqualTo(Kind.INFRASTRUCTURE);
        CiFailure late = CiLogParser.parse("""
                downloading
                ##[error]The job running on runner r-1 has exceeded the maximum execution time of 360 minutes.
                ##[error]The operation was canceled.
                """);
        assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(late.cause()).contains("360 minutes");
    }

    @Test
    void aLogLongerThanMemoryShouldHoldIsReadAtItsEnds() {
        byte[] log = ("--- FAIL: TestFirst (0.00s)\n"
                        + "x".repeat(99).concat("\n").repeat(400_000) + "FAIL\texample.com/shop\t0.004s\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(CiLogParser.parse(log).tests()).containsExactly(new TestId("example.com/shop", "TestFirst"));
    }

    private static Kind kind(String log) {
        return CiLogParser.parse(log).kind();
    }

    private static java.util.List<String> tests(String log) {
        return CiLogParser.parse(log).tests().stream().map(TestId::toString).toList();
    }
}
