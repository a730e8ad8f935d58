package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTraceParserTest {
    @Test
    void aJavaTraceWithCausesSuppressedAndModules() {
        StackTrace trace = one("""
                Exception in thread "main" shop.OrderException: order 7 failed
                second line of the message
                \tat app//shop.Orders.place(Orders.java:12)
                \tat java.base/java.util.stream.ForEachOps$ForEachOp.evaluate(ForEachOps.java:151)
                \tat shop.Orders$$Lambda$14/0x0000000800066840.run(Unknown Source)
                \tat java.base@17.0.1/jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
                \tSuppressed: java.io.IOException: close
                \t\tat shop.Noise.close(Noise.java:1)
                \tCaused by: java.lang.IllegalStateException: of the suppressed
                \t\tat shop.Noise.more(Noise.java:2)
                Caused by: java.lang.NullPointerException
                \tat shop.Cart.total(Cart.java:33)
                \t... 3 more
                """);

        assertThat(trace.type()).isEqualTo("shop.OrderException");
        assertThat(trace.message()).isEqualTo("order 7 failed\nsecond line of the message");
        assertThat(trace.frames())
                .containsExactly(
                        new Frame("shop.Orders", "place", "Orders.java", 12),
                        new Frame("java.util.stream.ForEachOps$ForEachOp", "evaluate", "ForEachOps.java", 151),
                        new Frame("shop.Orders$$Lambda$14", "run", "", 0),
                        new Frame("jdk.internal.reflect.NativeMethodAccessorImpl", "invoke0", "", 0));
        assertThat(trace.root().type()).isEqualTo("java.lang.NullPointerException");
        assertThat(trace.root().frames()).containsExactly(new Frame("shop.Cart", "total", "Cart.java", 33));
    }

    @Test
    void logPrefixesQuotesFencesAndEscapedMarkupDoNotHideIt() {
        String log = """
                It broke:
                ```
                > 2024-05-01 12:00:01.123 ERROR 17 --- [nio-1] o.a.c.c.C.[dispatcherServlet] : Servlet.service() threw: java.lang.IllegalStateException: no stock
                >     at shop.Stock.&lt;init&gt;(Stock.java:4) ~[classes!/:na]
                >     at shop.Stock.lambda$load$0(Stock.kt:9) [shop.jar:1.0]
                ```
                """;

        StackTrace trace = one(log);
        assertThat(trace.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(trace.message()).isEqualTo("no stock");
        assertThat(trace.frames())
                .containsExactly(
                        new Frame("shop.Stock", "<init>", "Stock.java", 4),
                        new Frame("shop.Stock", "lambda$load$0", "Stock.kt", 9));
    }

    @Test
    void aTraceThatLostItsLineEndsOrWasWrappedIsPutTogether() {
        StackTrace flat =
                one("java.lang.ArithmeticException: / by zero at a.B.c(B.java:1) at a.D.e(D.java:22) at a.F.main(F.ja");
        StackTrace wrapped = one(
                "java.lang.ArithmeticException: / by zero\n\tat a.very.long.Name.c(\nName.java:1)\n\tat a.D.e(D.java:22)");

        assertThat(flat.frames())
                .containsExactly(new Frame("a.B", "c", "B.java", 1), new Frame("a.D", "e", "D.java", 22));
        assertThat(flat.message()).isEqualTo("/ by zero");
        assertThat(wrapped.frames())
                .containsExactly(
                        new Frame("a.very.long.Name", "c", "Name.java", 1), new Frame("a.D", "e", "D.java", 22));
    }

    @Test
    void framesWithoutAHeaderAndKotlinNamesWithBlanks() {
        StackTrace trace = one("\tat shop.CartTest.adds two. items(CartTest.kt:5)\n\tat shop.Cart.add(Cart.kt:2)");

        assertThat(trace.type()).isEmpty();
        assertThat(trace.frames().get(0)).isEqualTo(new Frame("shop.CartTest", "adds two. items", "CartTest.kt", 5));
    }

    @Test
    void twoTracesInOneLogAreTwo() {
        List<StackTrace> traces = StackTraceParser.parseAll(
                "[ERROR] a.X.t  Time elapsed: 0 s\njava.lang.AssertionError: one\n\tat a.X.t(X.java:1)\n\n[ERROR] a.Y.t\norg.opentest4j.AssertionFailedError: two\n\tat a.Y.t(Y.java:2)\n");

        assertThat(traces).extracting(StackTrace::message).containsExactly("one", "two");
    }

    @Test
    void pythonsTracebackIsTurnedTopFirstAndKeepsItsCause() {
        StackTrace trace = one("""
                Traceback (most recent call last):
                  File "shop/cart.py", line 3, in total
                    return 1 / n
                ZeroDivisionError: division by zero

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "main.py", line 9, in <module>
                    run()
                  File "shop/orders.py", line 5, in run
                    raise OrderError("bad") from e
                shop.OrderError: bad
                """);

        assertThat(trace.language()).isEqualTo(Language.PYTHON);
        assertThat(trace.type()).isEqualTo("shop.OrderError");
        assertThat(trace.frames().get(0)).isEqualTo(new Frame("", "run", "shop/orders.py", 5));
        assertThat(trace.root().type()).isEqualTo("ZeroDivisionError");
    }

    @Test
    void javaScriptGoRustAndDotNet() {
        StackTrace script = one("""
                TypeError: Cannot read properties of undefined (reading 'x')
                    at total (/app/src/cart.ts:10:5)
                    at async Promise.all (index 0)
                    at file:///app/main.mjs:3:1
                """);
        assertThat(script.language()).isEqualTo(Language.JAVASCRIPT);
        assertThat(script.frames())
                .containsExactly(
                        new Frame("", "total", "/app/src/cart.ts", 10), new Frame("", "", "file:///app/main.mjs", 3));

        StackTrace go = one("""
                panic: runtime error: index out of range [5] with length 3

                goroutine 1 [running]:
                example.com/shop.(*Cart).Total(0xc000012345, 0x5)
                \t/app/cart.go:12 +0x1d
                main.main()
                \t/app/main.go:5 +0x20
                """);
        assertThat(go.language()).isEqualTo(Language.GO);
        assertThat(go.frames().get(0)).isEqualTo(new Frame("", "example.com/shop.(*Cart).Total", "/app/cart.go", 12));

        StackTrace rust = one(
                "thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds\nnote: run with RUST_BACKTRACE=1\n");
        assertThat(rust.language()).isEqualTo(Language.RUST);
        assertThat(rust.message()).isEqualTo("index out of bounds");
        assertThat(rust.frames()).containsExactly(new Frame("", "", "src/main.rs", 4));

        StackTrace dotnet = one("""
                Unhandled exception. System.NullReferenceException: Object reference not set
                   at Shop.Cart.Total(Int32 n) in /src/Cart.cs:line 12
                   at Shop.Program.Main(String[] args)
                """);
        assertThat(dotnet.language()).isEqualTo(Language.DOTNET);
        assertThat(dotnet.type()).isEqualTo("System.NullReferenceException");
        assertThat(dotnet.frames().get(0)).isEqualTo(new Frame("Shop.Cart", "Total", "/src/Cart.cs", 12));
    }

    @Test
    void proseIsNoTraceAndHostileTextEndsSoon() {
        assertThat(StackTraceParser.parse("Look at com.foo.Bar (see above) at once. It fails at line 3."))
                .isEmpty();
        String hostile = "at a.".repeat(60_000) + "(" + "\tat (((((".repeat(30_000) + "\nat x\n".repeat(50_000);
        assertThat(StackTraceParser.parseAll(hostile)).hasSizeLessThan(51);
    }

    /** Its words for compiled code at the end of any other text were read for ever. Found by fuzzing. */
    @Test
    void wordsOfAnotherMachineWithoutItsFrameAreProse() {
        assertThat(StackTraceParser.parseAll("see (Not Compiled Code))")).isEmpty();
        assertThat(CiLogParser.parse("see (Not Compiled Code))".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
        assertThat(one("java.lang.Error: x\n\tat a.B.c(B.java:9(Compiled Code))\n")
                        .frames())
                .hasSize(1);
    }

    private static StackTrace one(String text) {
        return StackTraceParser.parse(text).orElseThrow();
    }
}
