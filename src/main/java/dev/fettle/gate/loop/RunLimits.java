package dev.fettle.gate.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run of the suite may cost whatever it cost before.
 *
 * @param wall from start to end, the build included
 * @param memoryBytes at its peak, all processes together
 */
public record RunLimits(Optional<Duration> wall, OptionalLong memoryBytes) {
    /** None. */
    public static final RunLimits NONE = new RunLimits(Optional.empty(), OptionalLong.empty());
}
