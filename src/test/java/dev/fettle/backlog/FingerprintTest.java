package dev.fettle.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is the same failure, and what is not. */
class FingerprintTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");

    @Test
    void tenThousandVariantsOfFiftyFailuresAreFifty() {
        NoisyFailures noisy = new NoisyFailures(20_240_501L);
        Map<String, Set<Integer>> failuresOf = new HashMap<>();
        Map<Integer, Set<String>> printsOf = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            int failure = i % NoisyFailures.FAILURES;
            String print = Fingerprint.of(noisy.variant(failure));
            failuresOf.computeIfAbsent(print, key -> new HashSet<>()).add(failure);
            printsOf.computeIfAbsent(failure, key -> new HashSet<>()).add(print);
        }

        assertThat(printsOf.values()).allSatisfy(prints -> assertThat(prints).hasSize(1));
        assertThat(failuresOf.values())
                .allSatisfy(failures -> assertThat(failures).hasSize(1));
        assertThat(failuresOf).hasSize(NoisyFailures.FAILURES);
    }

    @Test
    void variantsThroughEachSourceAreFiftyToo() {
        throughEachSource(2_000);
    }

    @Test
    @Tag("slow")
    void tenThousandVariantsThroughEachSourceAreFiftyToo() {
        throughEachSource(10_000);
    }

    private static void throughEachSource(int variants) {
        FailuresFromEverywhere everywhere = new FailuresFromEverywhere(20_261_128L);
        Map<String, Set<Integer>> failuresOf = new HashMap<>();
        for (int i = 0; i < variants; i++) {
            int failure = i % FailuresFromEverywhere.FAILURES;
            failuresOf
                    .computeIfAbsent(Fingerprint.of(everywhere.variant(failure).signal()), key -> new HashSet<>())
                    .add(failure);
        }

        assertThat(failuresOf.values())
                .allSatisfy(failures -> assertThat(failures).hasSize(1));
        assertThat(failuresOf).hasSize(FailuresFromEverywhere.FAILURES);
    }

    @Test
    void theTypeAndThePlaceTellFailuresApart() {
        String base = java("java.lang.IllegalStateException", "shop.Cart", "total");

        assertThat(base).isEqualTo(java("java.lang.IllegalStateException", "shop.Cart", "total"));
        assertThat(base).isNotEqualTo(java("java.lang.IllegalStateException", "shop.Cart", "add"));
        assertThat(base).isNotEqualTo(java("java.lang.IllegalStateException", "shop.Price", "total"));
        assertThat(base).isNotEqualTo(java("java.lang.ArithmeticException", "shop.Cart", "total"));
    }

    @Test
    void goAndRustHaveOneTypeAndManyMessages() {
        assertThat(go("runtime error: index out of range [5] with length 3"))
                .isEqualTo(go("runtime error: index out of range [0] with length 0"))
                .isNotEqualTo(go("runtime error: invalid memory address or nil pointer dereference"));
    }

    @Test
    void closuresAndGeneratedClassesAreTheMethodThatTheyStandIn() {
        assertThat(java("a.E", "shop.Cart$1", "run")).isEqualTo(java("a.E", "shop.Cart$2", "run"));
        assertThat(java("a.E", "shop.Cart", "lambda$total$0")).isEqualTo(java("a.E", "shop.Cart", "total"));
        assertThat(java("a.E", "shop.Cart$$anonfun$1", "apply"))
                .isEqualTo(java("a.E", "shop.Cart$$anonfun$7", "apply"));
        assertThat(print("System.Exception: x\n   at Shop.Cart.<TotalAsync>d__3.MoveNext() in /a/Cart.cs:line 3\n"))
                .isEqualTo(print("System.Exception: y\n   at Shop.Cart.TotalAsync(Int32 n) in /b/Cart.cs:line 9\n"));
    }

    @Test
    void aLibraryIsItsOwnRepositorysCode() {
        String trace = """
                java.lang.IllegalArgumentException: no
                \tat org.apache.commons.lang3.Validate.isTrue(Validate.java:158)
                \tat com.user%d.App.main(App.java:3)
                """;
        RepositoryRef library = new RepositoryRef(8, "apache", "commons-lang");

        assertThat(print(library, trace.formatted(1))).isEqualTo(print(library, trace.formatted(2)));
        assertThat(print(SHOP, trace.formatted(1))).isNotEqualTo(print(SHOP, trace.formatted(2)));
    }

    @Test
    void anAssertionIsKnownByItsTestAndParametersDoNotCount() {
        Signal one = red(List.of(new TestId("shop.CartTest", "sums(int)[1]")), "java.lang.AssertionError");
        Signal two = red(List.of(new TestId("shop.CartTest", "sums(int)[2]")), "org.opentest4j.AssertionFailedError");
        Signal other = red(List.of(new TestId("shop.CartTest", "adds")), "java.lang.AssertionError");

        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(two)).isNotEqualTo(Fingerprint.of(other));
    }

    @Test
    void whatDoesNotCompileIsKnownByItsFileAndMessage() {
        assertThat(compile("[ERROR] /home/a/shop/src/Cart.java:[12,8] cannot find symbol"))
                .isEqualTo(compile("[ERROR] /home/b/w/shop/src/Cart.java:[99,1] cannot find symbol"))
                .isNotEqualTo(compile("[ERROR] /home/a/shop/src/Price.java:[12,8] cannot find symbol"))
                .isNotEqualTo(compile("[ERROR] /home/a/shop/src/Cart.java:[12,8] incompatible types"));
    }

    private static String java(String type, String className, String method) {
        return print(type + ": order 7\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:1)\n\tat "
                + className + "." + method + "(Cart.java:12)\n\tat shop.Main.main(Main.java:3)\n");
    }

    private static String go(String message) {
        return print("panic: " + message
                + "\n\ngoroutine 1 [running]:\nexample.com/shop.Total(0x1)\n\t/srv/cart.go:12 +0x1d\n");
    }

    private static String print(String trace) {
        return print(SHOP, trace);
    }

    private static String print(RepositoryRef repository, String text) {
        return Fingerprint.of(new Signal.IssueRequested(
                repository,
                Instant.EPOCH,
                3,
                "It fails",
                text,
                "ann",
                StackTraceParser.parse(text).orElseThrow()));
    }

    private static Signal red(List<TestId> tests, String type) {
        String trace = type
                + ": expected: <1> but was: <2>\n\tat shop.Checks.same(Checks.java:2)\n\tat shop.CartTest.sums(CartTest.java:9)\n";
        return new Signal.RedTests(
                SHOP,
                Instant.EPOCH,
                "c".repeat(40),
                "main",
                true,
                "CI",
                Signal.FailureClass.TEST,
                tests,
                StackTraceParser.parse(trace).orElseThrow(),
                trace);
    }

    private static String compile(String line) {
        return Fingerprint.of(new Signal.RedTests(
                SHOP,
                Instant.EPOCH,
                "c".repeat(40),
                "main",
                true,
                "CI",
                Signal.FailureClass.COMPILE,
                List.of(),
                null,
                line));
    }
}
