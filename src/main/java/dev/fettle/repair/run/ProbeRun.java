package dev.fettle.repair.run;

import dev.fettle.build.TestId;
import java.time.Duration;
import java.util.List;

/**
 * Asks what variants do on inputs near those that a test has. In a run of the test the original program comes to the first entries of
 * the methods of which the batch has variants; there these methods are called by reflection, on the arguments as they are and with one
 * of them changed, in the original and with each variant on.
 *
 * @param batchId a loaded batch
 * @param variants ids in that batch
 * @param test one test
 * @param limit wall time for all of it; what is not seen by then is missing
 * @param mostRuns of the test beyond the first ones: entries where calls leave traces take one for each input and variant
 */
public record ProbeRun(int batchId, List<Integer> variants, TestId test, Duration limit, int mostRuns) {
    public ProbeRun {
        variants = List.copyOf(variants);
    }
}
