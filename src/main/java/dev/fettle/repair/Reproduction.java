package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure that was seen to happen, twice.
 *
 * @param red the tests that must become green, with what they said
 * @param baseline the suite before any change: the whole of it, or as long as that still runs, what is known of it
 * @param whole whether the baseline is that of the whole suite
 * @param redBefore other tests that are red before any change: not our business
 * @param flaky tests that did not end the same way twice
 * @param written the reproduction test that Fettle wrote, null when the project's own tests show the failure
 */
public record Reproduction(
        List<TestOutcome> red,
        TestReport baseline,
        boolean whole,
        Set<TestId> redBefore,
        Set<TestId> flaky,
        @Nullable WrittenTest written) {
    public Reproduction {
        red = List.copyOf(red);
        redBefore = Set.copyOf(redBefore);
        flaky = Set.copyOf(flaky);
    }

    /** With the baseline of the whole suite. */
    public Reproduction(
            List<TestOutcome> red,
            TestReport baseline,
            Set<TestId> redBefore,
            Set<TestId> flaky,
            @Nullable WrittenTest written) {
        this(red, baseline, true, redBefore, flaky, written);
    }

    /** What is left to be mended when some tests are green again; by name, whatever their parameters. */
    public Reproduction without(Set<TestId> mended) {
        List<TestOutcome> left = red.stream()
                .filter(outcome -> mended.stream()
                        .noneMatch(one -> one.className().equals(outcome.id().className())
                                && one.plainMethod().equals(outcome.id().plainMethod())))
                .toList();
        return new Reproduction(left, baseline, whole, redBefore, flaky, written);
    }

    /**
     * A test that Fettle wrote.
     *
     * @param path relative to the root of the tree
     * @param source its whole text
     * @param id which test it is
     * @param note how it came to be, one sentence
     */
    public record WrittenTest(String path, String source, TestId id, String note) {}
}
