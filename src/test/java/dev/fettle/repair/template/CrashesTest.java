package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.template.source.Crash;
import dev.fettle.repair.template.source.Crash.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where production code threw, and what was wrong there, as the trace of a failing test has it. */
class CrashesTest {
    private static final String CART = "src/main/java/shop/Cart.java";

    private static final String IN_CART = "\tat shop.Cart.total(Cart.java:12)\n";
    private static final String IN_TEST = "\tat shop.CartTest.isEmptyAtFirst(CartTest.java:9)\n";

    @Test
    void theVirtualMachineSaysWhatWasNull() {
        assertThat(crashes("java.lang.NullPointerException: Cannot read field \"data\" because \"item\" is null\n"
                        + IN_CART))
                .containsExactly(new Crash(CART, 12, Kind.NULL, "item"));
        assertThat(crashes(
                        "java.lang.NullPointerException: Cannot invoke \"java.util.List.size()\" because \"this.items\" is null\n"
                                + IN_CART))
                .containsExactly(new Crash(CART, 12, Kind.NULL, "items"));
        assertThat(crashes(
                        "java.lang.NullPointerException: Cannot invoke \"java.lang.Integer.intValue()\" because the return value of \"java.util.Map.get(Object)\" is null\n"
                                + IN_CART))
                .containsExactly(new Crash(CART, 12, Kind.NULL, "get("));
        assertThat(crashes("java.lang.NullPointerException: Cannot read field \"data\" because \"<local4>\" is null\n"
                        + IN_CART))
                .containsExactly(new Crash(CART, 12, Kind.NULL, ""));
    }

    @Test
    void aCrashOfThePlatformsIsWhereItWasCalled() {
        assertThat(crashes(
                        "java.util.NoSuchElementException\n\tat java.base/java.util.ArrayDeque.removeFirst(ArrayDeque.java:362)\n"
                                + IN_CART + IN_TEST))
                .containsExactly(new Crash(CART, 12, Kind.BOUNDS, ""));
    }

    @Test
    void theCauseIsWhatCrashed() {
        assertThat(crashes("java.lang.IllegalStateException: no total\n\tat shop.Cart.print(Cart.java:30)\n" + IN_TEST
                        + "Caused by: java.lang.ArithmeticException: / by zero\n" + IN_CART + "\t... 1 more\n"))
                .containsExactly(new Crash(CART, 12, Kind.ZERO, ""));
    }

    @Test
    void whatTheTestItselfRunsIntoIsNoCrashOfTheCode() {
        assertThat(crashes(
                        "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"name\" is null\n"
                                + IN_TEST))
                .isEmpty();
    }

    @Test
    void aRefusalTellsNothingOfWhatWasWrong() {
        assertThat(crashes("java.lang.IllegalStateException: closed\n" + IN_CART))
                .isEmpty();
    }

    private static List<Crash> crashes(String trace) {
        Project.Module module = new Project.Module(
                "shop",
                "shop:shop",
                List.of("src/main/java"),
                List.of("src/test/java"),
                "target/classes",
                "target/test-classes",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Project.TestFramework.JUNIT5);
        ProjectFiles files = new ProjectFiles(
                Project.asItIs("maven", Path.of("/jdk"), 17, List.of(module), List.of()),
                List.of(CART, "src/test/java/shop/CartTest.java"));
        String type = trace.substring(0, trace.indexOf(trace.contains(":") ? ':' : '\n'));
        return Crashes.of(
                List.of(new TestOutcome(
                        TestId.parse("shop.CartTest#isEmptyAtFirst"),
                        TestOutcome.Status.ERROR,
                        Duration.ZERO,
                        new TestOutcome.Failure(type, "", trace))),
                files);
    }
}
