package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.CiFailure.Kind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CiLogParserTest {
    @Test
    void surefireOnGitHubActions() {
        CiFailure failure = CiLogParser.parse(actions("""
                ##[group]Run mvn -B verify
                ##[endgroup]
                [\u001B[1;34mINFO\u001B[m] Running shop.CartTest
                \u001B[1;31m[ERROR]\u001B[m Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! -- in shop.CartTest
                [ERROR] shop.CartTest.sums -- Time elapsed: 0.01 s <<< FAILURE!
                org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
                \tat shop.CartTest.sums(CartTest.java:9)

                [ERROR] shop.CartTest$WhenEmpty.adds(int)[1.5] -- Time elapsed: 0.01 s <<< ERROR!
                java.lang.NullPointerException
                \tat shop.Cart.add(Cart.java:4)
                [ERROR] Failures:
                [ERROR]   CartTest.sums:9 expected: <1> but was: <2>
                [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test (default-test) on project shop: There are test failures.
                ##[error]Process completed with exit code 1.
                """));

        assertThat(failure.kind()).isEqualTo(Kind.TEST);
        assertThat(failure.tool()).isEqualTo("maven");
        assertThat(failure.tests())
                .extracting(TestId::toString)
                .containsExactly("shop.CartTest#sums", "shop.CartTest$WhenEmpty#adds(int)[1.5]");
        StackTrace trace = Objects.requireNonNull(failure.trace());
        assertThat(trace.type()).isEqualTo("org.opentest4j.AssertionFailedError");
        assertThat(trace.frames()).hasSize(1);
        assertThat(failure.excerpt()).contains("shop.CartTest.sums").doesNotContain("2024-05", "\u001B");
    }

    @Test
    void oldSurefireAndACrashedJvm() {
        assertThat(CiLogParser.parse("""
                        sums(shop.CartTest)  Time elapsed: 0.003 sec  <<< FAILURE!
                        java.lang.AssertionError: expected:<1> but was:<2>
                        """).tests()).containsExactly(new TestId("shop.CartTest", "sums"));
        assertThat(CiLogParser.parse("""
                        [ERROR] ExecutionException The forked VM terminated without properly saying goodbye. VM crash or System.exit called?
                        [ERROR] Crashed tests:
                        [ERROR] shop.ExitTest
                        [ERROR] 	at org.apache.maven.plugin.surefire.booterclient.ForkStarter.fork(ForkStarter.java:690)
                        """).tests()).containsExactly(new TestId("shop.ExitTest", ""));
    }

    @Test
    void aSummaryIsUsedWhenTheDetailsAreMissing() {
        assertThat(CiLogParser.parse("[ERROR]   CartTest.sums:9->check:20 expected: <1> but was: <2>")
                        .tests())
                .containsExactly(new TestId("CartTest", "sums"));
    }

    @Test
    void whatDoesNotCompileIsNamedWithItsPlace() {
        CiFailure failure = CiLogParser.parse(actions("""
                [ERROR] COMPILATION ERROR :
                [ERROR] /home/runner/work/shop/shop/src/main/java/shop/Cart.java:[12,8] cannot find symbol
                [ERROR]   symbol:   variable totl
                [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile (default-compile) on project shop: Compilation failure
                """));

        assertThat(failure.kind()).isEqualTo(Kind.COMPILE);
        assertThat(failure.compileErrors())
                .first()
                .hasToString("/home/runner/work/shop/shop/src/main/java/shop/Cart.java:12: cannot find symbol");
    }

    @Test
    void dependencyTimeOutAndInfrastructureAreToldApart() {
        assertThat(
                        kind(
                                "[ERROR] Failed to execute goal on project shop: Could not resolve dependencies for project a:b:jar:1: Could not find artifact x:y:jar:1 in central"))
                .isEqualTo(Kind.DEPENDENCY);
        assertThat(
                        kind(
                                "##[error]The job running on runner GitHub Actions 2 has exceeded the maximum execution time of 360 minutes."))
                .isEqualTo(Kind.TIMEOUT);
        assertThat(kind("java.io.IOException: No space left on device")).isEqualTo(Kind.INFRASTRUCTURE);
        assertThat(kind("##[error]Process completed with exit code 1.")).isEqualTo(Kind.UNKNOWN);
        assertThat(kind("")).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void otherBuildsAreReadInAFirstForm() {
        assertThat(CiLogParser.parse(
                                "shop.CartTest > When empty > adds() FAILED\n    java.lang.AssertionError at CartTest.java:9")
                        .tests())
                .containsExactly(new TestId("shop.CartTest", "adds"));
        assertThat(CiLogParser.parse("FAILED tests/test_cart.py::TestCart::test_sum[1-2] - assert 1 == 2")
                        .tests())
                .containsExactly(new TestId("tests/test_cart.py::TestCart", "test_sum[1-2]"));
        assertThat(CiLogParser.parse(
                                "--- FAIL: TestTotal (0.00s)\n    cart_test.go:9: got 1\nFAIL\nFAIL\texample.com/shop\t0.004s")
                        .tests())
                .containsExactly(new TestId("example.com/shop", "TestTotal"));
        assertThat(CiLogParser.parse(" FAIL  src/cart.test.ts\n  ● Cart › sums\n")
                        .tests())
                .containsExactly(new TestId("src/cart.test.ts", "Cart › sums"));
        assertThat(CiLogParser.parse("not ok 3 - sums the cart\n").tests())
                .containsExactly(new TestId("", "sums the cart"));
        assertThat(CiLogParser.parse("src/cart.ts(3,7): error TS2322: Type 'string' is not assignable")
                        .kind())
                .isEqualTo(Kind.COMPILE);
    }

    @Test
    void aLongHostileLogEndsSoon() {
        String line = "[ERROR] " + "a.".repeat(3_000) + " > ".repeat(500) + "(((( <<< FAILURE";
        assertThat(CiLogParser.parse((line + "\n").repeat(500)).kind()).isEqualTo(Kind.UNKNOWN);
    }

    private static Kind kind(String log) {
        return CiLogParser.parse(actions(log)).kind();
    }

    private static String actions(String log) {
        StringBuilder stamped = new StringBuilder();
        log.lines()
                .forEach(line -> stamped.append("2024-05-01T10:00:00.1234567Z ")
                        .append(line)
                        .append('\n'));
        return stamped.toString();
    }

    @Test
    void pytestNamesItsRedTestsAfterItHasToldOfThem() {
        CiFailure failure = CiLogParser.parse("""
                collected 2 items

                tests/test_cart.py .F                                                    [100%]

                =================================== FAILURES ===================================
                __________________________________ test_total __________________________________

                    def test_total():
                >       assert total({}) == 3

                tests/test_cart.py:5:
                _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

                    def total(cart):
                >       return cart["sum"]
                E       KeyError: 'sum'

                shop/cart.py:7: KeyError
                =========================== short test summary info ============================
                FAILED tests/test_cart.py::test_total - KeyError: 'sum'
                ========================= 1 failed, 1 passed in 0.03s ==========================
                """);

        assertThat(failure.tests()).containsExactly(new TestId("tests/test_cart.py", "test_total"));
        assertThat(failure.trace()).isNotNull();
        assertThat(failure.trace().type()).isEqualTo("KeyError");
        assertThat(failure.trace().frames().get(0).file()).isEqualTo("shop/cart.py");
        assertThat(failure.excerpt()).contains("return cart[\"sum\"]");
    }

    @Test
    void goNamesThePackageAfterThePanic() {
        CiFailure failure = CiLogParser.parse("""
                === RUN   TestTotal
                --- FAIL: TestTotal (0.00s)
                panic: runtime error: index out of range [5] with length 3 [recovered]
                \tpanic: runtime error: index out of range [5] with length 3

                goroutine 6 [running]:
                testing.tRunner.func1.2({0x5122a0, 0xc00001a0f0})
                \t/usr/local/go/src/testing/testing.go:1631 +0x24a
                panic({0x5122a0?, 0xc00001a0f0?})
                \t/usr/local/go/src/runtime/panic.go:770 +0x132
                example.com/shop.Total(...)
                \t/home/runner/work/shop/shop/cart.go:12
                example.com/shop.TestTotal(0xc0000b6000)
                \t/home/runner/work/shop/shop/cart_test.go:5 +0x1d
                FAIL\texample.com/shop\t0.005s
                FAIL
                """);

        assertThat(failure.tests()).containsExactly(new TestId("example.com/shop", "TestTotal"));
        assertThat(failure.trace()).isNotNull();
        assertThat(failure.trace().message()).startsWith("runtime error: index out of range");
        assertThat(failure.trace().frames().get(0).line()).isEqualTo(12);
    }

    @Test
    void cargoAndRustc() {
        CiFailure red = CiLogParser.parse("""
                running 2 tests
                test cart::tests::adds ... ok
                test cart::tests::sums ... FAILED

                failures:

                ---- cart::tests::sums stdout ----

                thread 'cart::tests::sums' panicked at src/cart.rs:12:5:
                assertion `left == right` failed
                  left: 3
                 right: 2
                note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                """);
        CiFailure broken = CiLogParser.parse("""
                error[E0308]: mismatched types
                 --> src/cart.rs:4:18
                  |
                error: could not compile `shop` (lib) due to 1 previous error
                """);

        assertThat(red.tool()).isEqualTo("cargo");
        assertThat(red.tests()).containsExactly(new TestId("cart::tests", "sums"));
        assertThat(red.trace()).isNotNull();
        assertThat(red.trace().frames().get(0).file()).isEqualTo("src/cart.rs");
        assertThat(broken.compileErrors())
                .containsExactly(new CiFailure.CompileError("src/cart.rs", 4, "error[E0308]: mismatched types"));
    }

    @Test
    void projectsOfRunnersAndClassesWithinClasses() {
        assertThat(CiLogParser.parse("FAIL unit src/cart.test.js\n  ● cart › sums\n")
                        .tests())
                .containsExactly(new TestId("src/cart.test.js", "cart › sums"));
        assertThat(CiLogParser.parse(" FAIL   unit  src/cart.test.ts > cart > sums\n")
                        .tests())
                .containsExactly(new TestId("src/cart.test.ts", "cart > sums"));
        assertThat(CiLogParser.parse("shop.CartTest > Empty > sums() FAILED\n").tests())
                .containsExactly(new TestId("shop.CartTest$Empty", "sums"));
        assertThat(CiLogParser.parse("sums(CartTest)  Time elapsed: 0.01 sec  <<< FAILURE!\n")
                        .tests())
                .containsExactly(new TestId("CartTest", "sums"));
    }
}
