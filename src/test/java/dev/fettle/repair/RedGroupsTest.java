package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of a library's red tests one is news, and the others have been red since somebody took a newer JDK. */
class RedGroupsTest {
    private static final TestOutcome BREAKS_OFF = red(
            "shop.SolverTest#solves",
            "java.lang.NullPointerException",
            "f is null",
            "\tat shop.Solver.solve(Solver.java:72)\n\tat shop.SolverTest.solves(SolverTest.java:9)");
    private static final TestOutcome INEXACT = red(
            "shop.MinpackTest#meyer",
            "java.lang.AssertionError",
            "null",
            "\tat org.junit.Assert.fail(Assert.java:86)\n\tat shop.MinpackTest.meyer(MinpackTest.java:5)");
    private static final TestOutcome OTHER_ORDER = red(
            "shop.OptionsTest#prints",
            "junit.framework.ComparisonFailure",
            "expected:<...foo Foo, --bar Bar...> but was:<...bar Bar, --foo Foo...>",
            "\tat shop.OptionsTest.prints(OptionsTest.java:5)");
    private static final TestOutcome CLOSED_MODULE = red(
            "shop.CopyTest#copies",
            "java.lang.reflect.InaccessibleObjectException",
            "Unable to make field accessible: module java.base does not \"opens java.util\" to unnamed module",
            "\tat shop.Copy.of(Copy.java:12)\n\tat shop.CopyTest.copies(CopyTest.java:7)");

    @Test
    void redTestsOfDifferentCausesAreApartAndTheOneThatBreaksOffInOurCodeComesFirst() {
        List<Reproduction> parts = apart(INEXACT, BREAKS_OFF);

        assertThat(parts).extracting(Reproduction::red).containsExactly(List.of(BREAKS_OFF), List.of(INEXACT));
        assertThat(parts.get(0).redBefore())
                .as("the other one is not this one's business")
                .containsExactly(INEXACT.id());
    }

    @Test
    void whatTheMachineDoesIsLeftAloneBesideWhatIsOurs() {
        assertThat(apart(OTHER_ORDER, CLOSED_MODULE, INEXACT))
                .extracting(Reproduction::red)
                .containsExactly(List.of(INEXACT));
        assertThat(apart(CLOSED_MODULE))
                .as("where nothing else is red it is all there is")
                .hasSize(1);
    }

    @Test
    void testsOfOneClassAndTestsThatBreakOffAtOneLineBelongTogether() {
        TestOutcome sameLine = red(
                "shop.OtherTest#solves",
                "java.lang.NullPointerException",
                "f is null",
                "\tat java.base/java.util.Objects.requireNonNull(Objects.java:1)\n\tat shop.Solver.solve(Solver.java:72)");
        TestOutcome sameClass = red("shop.SolverTest#fails", "java.lang.AssertionError", "no", "");

        assertThat(apart(sameLine, BREAKS_OFF, sameClass))
                .singleElement()
                .satisfies(part -> assertThat(part.red()).containsExactly(sameLine, BREAKS_OFF, sameClass));
    }

    private static List<Reproduction> apart(TestOutcome... red) {
        Reproduction whole = new Reproduction(List.of(red), new TestReport(List.of(red)), Set.of(), Set.of(), null);
        return new RedGroups(whole, Set.of("shop.Solver", "shop.Copy")::contains).apart();
    }

    private static TestOutcome red(String id, String type, String message, String stack) {
        return new TestOutcome(
                TestId.parse(id),
                Status.ERROR,
                Duration.ofMillis(5),
                new Failure(type, message, type + ": " + message + "\n" + stack));
    }
}
