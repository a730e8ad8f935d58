package dev.fettle.sandbox;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param end why it ended
 * @param exitCode the exit status, 128 + signal when it was killed
 * @param stdout kept output, UTF-8 with bad bytes replaced, at most {@link Limits#outputBytes()}
 * @param stderr likewise
 * @param truncated whether any output was dropped
 * @param wall the time it took
 * @param usage what it used meanwhile
 */
public record Execution(
        End end, int exitCode, String stdout, String stderr, boolean truncated, Duration wall, Usage usage) {
    /** Where nobody counted what it used. */
    public Execution(End end, int exitCode, String stdout, String stderr, boolean truncated, Duration wall) {
        this(end, exitCode, stdout, stderr, truncated, wall, Usage.UNKNOWN);
    }

    /** Why a command ended. */
    public enum End {
        /** By itself, with its exit code. */
        EXITED,
        /** Killed at the wall-clock or CPU limit. */
        TIMED_OUT,
        /** Killed for memory. */
        OUT_OF_MEMORY,
        /** Killed by a signal that we did not send. */
        KILLED,
        /** The sandbox could not start it: our fault or the machine's, not the project's. */
        NOT_STARTED
    }

    /** Whether it exited by itself with status 0. */
    public boolean ok() {
        return end == End.EXITED && exitCode == 0;
    }
}
