package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTrace.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms of traces that tools have beside the usual one. */
class OddTracesTest {
    @Test
    void anExceptionGroupOfPython() {
        StackTrace trace = one("""
                  + Exception Group Traceback (most recent call last):
                  |   File "/srv/shop/orders.py", line 11, in <module>
                  |     main()
                  |   File "/srv/shop/orders.py", line 9, in main
                  |     raise ExceptionGroup("two of them", errors)
                  | ExceptionGroup: two of them (2 sub-exceptions)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/srv/shop/orders.py", line 3, in f
                    |     raise ValueError("v1")
                    | ValueError: v1
                    +------------------------------------
                """);

        assertThat(trace.type()).isEqualTo("ExceptionGroup");
        assertThat(trace.frames().get(0)).isEqualTo(new Frame("", "main", "/srv/shop/orders.py", 9));
        assertThat(trace.root().type()).isEqualTo("ValueError");
        assertThat(trace.root().frames()).containsExactly(new Frame("", "f", "/srv/shop/orders.py", 3));
    }

    @Test
    void theFirstOfAGroupIsWhatWentWrongAndTheOthersTellOfThemselves() {
        List<StackTrace> traces = StackTraceParser.parseAll("""
                  + Exception Group Traceback (most recent call last):
                  |   File "/srv/shop/main.py", line 5, in main
                  |     async with asyncio.TaskGroup() as tg:
                  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/srv/shop/cart.py", line 12, in total
                    |     return 1 / n
                    | ZeroDivisionError: division by zero
                    +---------------- 2 ----------------
                    | Traceback (most recent call last):
                    |   File "/srv/shop/stock.py", line 3, in load
                    |     raise KeyError(k)
                    | KeyError: 'x'
                    +------------------------------------
                """);

        assertThat(traces).extracting(trace -> trace.root().type()).containsExactly("ZeroDivisionError", "KeyError");
        assertThat(traces.get(0).type()).isEqualTo("ExceptionGroup");
    }

    @Test
    void clojureTellsOfOnePlace() {
        StackTrace trace = one("""
                Execution error (NullPointerException) at shop.cart/total! (cart.clj:12).
                Cannot invoke "Object.getClass()" because "x" is null
                """);

        assertThat(trace.type()).isEqualTo("NullPointerException");
        assertThat(trace.message()).startsWith("Cannot invoke");
        assertThat(trace.frames()).containsExactly(new Frame("shop.cart", "total!", "cart.clj", 12));
    }

    @Test
    void whatGosRuntimeDoesForAMapIsAskedOfItByTheFrameBelow() {
        StackTrace trace = one("""
                fatal error: concurrent map writes

                goroutine 34 [running]:
                internal/runtime/maps.fatal({0x4c5a2e?, 0x0?})
                \t/usr/local/go/src/runtime/panic.go:1058 +0x18
                runtime.mapassign_faststr(0x4a1f40, 0xc000074180, {0x4c3b2a, 0x3})
                \t/usr/local/go/src/runtime/map_faststr.go:212 +0x39c fp=0xc00004ff70 sp=0xc00004ff08 pc=0x40f4dc
                example.com/shop.(*Cart).Add(0xc000010000)
                \t/srv/shop/cart.go:12 +0x45
                """);
        StackTrace cut = one("""
                http: panic serving 10.0.0.7:61894: runtime error: index out of range
                 . . .
                /srv/shop/cart.go:12 +0x53d
                /srv/shop/main.go:3 +0x1d
                """);

        assertThat(trace.frames())
                .containsExactly(new Frame("", "example.com/shop.(*Cart).Add", "/srv/shop/cart.go", 12));
        assertThat(cut.frames().get(0)).isEqualTo(new Frame("", "", "/srv/shop/cart.go", 12));
    }

    @Test
    void aPanicWithoutTheWordThread() {
        assertThat(one("'worker' panicked at 'no cart', shop-0.2.25/src/cart.rs:114:9 ")
                        .frames())
                .containsExactly(new Frame("", "", "shop-0.2.25/src/cart.rs", 114));
    }

    @Test
    void framesOfCrashlyticsHaveNoAt() {
        StackTrace trace = one("""
                Fatal Exception: java.lang.ClassCastException
                java.lang.Integer cannot be cast to java.lang.String
                com.shop.Cart.total (Cart.java:12)
                com.shop.MainActivity.onCreate (MainActivity.java:40)
                """);

        assertThat(trace.type()).isEqualTo("java.lang.ClassCastException");
        assertThat(trace.frames().get(0)).isEqualTo(new Frame("com.shop.Cart", "total", "Cart.java", 12));
    }

    @Test
    void aPanicThatALoggerTellsOf() {
        StackTrace trace = one("""
                2024-05-01T10:00:00Z ERROR panic: thread 'main' panicked at 'no cart': src/cart.rs:12
                   0: shop::cart::total
                """);

        assertThat(trace.message()).isEqualTo("no cart");
        assertThat(trace.frames().get(0).file()).isEqualTo("src/cart.rs");
    }

