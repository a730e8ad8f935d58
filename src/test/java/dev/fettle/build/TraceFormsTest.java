package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.build.StackTrace.Frame;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Forms of traces that loggers, platforms and older tools have; each is read as it came, and again in the redacted text. */
class TraceFormsTest {
    private static final PatternRedactor REDACTOR = new PatternRedactor(SecretShapes.bundled(), List::of);

    @Test
    void framesLeftOutInAnyWordsDoNotEndATrace() {
        for (String marker : List.of(
                "... 27 frames excluded",
                "... 12 frames truncated",
                "... suppressed 27 lines",
                "\t... 3 frames omitted (display filter)",
                "[... 12 lines omitted ...]",
                "…")) {
            StackTrace trace = both("""
                    java.lang.IllegalStateException: no
                    \tat shop.Cart.total(Cart.java:12)
                    %s
                    \tat shop.Main.main(Main.java:6)
                    Caused by: java.lang.ArithmeticException: / by zero
                    \tat shop.Price.share(Price.java:11)
                    """.formatted(marker));

            assertThat(trace.frames()).as(marker).hasSize(2);
            assertThat(trace.root().type()).as(marker).isEqualTo("java.lang.ArithmeticException");
        }
        assertThat(both("""
                        Traceback (most recent call last):
                          File "/srv/shop/a.py", line 3, in a
                        [... 12 lines omitted ...]
                          File "/srv/shop/b.py", line 9, in b
                        KeyError: 'x'
                        """).frames()).extracting(Frame::line).containsExactly(9, 3);
    }

    @Test
    void packagingDataOnALineOfItsOwn() {
        StackTrace trace = both("""
                java.lang.NullPointerException: null
                \tat shop.Cart.total(Cart.java:12)
                ~[classes!/:1.0]
                \tat org.apache.catalina.core.StandardWrapper.service(StandardWrapper.java:199)
                ~[tomcat-embed-core-9.0.33.jar:9.0.33]
                \tat shop.Main.main(Main.java:6) ~[?:?]
                """);

        assertThat(trace.frames()).hasSize(3);
    }

    @Test
    void theRootCauseFirst() {
        StackTrace trace = both("""
                java.sql.SQLException: refused
                \tat shop.Store.open(Store.java:9)
                \t... 3 common frames omitted
                Wrapped by: shop.StoreException: no store
                \tat shop.Orders.load(Orders.java:42)
                Wrapped by: shop.OrderException: cannot load
                \tat shop.Main.main(Main.java:6)
                """);

        assertThat(trace.type()).isEqualTo("shop.OrderException");
        assertThat(trace.causes())
                .extracting(StackTrace::type)
                .containsExactly("shop.StoreException", "java.sql.SQLException");
    }

    @Test
    void sparkTellsOfItsDriverInBetween() {
        StackTrace trace = both("""
                org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times
                \tat shop.Jobs.count(Jobs.scala:31)

                Driver stacktrace:
                \tat org.apache.spark.scheduler.DAGScheduler.failJob(DAGScheduler.scala:1651)
                \tat scala.Option.foreach(Option.scala:257)
                Caused by: java.lang.NumberFormatException: For input string: "x"
                \tat shop.Rows.number(Rows.scala:8)
                """);
        StackTrace driverOnly = both("""
                org.apache.spark.SparkException: Job aborted due to stage failure: Task lost
                Driver stacktrace:
                \tat org.apache.spark.scheduler.DAGScheduler.failJob(DAGScheduler.scala:1435)
                """);

        assertThat(trace.type()).isEqualTo("org.apache.spark.SparkException");
        assertThat(trace.frames()).containsExactly(new Frame("shop.Jobs", "count", "Jobs.scala", 31));
        assertThat(trace.root().frames().get(0).file()).isEqualTo("Rows.scala");
        assertThat(driverOnly.type()).isEqualTo("org.apache.spark.SparkException");
        assertThat(driverOnly.message()).doesNotContain("Driver");
    }

