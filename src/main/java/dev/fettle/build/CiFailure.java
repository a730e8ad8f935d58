package dev.fettle.build;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one CI log says went wrong. Untrusted.
 *
 * @param kind what sort of failure
 * @param tool whose output it is: {@code maven}, {@code gradle}, {@code pytest}, {@code node}, {@code go}, or "" when not recognised
 * @param tests that are said to be red, in the order of the log, each once
 * @param flaky tests that were red, and green when the same run tried them again; that a test is flaky shows in one log only where the runner tries again
 * @param compileErrors in the order of the log
 * @param trace the first stack trace, null for none
 * @param excerpt the lines round the first failure, plain text, at most {@link CiLogParser#EXCERPT_LINES} lines; not redacted
 * @param cause the line that tells most, at most 300 characters, "" for none; not redacted
 */
public record CiFailure(
        Kind kind,
        String tool,
        List<TestId> tests,
        List<TestId> flaky,
        List<CompileError> compileErrors,
        @Nullable StackTrace trace,
        String excerpt,
        String cause) {
    public CiFailure {
        tests = List.copyOf(tests);
        flaky = List.copyOf(flaky);
        compileErrors = List.copyOf(compileErrors);
    }

    /** Sorts of failure. */
    public enum Kind {
        TEST,
        COMPILE,
        DEPENDENCY,
        /** Only tests that were green when they were tried again. */
        FLAKY,
        INFRASTRUCTURE,
        TIMEOUT,
        UNKNOWN
    }

    /**
     * A message of a compiler.
     *
     * @param path as the log has it
     * @param line 1-based, 0 when unknown
     */
    public record CompileError(String path, int line, String message) {
        @Override
        public String toString() {
            return path + (line > 0 ? ":" + line : "") + ": " + message;
        }
    }
}