    @Test
    void scriptsOfCSharpAndUnityWithAnEmptyLine() {
        StackTrace script = one("""
                on the task it was System.Exception: 0
                   at Submission#0.<<Initialize>>d__0.MoveNext() in c:\\work\\main.csx:line 8
                """);
        StackTrace unity = one("""
                InvalidOperationException: Sequence contains no elements

                System.Linq.Enumerable.First[String] (IEnumerable`1 source, System.Func`2 predicate)
                Cart.Total ()
                """);

        assertThat(script.type()).isEqualTo("System.Exception");
        assertThat(script.frames().get(0).file()).isEqualTo("c:\\work\\main.csx");
        assertThat(unity.type()).isEqualTo("InvalidOperationException");
        assertThat(unity.frames())
                .containsExactly(
                        new Frame("System.Linq.Enumerable", "First[String]", "", 0), new Frame("Cart", "Total", "", 0));
    }

    @Test
    void aSyntaxErrorOfPythonNeedsNoTraceback() {
        StackTrace trace =
                one("  File \"/srv/shop/s.py\", line 1\n    def a(:\n          ^\nSyntaxError: invalid syntax\n");

        assertThat(trace.type()).isEqualTo("SyntaxError");
        assertThat(trace.frames()).containsExactly(new Frame("", "", "/srv/shop/s.py", 1));
    }

    @Test
    void notebooksOldAndNew() {
        StackTrace recent = one("""
                ---------------------------------------------------------------------------
                KeyError                                  Traceback (most recent call last)
                Cell In[3], line 1
                ----> 1 total(cart)

                File ~/shop/cart.py:12, in total(cart)
                     10 def total(cart):
                ---> 12     return cart["sum"]

                KeyError: 'sum'
                """);
        StackTrace old = one("""
                KeyError                                  Traceback (most recent call last)
                <ipython-input-1-0123abcd> in <module>
                ----> 1 total(cart)

                ~/shop/cart.py in total(cart)
                    1010 def total(cart):
                -> 1012     return cart["sum"]

                KeyError: 'sum'
                """);

        assertThat(recent.frames())
                .containsExactly(new Frame("", "total", "~/shop/cart.py", 12), new Frame("", "", "In[3]", 1));
        assertThat(recent.message()).isEqualTo("'sum'");
        assertThat(old.frames().get(0)).isEqualTo(new Frame("", "total", "~/shop/cart.py", 1012));
    }

    @Test
    void pythonWithoutIndentationOrLineEnds() {
        StackTrace bare = one("""
                Traceback (most recent call last):
                File "/srv/shop/cart.py", line 58, in run
                result = total(cart)
                ^^^^^^^^^^^^^^^^^^^^
                TypeError: total() missing 1 required positional argument
                """);
        StackTrace flat = one(
                "Traceback (most recent call last): File \"/srv/cart.py\", line 170, in <module> print(total) TypeError: no total");

        assertThat(bare.type()).isEqualTo("TypeError");
        assertThat(bare.frames()).containsExactly(new Frame("", "run", "/srv/shop/cart.py", 58));
        assertThat(flat.type()).isEqualTo("TypeError");
        assertThat(flat.frames()).containsExactly(new Frame("", "<module>", "/srv/cart.py", 170));
    }

    @Test
    void pytestInItsLongForm() {
        StackTrace trace = one("""
                _______________________ test_total _______________________

                    def test_total():
                >       assert total([1, 2]) == 4

                tests/test_cart.py:5:
                _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

                    def total(items):
                >       return items.sum
                E       AttributeError: 'list' object has no attribute 'sum'

                shop/cart.py:3: AttributeError
                """);

        assertThat(trace.type()).isEqualTo("AttributeError");
        assertThat(trace.frames())
                .containsExactly(
                        new Frame("", "total", "shop/cart.py", 3),
                        new Frame("", "test_total", "tests/test_cart.py", 5));
    }

    @Test
    void androidsLogAndItsConsole() {
        StackTrace log = one("""
                E/AndroidRuntime( 1234): FATAL EXCEPTION: main
                E/AndroidRuntime( 1234): Process: shop.app, PID: 1234
                E/AndroidRuntime( 1234): java.lang.RuntimeException: Unable to resume activity
                E/AndroidRuntime( 1234): \tat android.app.ActivityThread.perform(ActivityThread.java:4962)
                E/AndroidRuntime( 1234): Caused by: java.lang.NullPointerException: no cart
                E/AndroidRuntime( 1234): \tat shop.app.CartView.show(CartView.kt:35)
                """);
        StackTrace console = one("""
                Exception java.lang.RuntimeException:
                  at android.app.ActivityThread.perform (ActivityThread.java:4164)
                  at java.lang.reflect.Method.invoke
                  at com.android.internal.os.ZygoteInit.main (ZygoteInit.java:1103)
                Caused by java.lang.NullPointerException:
                  at shop.app.CartView.show (CartView.kt:35)
                """);

        for (StackTrace trace : List.of(log, console)) {
            assertThat(trace.type()).isEqualTo("java.lang.RuntimeException");
            assertThat(trace.root().type()).isEqualTo("java.lang.NullPointerException");
            assertThat(trace.root().frames())
                    .containsExactly(new Frame("shop.app.CartView", "show", "CartView.kt", 35));
        }
    }

