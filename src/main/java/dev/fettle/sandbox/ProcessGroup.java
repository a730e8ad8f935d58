package dev.fettle.sandbox;

import java.util.OptionalLong;

/** All processes of one command, however they hide: a control group, a container, or at worst the known descendants. */
public interface ProcessGroup {
    /** Processor time of the whole group so far in nanoseconds; empty where nobody counts it. */
    OptionalLong cpuNanos();

    /** The most memory that the whole group held at once; empty where nobody counts it. */
    default OptionalLong peakMemoryBytes() {
        return OptionalLong.empty();
    }

    /** Whether the kernel killed a process of the group because the group's memory was used up. */
    boolean ranOutOfMemory();

    /** Kills all and returns when none is left, or after two seconds. */
    void killAll();

    /** Gives back what the group cost the machine; called once, after {@link #killAll()}. */
    void remove();
}
