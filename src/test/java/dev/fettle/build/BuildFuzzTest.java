package dev.fettle.build;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Output of builds is foreign: whatever stands in it, it is read to its end or left alone, and nothing is thrown. */
class BuildFuzzTest {
    private static final List<String> LOGS = List.of("""
            2026-03-02T10:00:00.1234567Z [INFO] Running shop.PriceTest
            2026-03-02T10:00:01.1234567Z [ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! -- in shop.PriceTest
            2026-03-02T10:00:01.1234567Z [ERROR] shop.PriceTest.adds -- Time elapsed: 0.01 s <<< FAILURE!
            java.lang.AssertionError: expected:<12> but was:<8>
            \tat shop.PriceTest.adds(PriceTest.java:9)
            Caused by: java.lang.IllegalStateException: Zeile\u00e4
            \t... 12 more
            [ERROR] Failures:
            [ERROR]   PriceTest.adds:9 expected:<12> but was:<8>
            [ERROR] COMPILATION ERROR :
            [ERROR] /src/A.java:[3,5] cannot find symbol
            """, """
            > Task :test FAILED
            shop.CartTest > sums() FAILED
                org.opentest4j.AssertionFailedError: expected: <5> but was: <-1>
                    at shop.CartTest.sums(CartTest.java:12)
            3 tests completed, 1 failed
            """, """
            =================================== FAILURES ===================================
            _______________________________ test_sum[1-2] _________________________________
                def test_sum():
            >       assert add(1, 2) == 4
            E       assert 3 == 4
            tests/test_cart.py:5: AssertionError
            =========================== short test summary info ============================
            FAILED tests/test_cart.py::test_sum[1-2] - assert 3 == 4
            """, """
            === RUN   TestSum
                cart_test.go:9: got 3, want 4
            --- FAIL: TestSum (0.00s)
            FAIL\texample.org/cart\t0.005s
            {"Time":"2026-03-02T10:00:00Z","Action":"fail","Package":"example.org/cart","Test":"TestSum","Elapsed":0.01}
            """, """
            not ok 2 - sums
              ---
              duration_ms: 1.5
              error: 'Expected values to be strictly equal'
              ...
              1) cart sums:
                 AssertionError [ERR_ASSERTION]: 3 == 4
                  at Context.<anonymous> (test/cart.test.js:5:12)
            """);

    private static final List<String> TRACES = List.of("""
            Exception in thread "main" java.lang.IllegalStateException: no price
            \tat shop.Cart.sum(Cart.java:12)
            \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1511)
            Caused by: java.lang.NullPointerException: Cannot invoke "String.length()" because "<local1>" is null
            \tat shop.Price.of(Price.java:7)
            \t... 3 more
            """, """
            Traceback (most recent call last):
              File "/app/shop/cart.py", line 12, in total
                return sum(items)
            TypeError: unsupported operand type(s) for +: 'int' and 'str'
            """, """
            TypeError: Cannot read properties of undefined (reading 'price')
                at total (/app/src/cart.js:10:15)
                at async Promise.all (index 0)
            """, """
            panic: runtime error: index out of range [3] with length 3

            goroutine 1 [running]:
            main.total(...)
            \t/app/cart.go:12 +0x1d
            """, """
            thread 'main' panicked at src/cart.rs:5:10:
            called `Option::unwrap()` on a `None` value
            stack backtrace:
               0: rust_begin_unwind
               1: shop::cart::total
                         at ./src/cart.rs:5:10
            """, """
            System.NullReferenceException: Object reference not set to an instance of an object.
               at Shop.Cart.Total(Int32 n) in /app/Cart.cs:line 12
               --- End of inner exception stack trace ---
            """);

    private static final List<String> REPORTS = List.of(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"shop.CartTest\" tests=\"2\" failures=\"1\"><testcase name=\"sums\" classname=\"shop.CartTest\" time=\"0.01\"><failure message=\"expected\" type=\"java.lang.AssertionError\"><![CDATA[trace]]></failure><system-out>x</system-out></testcase><testcase name=\"skips\" classname=\"shop.CartTest\"><skipped/></testcase></testsuite>",
            "<testsuites><testsuite name=\"pytest\"><testcase classname=\"tests.test_cart\" name=\"test_sum[1]\" time=\"0\"><error message=\"&lt;x&gt;\">E</error></testcase></testsuite></testsuites>");

    private static final List<String> SOURCES = List.of(
            "package shop;\n\nimport java.util.List;\n\nclass Cart<T extends List<?>> {\n    int sum(int a) { return switch (a) { case 1 -> 2; default -> a; }; }\n}\n",
            "void main() {\n    System.out.println(\"\"\"\n      x\n    \"\"\");\n}\n");

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> logsOfCi() {
        return Mutations.seeds(LOGS);
    }

    @MethodSource
    @FuzzTest
    void logsOfCi(byte[] log) {
        CiLogParser.parse(log);
    }

    static List<Named<byte[]>> traces() {
        return Mutations.seeds(TRACES);
    }

    @MethodSource
    @FuzzTest
    void traces(byte[] trace) {
        StackTraceParser.parseAll(new String(trace, StandardCharsets.UTF_8));
    }

    static List<Named<byte[]>> reportsOfTests() {
        return Mutations.seeds(REPORTS);
    }

    @MethodSource
    @FuzzTest
    void reportsOfTests(byte[] report) {
        JUnitXml.read(List.of(report));
    }

    static List<Named<byte[]>> timesOfTests() {
        return Mutations.seeds(LOGS);
    }

    @MethodSource
    @FuzzTest
    void timesOfTests(byte[] log) {
        TestTimes.read(log);
    }

    static List<Named<byte[]>> sources() {
        return Mutations.seeds(SOURCES);
    }

    @MethodSource
    @FuzzTest
    void sources(byte[] source) {
        ParsedJava.isWhole(new String(source, StandardCharsets.UTF_8));
    }
}