    @Test
    void compiledCodeOfAnotherVirtualMachineAndBreaksOfAPage() {
        assertThat(both("""
                        java.lang.InterruptedException
                        \tat java.lang.Object.wait(Object.java:199(Compiled Code))
                        \tat shop.Queue.take(Queue.java:31(Compiled Code))
                        """).frames().get(1)).isEqualTo(new Frame("shop.Queue", "take", "Queue.java", 31));
        assertThat(
                        both("java.lang.IllegalStateException: no<br>\tat shop.Cart.total(Cart.java:12)<br/>\tat shop.Main.main(Main.java:6)<br />")
                                .frames())
                .hasSize(2);
        StackTrace flat = both(
                "java.lang.IllegalStateException: no at shop.Cart.total(Cart.java:12) at shop.Main.main(Main.java:6) Caused by: java.lang.ArithmeticException: / by zero at shop.Price.share(Price.java:11)");
        assertThat(flat.frames()).hasSize(2);
        assertThat(flat.root().frames()).containsExactly(new Frame("shop.Price", "share", "Price.java", 11));
    }

    @Test
    void anExceptionWhileAnotherIsHandledIsTheOneThatCounts() {
        StackTrace trace = both("""
                Traceback (most recent call last):
                  File "/srv/shop/cache.py", line 3, in get
                    return self.items[key]
                KeyError: 'sum'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/srv/shop/cart.py", line 12, in total
                    raise ValueError("no sum")
                ValueError: no sum
                """);

        assertThat(trace.root().type()).isEqualTo("ValueError");
        assertThat(trace.frames().get(0).file()).isEqualTo("/srv/shop/cart.py");
    }

    @Test
    void pythonWithoutTheUsualHead() {
        StackTrace cut = both("""
                File "/srv/shop/rates.py", line 155, in __init__
                self.load(source)
                File "/srv/shop/net.py", line 41, in load
                raise RateError(source)
                shop.errors.RateError: none
                """);
        StackTrace named = both("""
                KeyError: 'utility'

                Traceback:
                  File "tkinter/__init__.py", line 1892, in __call__

                  File "packer.py", line 1205, in check
                """);
        StackTrace django = both("""
                Traceback:

                File "/usr/lib/python2.7/site-packages/django/core/handlers/base.py" in get_response
                  132.                     response = wrapped_callback(request)

                File "/srv/shop/views.py" in show
                  57.     return render(cart[key])

                Exception Type: KeyError at /cart/7
                Exception Value: 'sum'
                """);

        assertThat(cut.type()).isEqualTo("shop.errors.RateError");
        assertThat(cut.frames().get(0)).isEqualTo(new Frame("", "load", "/srv/shop/net.py", 41));
        assertThat(named.type()).isEqualTo("KeyError");
        assertThat(named.frames().get(0).file()).isEqualTo("packer.py");
        assertThat(django.type()).isEqualTo("KeyError");
        assertThat(django.frames().get(0)).isEqualTo(new Frame("", "show", "/srv/shop/views.py", 57));
    }

    @Test
    void aTracebackThatATestPrintedDoesNotHideWhyItIsRed() {
        List<StackTrace> all = StackTraceParser.parseAll("""
                ______________________________ test_total ______________________________

                    def total(cart):
                >       return cart["sum"] / 0
                E       ZeroDivisionError: division by zero

                shop/cart.py:7: ZeroDivisionError
                ----------------------------- Captured log call -----------------------------
                ERROR shop:cart.py:3 it broke
                Traceback (most recent call last):
                  File "/srv/shop/cache.py", line 3, in get
                KeyError: 'sum'
                """);

        assertThat(all.get(0).type()).isEqualTo("ZeroDivisionError");
        assertThat(all.get(0).frames()).containsExactly(new Frame("", "total", "shop/cart.py", 7));
    }

