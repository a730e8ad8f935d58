package dev.fettle.repair;

import java.time.Duration;
import java.util.Optional;

/** Writes the test that shows an exception for which the project has none. */
@FunctionalInterface
public interface TraceTestWriter {
    /** Searches within the limit for a test whose call throws the problem's exception at the same place, and has done so more than once. */
    Outcome write(Problem problem, Duration limit, Progress progress);

    /**
     * What came of it.
     *
     * @param test the test, empty when none was found
     * @param reason why there is none; {@link RepairReason#NOT_REPRODUCED} or {@link RepairReason#RIGHT_BEHAVIOUR_UNKNOWN}; ignored when there is one
     * @param detail how far it got, for people
     */
    record Outcome(Optional<Reproduction.WrittenTest> test, RepairReason reason, String detail) {}
}
