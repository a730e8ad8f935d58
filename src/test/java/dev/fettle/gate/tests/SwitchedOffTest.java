package dev.fettle.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that are not run any more, though the suite is as large as before. */
class SwitchedOffTest {
    private static final TestId SUMS = new TestId("shop.CartTest", "sums");
    private static final String PATH = "src/test/java/shop/CartTest.java";

    @Test
    void whatPassedAndIsSkippedIsSwitchedOff() {
        TestReport base = report(Status.PASSED);

        assertThat(SwitchedOff.skipped(base, report(Status.SKIPPED))).containsExactly(SUMS);
        assertThat(SwitchedOff.skipped(base, report(Status.PASSED))).isEmpty();
        assertThat(SwitchedOff.skipped(report(Status.SKIPPED), report(Status.SKIPPED)))
                .isEmpty();
    }

    @Test
    void aTestWhoseClassTheChangeLeavesAloneIsUnexplained() {
        Change elsewhere = Changes.modified("pom.xml", "a\n", "b\n");

        assertThat(SwitchedOff.unexplained(Set.of(SUMS), elsewhere)).containsExactly(SUMS);
    }

    @Test
    void anotherNameInItsClassOrInOneThatItInheritsExplainsIt() {
        Change inClass = Changes.modified(PATH, "void sums() {}\n", "void adds() {}\n");
        Change moved = Changes.none().delete(PATH, "x\n").change();
        Change inherited = Changes.modified("src/test/java/shop/Contract.java", "void sums() {}\n", "void adds() {}\n");

        assertThat(List.of(inClass, moved, inherited))
                .allSatisfy(change -> assertThat(SwitchedOff.unexplained(Set.of(SUMS), change))
                        .isEmpty());
    }

    private static TestReport report(Status status) {
        return new TestReport(List.of(new TestOutcome(SUMS, status, Duration.ZERO, null)));
    }
}
