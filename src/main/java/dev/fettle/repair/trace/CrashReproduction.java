package dev.fettle.repair.trace;

import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.run.CrashCall;
import java.util.List;
import java.util.Optional;

/**
 * What came of the search for a crash.
 *
 * @param call that throws the exception at the frame, in an instance of its own; empty when none was found
 * @param written a test with that call, which fails as long as the call throws
 * @param rightIsKnown whether that test asks for what is right, rather than for no exception
 * @param reason why there is no such test, where there is none
 * @param tries calls that were made
 * @param entries methods through which it searched
 * @param detail how far it got, or what the call shows; for people
 */
public record CrashReproduction(
        Optional<CrashCall> call,
        Optional<WrittenTest> written,
        boolean rightIsKnown,
        RepairReason reason,
        long tries,
        List<String> entries,
        String detail) {
    public CrashReproduction {
        entries = List.copyOf(entries);
    }

    static CrashReproduction not(RepairReason reason, long tries, List<String> entries, String detail) {
        return new CrashReproduction(Optional.empty(), Optional.empty(), false, reason, tries, entries, detail);
    }

    /** Whether a call was found. */
    public boolean reproduced() {
        return call.isPresent();
    }
}
