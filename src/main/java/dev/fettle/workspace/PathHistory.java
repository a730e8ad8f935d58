package dev.fettle.workspace;

import java.time.Instant;
import java.util.Optional;

/**
 * How a file came to be as it is, along the first parents of the commit that is looked at: a merge counts as one change. A file that was renamed begins there.
 *
 * @param asOf when that commit was made
 * @param changesInAYear how many commits of the year before changed the file
 * @param linesChanged when the newest of the asked lines became what it is; empty where the history at hand does not reach that far
 */
public record PathHistory(Instant asOf, int changesInAYear, Optional<Instant> linesChanged) {}
