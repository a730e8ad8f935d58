package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import java.util.List;

/**
 * One run of tests with variants switched on.
 *
 * @param batchId a loaded batch; 0 for the original classes
 * @param on variants, each above 0: none, one, or two for a pair
 * @param tests in the order in which they run; neighbours of one class run as one, in the runner's own order
 * @param freshLoader whether project classes are defined anew; a shared loader is faster, keeps static state from run to run
 *     (renewed now and then) and must not be used for a variant inside a static initialiser
 * @param stopAtFirstFailure outcomes then end with the first red test
 * @param recordTrace whether what methods return and throw is folded into {@link VariantResult#traces()}; slower
 */
public record VariantRun(
        int batchId,
        List<Integer> on,
        List<TestId> tests,
        boolean freshLoader,
        boolean stopAtFirstFailure,
        boolean recordTrace) {
    public VariantRun {
        on = List.copyOf(on);
        tests = List.copyOf(tests);
        if (on.size() > 2 || on.stream().anyMatch(id -> id <= 0)) {
            throw new IllegalArgumentException("none, one or two variants, ids above 0: " + on);
        }
    }

    /** The first, killing run: shared loader, no trace, ends at the first red test. */
    public static VariantRun kill(int batchId, int variant, List<TestId> tests) {
        return new VariantRun(batchId, List.of(variant), tests, false, true, false);
    }

    /** A survivor's run: fresh loader, ends at the first red test. */
    public static VariantRun confirm(int batchId, List<Integer> on, List<TestId> tests) {
        return new VariantRun(batchId, on, tests, true, true, false);
    }

    /** The same with traces. */
    public VariantRun traced() {
        return new VariantRun(batchId, on, tests, freshLoader, stopAtFirstFailure, true);
    }
}
