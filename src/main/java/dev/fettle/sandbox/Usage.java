package dev.fettle.sandbox;

import java.util.OptionalLong;

/**
 * What a command used of the machine, as the kernel counted it from outside: nothing that runs inside can say otherwise.
 *
 * @param cpuNanos processor time of all its processes; empty where nobody counts it
 * @param peakMemoryBytes the most that all of them held at once, files in memory included; empty where nobody counts it
 */
public record Usage(OptionalLong cpuNanos, OptionalLong peakMemoryBytes) {
    /** Nothing was counted. */
    public static final Usage UNKNOWN = new Usage(OptionalLong.empty(), OptionalLong.empty());
}