    @Test
    void scriptsBehindADevelopmentServer() {
        StackTrace vite = both("""
                TypeError: Cannot read properties of undefined (reading 'name')
                    at Cart (http://localhost:5173/src/App.tsx?t=1699999999999:21:11)
                    at renderWithHooks (http://localhost:5173/node_modules/.vite/deps/chunk-AB.js?v=1a2b3c4d:11548:26)
                """);
        StackTrace native1 = both("""
                TypeError: undefined is not an object (evaluating 'cart.total')
                render@http://192.168.1.4:8081/index.bundle?platform=ios&dev=true&minify=false:98765:43
                finish@http://192.168.1.4:8081/index.bundle?platform=ios&dev=true&minify=false:11012:21
                """);
        StackTrace bundle = both("""
                TypeError: undefined is not an object (evaluating 'cart.total')
                render@main.jsbundle:12:345
                value@main.jsbundle:10:1021
                """);

        assertThat(vite.frames().get(0)).isEqualTo(new Frame("", "Cart", "http://localhost:5173/src/App.tsx", 21));
        assertThat(native1.frames().get(0).file()).endsWith("/index.bundle");
        assertThat(native1.frames()).extracting(Frame::line).containsExactly(98765, 11012);
        assertThat(bundle.frames()).extracting(Frame::file).containsExactly("main.jsbundle", "main.jsbundle");
    }

    @Test
    void aStatementOfADatabaseBeforeTheFrames() {
        String sql = "could not run: select id, name from carts where id = 7\n";
        assertThat(both("Error: " + sql
                                + "    at Query.run (/srv/shop/db.js:12:9)\n    at total (/srv/shop/cart.js:7:3)\n")
                        .frames())
                .extracting(Frame::line)
                .containsExactly(12, 7);
        assertThat(both("System.InvalidOperationException: " + sql
                                + "   at Shop.Cart.Total(Int32 n) in C:\\shop\\Cart.cs:line 12\n   at Shop.Program.Main() in C:\\shop\\Program.cs:line 5\n")
                        .frames())
                .extracting(Frame::line)
                .containsExactly(12, 5);
        assertThat(both("panic: " + sql
                                + "goroutine 1 [running]:\nmain.total(0x7)\n\t/srv/shop/cart.go:12 +0x1d\nmain.main()\n\t/srv/shop/main.go:5 +0x20\n")
                        .frames())
                .extracting(Frame::line)
                .containsExactly(12, 5);
        assertThat(
                        both("Traceback (most recent call last):\n  File \"/srv/shop/db.py\", line 12, in run\n    db.execute(\"select id from carts where id = 7\")\n"
                                        + "  File \"/srv/shop/cart.py\", line 7, in total\n    return 1\nDatabaseError: no\n")
                                .frames())
                .extracting(Frame::line)
                .containsExactly(7, 12);
    }

    @Test
    void aLongTraceInOneLineOfJson() {
        String frames = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> "\\n\\tat org.springframework.web.filter.OncePerRequestFilter.doFilter" + i
                        + "(OncePerRequestFilter.java:" + (100 + i) + ")")
                .collect(Collectors.joining());
        StackTrace trace = both(
                "{\"level\":\"ERROR\",\"message\":\"it broke\",\"stack_trace\":\"java.lang.IllegalStateException: no"
                        + frames
                        + "\\nCaused by: java.lang.ArithmeticException: / by zero\\n\\tat shop.Price.share(Price.java:11)\"}");

