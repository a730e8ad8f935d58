package dev.fettle.propose;

import dev.fettle.backlog.TrackRecord;
import dev.fettle.repair.BlastRadius;
import dev.fettle.workspace.PathHistory;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was measured of a patch besides its proof, for its risk. What is empty is not known, and the risk says so.
 *
 * @param blast who calls what it changes
 * @param history of its first production file
 * @param tests how many tests run the changed lines
 * @param ofRule how earlier patches of the same rule ended, on this server
 */
public record PatchFacts(
        Optional<BlastRadius> blast, Optional<PathHistory> history, OptionalInt tests, TrackRecord ofRule) {
    /** Nothing was measured. */
    public static final PatchFacts UNKNOWN =
            new PatchFacts(Optional.empty(), Optional.empty(), OptionalInt.empty(), TrackRecord.NONE);
}
