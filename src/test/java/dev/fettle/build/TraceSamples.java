package dev.fettle.build;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.List;

/** Traces as the tools print them, each with what a person reads in it. */
final class TraceSamples {
    /**
     * One trace.
     *
     * @param type of the outermost exception
     * @param top its first frame
     * @param root type of the innermost cause
     */
    record Sample(String name, Language language, String type, Frame top, String root, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private TraceSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(
                        "java with a cause",
                        Language.JAVA,
                        "java.lang.IllegalStateException",
                        new Frame("shop.Orders", "place", "Orders.java", 21),
                        "java.lang.ArithmeticException",
                        """
                        Exception in thread "main" java.lang.IllegalStateException: order 7 cannot be placed
                        \tat shop.Orders.place(Orders.java:21)
                        \tat shop.Main.main(Main.java:6)
                        Caused by: java.lang.ArithmeticException: / by zero
                        \tat shop.Price.share(Price.java:11)
                        \tat shop.Orders.place(Orders.java:19)
                        \t... 1 more
                        """),
                new Sample(
                        "kotlin in modules",
                        Language.JAVA,
                        "kotlin.UninitializedPropertyAccessException",
                        new Frame("shop.CartKt", "total$lambda-0", "Cart.kt", 9),
                        "kotlin.UninitializedPropertyAccessException",
                        """
                        kotlin.UninitializedPropertyAccessException: lateinit property tax has not been initialized
                        \tat app//shop.CartKt.total$lambda-0(Cart.kt:9)
                        \tat java.base@17.0.9/java.util.ArrayList.forEach(ArrayList.java:1511)
                        \tat app//shop.MainKt.main(Main.kt:3)
                        """),
                new Sample(
                        "python with a cause",
                        Language.PYTHON,
                        "shop.errors.OrderError",
                        new Frame("", "place", "/srv/shop/orders.py", 14),
                        "ZeroDivisionError",
                        """
                        Traceback (most recent call last):
                          File "/srv/shop/price.py", line 3, in share
                            return total / people
                                   ~~~~~~^~~~~~~~
                        ZeroDivisionError: division by zero

                        The above exception was the direct cause of the following exception:

                        Traceback (most recent call last):
                          File "/srv/shop/main.py", line 8, in <module>
                            place(7)
                          File "/srv/shop/orders.py", line 14, in place
                            raise OrderError("order 7 cannot be placed") from e
                        shop.errors.OrderError: order 7 cannot be placed
                        """),
                new Sample(
                        "node with a cause",
                        Language.JAVASCRIPT,
                        "Error",
                        new Frame("", "outer", "file:///srv/shop/orders.mjs", 2),
                        "TypeError",
                        """
                        Error: order 7 cannot be placed
                            at outer (file:///srv/shop/orders.mjs:2:69)
                            at async file:///srv/shop/main.mjs:3:1 {
                          [cause]: TypeError: Cannot read properties of undefined (reading 'tax')
                              at inner (file:///srv/shop/price.mjs:1:50)
                              at async outer (file:///srv/shop/orders.mjs:2:32)
                        }
                        """),
                new Sample(
                        "typescript behind webpack",
                        Language.JAVASCRIPT,
                        "TypeError",
                        new Frame("", "Cart.total", "webpack-internal:///./src/cart.ts", 31),
                        "TypeError",
                        """
                        Uncaught (in promise) TypeError: items.map is not a function
                            at Cart.total (webpack-internal:///./src/cart.ts:31:18)
                            at async eval (webpack-internal:///./src/main.ts:4:1)
                        """),
                new Sample(
                        "a browser with @",
                        Language.JAVASCRIPT,
                        "TypeError",
                        new Frame("", "total", "https://shop.example/js/cart.js", 4),
                        "TypeError",
                        """
                        TypeError: items is undefined
                        total@https://shop.example/js/cart.js:4:13
                        @https://shop.example/js/main.js:9:1
                        """),
                new Sample(
                        "go panic",
                        Language.GO,
                        "panic",
                        new Frame("", "example.com/shop.(*Cart).Total", "/srv/shop/cart.go", 12),
                        "panic",
                        """
                        panic: runtime error: index out of range [5] with length 3 [recovered]
                        \tpanic: runtime error: index out of range [5] with length 3

                        goroutine 7 [running]:
                        testing.tRunner.func1.2({0x5124c0, 0xc0000b6000})
                        \t/usr/local/go/src/testing/testing.go:1545 +0x238
                        panic({0x5124c0?, 0xc0000b6000?})
                        \t/usr/local/go/src/runtime/panic.go:914 +0x21f
                        example.com/shop.(*Cart).Total(0xc000012345, {0x5, 0x3})
                        \t/srv/shop/cart.go:12 +0x1d
                        example.com/shop.TestTotal(0x0?)
                        \t/srv/shop/cart_test.go:5 +0x20
                        """),
                new Sample(
                        "rust panic",
                        Language.RUST,
                        "panic",
                        new Frame("", "shop::total", "src/cart.rs", 17),
                        "panic",
                        """
                        thread 'main' panicked at src/cart.rs:17:9:
                        index out of bounds: the len is 3 but the index is 5
                        stack backtrace:
                           0: rust_begin_unwind
                                     at /rustc/0123/library/std/src/panicking.rs:584:5
                           1: core::panicking::panic_fmt
                                     at /rustc/0123/library/core/src/panicking.rs:142:14
                           2: shop::total
                                     at ./src/cart.rs:17:9
                           3: shop::main
                                     at ./src/main.rs:4:5
                        """),
                new Sample(
                        ".net with an inner one",
                        Language.DOTNET,
                        "Shop.OrderException",
                        new Frame("Shop.Orders", "Place", "/srv/shop/Orders.cs", 21),
                        "System.DivideByZeroException",
                        """
                        Unhandled exception. Shop.OrderException: order 7 cannot be placed
                         ---> System.DivideByZeroException: Attempted to divide by zero.
                           at Shop.Price.Share(Int32 people) in /srv/shop/Price.cs:line 11
                           at Shop.Orders.Place(Int32 id) in /srv/shop/Orders.cs:line 19
                           --- End of inner exception stack trace ---
                           at Shop.Orders.Place(Int32 id) in /srv/shop/Orders.cs:line 21
                           at Shop.Program.Main(String[] args) in /srv/shop/Program.cs:line 6
                        """),
                new Sample(
                        ".net in german",
                        Language.DOTNET,
                        "System.NullReferenceException",
                        new Frame("Shop.Cart", "Total", "C:\\shop\\Cart.cs", 12),
                        "System.NullReferenceException",
                        """
                        System.NullReferenceException: Der Objektverweis wurde nicht auf eine Objektinstanz festgelegt.
                           bei Shop.Cart.Total(List`1 items) in C:\\shop\\Cart.cs:Zeile 12.
                           bei Shop.Program.Main(String[] args)
                        """));
    }
}
