package dev.fettle.repair;

import java.time.Duration;

/**
 * What a repair may cost.
 *
 * @param wallTime from the start of the search to its end
 * @param candidates at most so many are tried
 */
public record Budget(Duration wallTime, int candidates) {}
