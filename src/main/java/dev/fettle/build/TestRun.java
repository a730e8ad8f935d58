package dev.fettle.build;

import dev.fettle.sandbox.Execution;

/**
 * One run of a project's tests by its own build.
 *
 * @param end how the run as a whole ended
 * @param report what its reports say; empty unless {@link End#PASSED} or {@link End#RED}
 * @param execution the process, for its output and time
 * @param diagnosis one line for a person: the first compile error, what is missing, …; "" when there is nothing to say
 */
public record TestRun(End end, TestReport report, Execution execution, String diagnosis) {
    /** How a run as a whole can end. */
    public enum End {
        /** Exit code 0, reports there, none red. */
        PASSED,
        /** At least one test is red. */
        RED,
        /** Sources do not compile. */
        DOES_NOT_BUILD,
        /** It built, and ran no test. */
        NO_TESTS,
        /** The time limit. */
        TIMED_OUT,
        /** The environment: a missing dependency, JDK or plugin, memory, disk. */
        ENVIRONMENT
    }
}
