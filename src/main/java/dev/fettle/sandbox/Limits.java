package dev.fettle.sandbox;

import java.time.Duration;

/**
 * The limits of one command.
 *
 * @param wallTime after which the whole process tree is killed
 * @param cpuTime processor time of the whole tree where a cgroup can hold it, else of each process
 * @param memoryBytes memory of the whole tree where a cgroup can hold it
 * @param processes processes and threads at once
 * @param outputBytes kept of each of stdout and stderr; the rest is dropped and marked
 */
public record Limits(Duration wallTime, Duration cpuTime, long memoryBytes, int processes, int outputBytes) {
    /** For a Maven or test run: the given wall time, twice that in CPU, 3 GiB, 1,024 tasks, 4 MiB of output. */
    public static Limits build(Duration wallTime) {
        return new Limits(wallTime, wallTime.multipliedBy(2), 3L << 30, 1024, 4 << 20);
    }

    /**
     * What {@code JAVA_TOOL_OPTIONS} must say so that a JVM inside sizes itself by these limits: a sandbox hides the control groups, and a JVM that believes in the
     * host's memory is killed where it would have collected garbage. Three quarters, for what a JVM needs beside its heap and for the build tool's own JVM.
     */
    public String javaToolOptions() {
        return "-XX:MaxRAM=" + memoryBytes / 4 * 3 + " -XX:MaxRAMPercentage=40";
    }
}
