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
}