        assertThat(trace.frames()).hasSize(200);
        assertThat(trace.root().frames()).containsExactly(new Frame("shop.Price", "share", "Price.java", 11));
    }

    @Test
    void goInJsonInKlogAndFromGin() {
        StackTrace zap = both(
                "{\"level\":\"error\",\"ts\":1700000000.1,\"msg\":\"failed\",\"error\":\"no rows\",\"stacktrace\":\"main.run\\n\\t/app/main.go:12\\nmain.main\\n\\t/app/main.go:5\"}");
        StackTrace klog = both("""
                E0501 10:00:00.000000       1 runtime.go:142] "Observed a panic" panic="runtime error: invalid memory address or nil pointer dereference" stacktrace=<
                \tgoroutine 123 [running]:
                \tk8s.io/apimachinery/pkg/util/runtime.logPanic({0x1, 0x2})
                \t\t/go/pkg/mod/k8s.io/apimachinery@v0.31.0/pkg/util/runtime/runtime.go:107 +0xbc
                \tpanic({0x16a2a60?, 0x2a0f3a0?})
                \t\t/usr/local/go/src/runtime/panic.go:770 +0x132
                \tgithub.com/acme/shop/controllers.(*Cart).Reconcile(0x0)
                \t\t/workspace/controllers/cart.go:42 +0x1d
                 >
                """);
        StackTrace gin = both("""
                2024/05/01 10:00:00 [Recovery] 2024/05/01 - 10:00:00 panic recovered:
                GET /cart HTTP/1.1
                Host: localhost:8080

                runtime error: index out of range [5] with length 3
                /usr/local/go/src/runtime/panic.go:114 (0x43a2f3)
                \tgoPanicIndex: panic(boundsError{x: int64(x), signed: true, y: y, code: boundsIndex})
                /app/main.go:23 (0x8f9a3c)
                \tmain.func1: c.JSON(200, rows[5])
                /go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go:174 (0x8f0a3c)
                \t(*Context).Next: c.handlers[c.index](c)
                """);

        assertThat(zap.frames())
                .containsExactly(
                        new Frame("", "main.run", "/app/main.go", 12), new Frame("", "main.main", "/app/main.go", 5));
        assertThat(klog.type()).isEqualTo("panic");
        assertThat(klog.message()).startsWith("runtime error: invalid memory");
        assertThat(klog.frames().get(0).file()).isEqualTo("/workspace/controllers/cart.go");
        assertThat(gin.message()).isEqualTo("runtime error: index out of range [5] with length 3");
        assertThat(gin.frames().get(0)).isEqualTo(new Frame("", "main.func1", "/app/main.go", 23));
    }

    @Test
    void lambdaPutsAStackIntoAnArray() {
        StackTrace node = both(
                "2024-05-01T10:00:00.123Z\t1a2b\tERROR\tInvoke Error \t{\"errorType\":\"TypeError\",\"errorMessage\":\"x is not a function\",\"stack\":[\"TypeError: x is not a function\",\"    at handler (/var/task/index.js:3:9)\",\"    at Runtime.handleOnce (/var/runtime/Runtime.js:66:25)\"]}");
        StackTrace python = both("""
                {
                  "errorMessage": "'sum'",
                  "errorType": "KeyError",
                  "stackTrace": [
                    "  File \\"/var/task/app.py\\", line 5, in handler\\n    return total(event)\\n",
                    "  File \\"/var/task/cart.py\\", line 9, in total\\n    return event['sum']\\n"
                  ]
                }
                """);
        StackTrace java = both(
                "{\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[\"shop.Handler.handle(Handler.java:12)\",\"shop.Main.main(Main.java:6)\"]}");

        assertThat(node.type()).isEqualTo("TypeError");
        assertThat(node.frames().get(0)).isEqualTo(new Frame("", "handler", "/var/task/index.js", 3));
        assertThat(python.type()).isEqualTo("KeyError");
        assertThat(python.frames().get(0)).isEqualTo(new Frame("", "total", "/var/task/cart.py", 9));
        assertThat(java.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(java.frames().get(0)).isEqualTo(new Frame("shop.Handler", "handle", "Handler.java", 12));
    }

    @Test
    void coloursThatLostTheirEscape() {
        StackTrace trace = both("""
                [31mTypeError: x is not a function[39m
                [90m    at total (/srv/shop/cart.js:7:3)[39m
                [90m    at main (/srv/shop/main.js:5:1)[39m
                """);

        assertThat(trace.type()).isEqualTo("TypeError");
        assertThat(trace.message()).isEqualTo("x is not a function");
        assertThat(trace.frames()).hasSize(2);
        assertThat(LogText.plain("sum(rate(errors[5m]))")).isEqualTo("sum(rate(errors[5m]))");
    }

    @Test
    void theStackOfATestOfNode() {
        StackTrace trace = both("""
                not ok 1 - sums
                  ---
                  duration_ms: 0.5
                  location: '/srv/shop/test/cart.test.js:5:1'
                  failureType: 'testCodeFailure'
                  error: |-
                    Expected values to be strictly equal:

                    3 !== 2
                  code: 'ERR_ASSERTION'
                  name: 'AssertionError'
                  stack: |-
                    TestContext.<anonymous> (file:///srv/shop/test/cart.test.js:6:10)
                    Test.runInAsyncScope (node:async_hooks:206:9)
                  ...
                """);

        assertThat(trace.type()).isEqualTo("AssertionError");
        assertThat(trace.frames().get(0).line()).isEqualTo(6);
        assertThat(trace.frames().get(0).file()).endsWith("/test/cart.test.js");
    }

    @Test
    void dotNetsOddFrames() {
        StackTrace trace = both("""
                System.InvalidOperationException: no
                   at Shop.Cart.Total(Int32 n) in C:\\shop\\Cart.cs:line 12
                   at lambda_method(Closure , Object )
                   at Shop.Program.main@12-1.Invoke(Unit unitVar0) in /srv/shop/Program.fs:line 5
                """);
        StackTrace flat = both(
                "System.NullReferenceException: Object reference not set to an instance of an object. at Shop.Results.Base`1.Failed(XDocument doc) at Shop.Cart.<Total>d__12.MoveNext() in C:\\shop\\Cart.cs:line 12 --- End of stack trace from previous location where exception was thrown --- at System.Runtime.CompilerServices.TaskAwaiter.Throw(Task task)");

        assertThat(trace.frames()).hasSize(2);
        assertThat(trace.frames().get(1).line()).isEqualTo(5);
        assertThat(flat.type()).isEqualTo("System.NullReferenceException");
        assertThat(flat.frames()).hasSize(3);
        assertThat(flat.frames().get(1).line()).isEqualTo(12);
    }

    @Test
    void anErrorOfRustWithItsPlaceAlone() {
        StackTrace trace = both("""
                Error:
                   0: cannot read the settings
                   1: No such file or directory (os error 2)

                Location:
                   src/main.rs:12:5
                """);

        assertThat(trace.message()).isEqualTo("cannot read the settings");
        assertThat(trace.frames()).containsExactly(new Frame("", "", "src/main.rs", 12));
    }

    @Test
    void whatServicesForCrashesWriteIntoIssues() {
        StackTrace script = both("""
                ## Error in Shop

                **TypeError** in **/cart**
                TypeError: e is null

                ## Stacktrace

                    webpack:///./src/cart.js:55 - o&lt;.unmountComponent
                    webpack:///./~/react/lib/ReactReconciler.js:56 - b.unmountComponent
                """);
        StackTrace java = both("""
                **java.lang.IllegalStateException** in **Cart**
                no sum

                ## Stacktrace

                    Cart.java:26 - shop.Cart.total
                """);
        StackTrace dotNet = both("""
                ### Stacktrace ###

                Shop.Views.CartView.<.ctor>b__1_1 (System.Object sender) [0x00011] in <b7cbd9ee9adf41a39e692c106eb4985b>:0;Shop.Views.CartView

                ### Reason ###

                System.NullReferenceException: Object reference not set
                """);

        assertThat(script.type()).isEqualTo("TypeError");
        assertThat(script.message()).isEqualTo("e is null");
        assertThat(script.frames().get(0).file()).endsWith("/src/cart.js");
        assertThat(java.frames()).containsExactly(new Frame("shop.Cart", "total", "Cart.java", 26));
        assertThat(dotNet.type()).isEqualTo("System.NullReferenceException");
        assertThat(dotNet.frames()).hasSize(1);
    }

    @Test
    void theTypeBehindTheWordError() {
        assertThat(both("Error: java.lang.NullPointerException: no cart\n\tat shop.Cart.total(Cart.java:12)\n")
                        .type())
                .isEqualTo("java.lang.NullPointerException");
        assertThat(
                        both("Caught Error: { ShopError: no cart\n    at total (/srv/shop/cart.js:7:3)\n    at main (/srv/shop/main.js:5:1)\n  code: 7 }\n")
                                .type())
                .isEqualTo("ShopError");
        assertThat(both("Unhandled Exception: System.InvalidOperationException: no cart\n   at cart.main()\n")
                        .frames())
                .hasSize(1);
    }

    /** What is read of the text as it came, redacted; the redacted text must tell the same. */
    private static StackTrace both(String text) {
        StackTrace trace = StackTraceParser.parseClean(text, REDACTOR::redact).orElseThrow();
        StackTrace again = StackTraceParser.parse(REDACTOR.redact(text)).orElseThrow();
        assertThat(places(again)).isEqualTo(places(trace));
        return trace;
    }

    @Test
    void framesOfGoWithoutTheirIndentationOrWithoutTheirCalls() {
        StackTrace flat = both("""
                fatal error: concurrent map writes

                goroutine 45 [running]:
                shop/common.Price({0xc0046202b8?, 0x12?}, 0x0)
                /build/common/price.go:259 +0xb3
                shop/relay.Text(0xc00635de00)
                /build/relay/text.go:110 +0x2c8
                """);
        assertThat(flat.frames())
                .containsExactly(
                        new Frame("", "shop/common.Price", "/build/common/price.go", 259),
                        new Frame("", "shop/relay.Text", "/build/relay/text.go", 110));
        StackTrace bare = both("""
                E0919 07:54:18.172914 1 runtime.go:69] Observed a panic: "nil pointer" (runtime error: nil pointer)
                /go/pkg/mod/k8s.io/apimachinery@v0.1.0/pkg/util/runtime/runtime.go:76
                /usr/local/go/src/runtime/panic.go:679
                /workspace/pkg/certutil/main.go:72
                /workspace/controllers/cluster.go:109
                """);
        assertThat(bare.type()).isEqualTo("panic");
        assertThat(bare.frames().get(0)).isEqualTo(new Frame("", "", "/workspace/pkg/certutil/main.go", 72));
        StackTrace numbered = both("""
                panic: assignment to entry in nil map

                goroutine 1 [running]:
                --
                186 | acme/shop.Exec(0xc00002a004, ...)
                187 | /drone/src/exec.go:99 +0x4b7
                """);
        assertThat(numbered.frames()).containsExactly(new Frame("", "acme/shop.Exec", "/drone/src/exec.go", 99));
        StackTrace made = both("""
                panic: nil pointer

                goroutine 1 [running]:
                panic(0x1928340, 0x2cf5880)
                \t/usr/local/go/src/runtime/panic.go:679 +0x1b2
                acme/shop.(*Error).Error(0xc0)
                \t<autogenerated>:1 +0x2e
                acme/shop.Cart(0xc0)
                \t/workspace/cart.go:9 +0x37
                """);
        assertThat(made.frames()).extracting(Frame::line).containsExactly(1, 9);
    }

    @Test
    void aPanicThatIsOneFieldOfManyInAStructuredLog() {
        StackTrace trace = both("""
                E1217 14:19:26.156782 22431 runtime.go:142] "Observed a panic" controller="cart" reconcileID="51b5" panic="runtime error: nil map" stacktrace=<
                \tgoroutine 15 [running]:
                \tpanic({0x1?, 0x2?})
                \t\t/opt/go/src/runtime/panic.go:783 +0x132
                \tacme/shop.(*Reconciler).ensure(0x1)
                \t\t/home/ci/shop/reconciler.go:296 +0xe5
                 >
                """);
        assertThat(trace.message()).isEqualTo("runtime error: nil map");
        assertThat(trace.frames().get(0).line()).isEqualTo(296);
    }

    @Test
    void aTracebackThatIsCutLeavesTheOneBeforeIt() {
        StackTrace trace = both("""
                Traceback (most recent call last):
                  File "/srv/shop/a.py", line 3, in parse
                    raise ValueError("no")
                ValueError: no

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/srv/shop/b.py", line 8, in main
                    parse()
                """);
        assertThat(trace.type()).isEqualTo("ValueError");
        assertThat(trace.frames().get(0).line()).isEqualTo(3);
    }

    @Test
    void theOnlyExceptionOfAGroupIsWhatWentWrong() {
        StackTrace trace = both("""
                  + Exception Group Traceback (most recent call last):
                  |   File "/srv/shop/main.py", line 11, in main
                  |     async with TaskGroup() as group:
                  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/srv/shop/cart.py", line 7, in add
                    |     return prices[name]
                    | KeyError: 'pear'
                    +------------------------------------
                """);
        assertThat(trace.root().type()).isEqualTo("KeyError");
        assertThat(trace.root().frames().get(0)).isEqualTo(new Frame("", "add", "/srv/shop/cart.py", 7));
    }

    @Test
    void aLogWithItsNewestLineFirst() {
        StackTrace trace = both("""
                KeyError: 'pear'
                return prices[name]
                File "/srv/shop/cart.py", line 7, in add
                cart.add(name)
                File "/srv/shop/main.py", line 3, in main
                Traceback (most recent call last):
                """);
        assertThat(trace.type()).isEqualTo("KeyError");
        assertThat(trace.frames().get(0).line()).isEqualTo(7);
    }

    @Test
    void panicsOfRustThatWereCopiedInPart() {
        assertThat(both("`thread 'main' panicked at 'index out of bounds', src/cart.rs:23:10`")
                        .frames())
                .containsExactly(new Frame("", "", "src/cart.rs", 23));
        assertThat(both("details: panicked at 'index out of bounds', /work/shop/src/cart.rs:30:36\n")
                        .frames()
                        .get(0)
                        .line())
                .isEqualTo(30);
        assertThat(both("""
                        thread 'main' panicked at 'index out of bounds', /work/shop/sr
                        c/cart.rs:27:10
                        """).frames()).containsExactly(new Frame("", "", "/work/shop/src/cart.rs", 27));
        StackTrace alone = both("""
                called `Option::unwrap()` on a `None` value
                ### Backtrace:
                frame #0  - 0x00007f9650cd8a0d - core::panicking::panic::hccde8df28b4db2a2
                frame #1  - 0x00007f9650792d35 - shop::cart::total::h9596ff9965331d72
                frame #2  - 0x00007f964f4f6ec4 - shop::run::h718c42f49fcfd032
                """);
        assertThat(alone.message()).isEqualTo("called `Option::unwrap()` on a `None` value");
        assertThat(alone.frames().get(0).method()).isEqualTo("shop::cart::total");
    }

    @Test
    void framesOfScriptsWithWordsBehindThemAndErrorsWithoutAClass() {
        StackTrace trace = both("""
                TypeError: x is undefined
                    at total (/srv/shop/cart.js:89:48)报这个错误
                """);
        assertThat(trace.frames()).containsExactly(new Frame("", "total", "/srv/shop/cart.js", 89));
        StackTrace level = both("""
                 FATAL  x is undefined                                                        17:56:44

                  at total (/srv/shop/cart.js:89:48)
                  at main (/srv/shop/main.js:2:1)
                """);
        assertThat(level.type()).isEqualTo("Error");
        assertThat(level.message()).isEqualTo("x is undefined");
    }

    @Test
    void appCentersPlacesOfDotNet() {
        StackTrace trace = both("""
                ### Stacktrace ###

                Shop.Cart.<Add>d__46.MoveNext() in C:\\src\\Shop\\Cart.xaml.cs at 562:21;Shop.Cart

                ### Reason ###

                System.NullReferenceException: Object reference not set to an instance of an object.
                """);
        assertThat(trace.type()).isEqualTo("System.NullReferenceException");
        assertThat(trace.frames().get(0).line()).isEqualTo(562);
    }

    private static List<String> places(StackTrace trace) {
        return trace.parts().stream()
                .flatMap(part -> part.frames().stream())
                .map(frame -> frame.method() + ":" + frame.line())
                .toList();
    }
}
