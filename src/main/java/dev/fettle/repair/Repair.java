package dev.fettle.repair;

import dev.fettle.repair.Progress.Stage;
import org.jspecify.annotations.Nullable;

/** How an attempt to repair ended. */
public sealed interface Repair {
    /** What was searched; null when it did not get that far. */
    @Nullable
    Search search();

    /** What was reproduced; null when it did not get that far. */
    @Nullable
    Reproduction reproduction();

    /** A proved patch. */
    record Fixed(Patch patch, Reproduction reproduction, Search search) implements Repair {}

    /** Nothing is proposed, for a named reason that is not an error. */
    record Abstained(
            RepairReason reason,
            Stage furthest,
            String detail,
            @Nullable Reproduction reproduction,
            @Nullable Search search)
            implements Repair {}

    /** It could not be tried to the end. */
    record Failed(
            RepairReason reason,
            Stage furthest,
            String detail,
            @Nullable Reproduction reproduction,
            @Nullable Search search)
            implements Repair {}
}