    @Test
    void wrappedByAMailProgramOrATerminal() {
        StackTrace mail = one("""
                > java.lang.NullPointerException: Attempt to invoke virtual method
                > 'boolean java.lang.String.isEmpty()' on a null object reference
                >         at
                > shop.app.fragments.VeryLongNamedFragment.moveToState(VeryLongNamedFragment.java:1261)
                >         at shop.app.Main.run(Main.java:3)
                """);
        StackTrace terminal = one("""
                Traceback (most recent call last):
                  File "/srv/venv/lib/python3.4/site-packages/shop/helpers/eve
                nt.py", line 79, in changed
                    run()
                ValueError: no
                """);

        assertThat(mail.frames()).extracting(Frame::line).containsExactly(1261, 3);
        assertThat(mail.message()).endsWith("on a null object reference");
        assertThat(terminal.frames())
                .containsExactly(
                        new Frame("", "changed", "/srv/venv/lib/python3.4/site-packages/shop/helpers/event.py", 79));
    }

    @Test
    void aTraceWithinJson() {
        StackTrace trace = one(
                "{\"level\":\"error\",\"stack_trace\":\"java.lang.IllegalStateException: no\\n\\tat shop.A.b(A.java:3)\\n\\tat shop.C.d(C.java:4)\\n\"}");

        assertThat(trace.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(trace.frames()).extracting(Frame::line).containsExactly(3, 4);
    }

    @Test
    void evaluatedCodeIsWhereItWasEvaluated() {
        StackTrace trace = one("""
                TypeError: Cannot read properties of null (reading 'foo')
                    at eval (eval at run (/srv/shop/rules.js:8:3), <anonymous>:1:6)
                    at Object.handle [as rule] (C:\\Program Files (x86)\\shop\\main.js:3:1)
                    at JSON.parse (<anonymous>)
                """);

        assertThat(trace.frames())
                .containsExactly(
                        new Frame("", "eval", "/srv/shop/rules.js", 8),
                        new Frame("", "Object.handle [as rule]", "C:\\Program Files (x86)\\shop\\main.js", 3),
                        new Frame("", "JSON.parse", "", 0));
    }

    @Test
    void anErrorOfManyErrorsIsOne() {
        List<StackTrace> traces = StackTraceParser.parseAll("""
                AggregateError: both
                    at run (/srv/shop/main.js:1:7) {
                  [errors]: [
                    Error: a
                        at a (/srv/shop/a.js:1:27),
                    TypeError: b
                        at b (/srv/shop/b.js:1:43)
                  ]
                }
                """);

        assertThat(traces).extracting(StackTrace::type).containsExactly("AggregateError");
    }

    @Test
    void goWithoutAPanicAndOnOneLine() {
        StackTrace wrapped = one("""
                no cart
                example.com/shop.Load
                \t/srv/shop/load.go:12
                main.main
                \t/srv/shop/main.go:5
                """);
        StackTrace flat = one(
                "panic: assignment to entry in nil map goroutine 1 [running]: example.com/shop.Add(0x1, 0x2) /srv/shop/add.go:49 +0x174 main.main() /srv/shop/main.go:38 +0x73");

        assertThat(wrapped.message()).isEqualTo("no cart");
        assertThat(wrapped.frames().get(0)).isEqualTo(new Frame("", "example.com/shop.Load", "/srv/shop/load.go", 12));
        assertThat(flat.message()).isEqualTo("assignment to entry in nil map");
        assertThat(flat.frames().get(0)).isEqualTo(new Frame("", "example.com/shop.Add", "/srv/shop/add.go", 49));
    }

    @Test
    void rustBeforeItsSecondLineAndItsReports() {
        StackTrace old = one("thread 'main' panicked at 'no cart, at all', src\\cart.rs:17:9\n");
        StackTrace report = one("The application panicked (crashed).\nMessage:  no cart\nLocation: src/cart.rs:17\n");

        assertThat(old.frames()).containsExactly(new Frame("", "", "src\\cart.rs", 17));
        assertThat(report.message()).isEqualTo("no cart");
        assertThat(report.frames()).containsExactly(new Frame("", "", "src/cart.rs", 17));
    }

    @Test
    void unityAndMono() {
        StackTrace unity = one("""
                NullReferenceException: Object reference not set to an instance of an object
                UnityEngine.Object.Find (System.String name)
                Cart.Total () (at Assets/Scripts/Cart.cs:44)
                """);
        StackTrace mono = one("""
                System.IO.FileNotFoundException: Could not load file
                  at Shop.Cart.Load (System.String path) [0x00005] in <997789f1eadc4dcf990acf12b6fc46b7>:0
                """);

        assertThat(unity.frames())
                .containsExactly(
                        new Frame("UnityEngine.Object", "Find", "", 0),
                        new Frame("Cart", "Total", "Assets/Scripts/Cart.cs", 44));
        assertThat(mono.frames()).containsExactly(new Frame("Shop.Cart", "Load", "", 0));
    }

    private static StackTrace one(String text) {
        return StackTraceParser.parse(text).orElseThrow();
    }
}
