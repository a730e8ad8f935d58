package dev.fettle.build;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one CI log says went wrong. Untrusted; whether a test is flaky is not to be seen in one log.
 *
 * @param kind what sort of failure
 * @param tool whose output it is: {@code maven}, {@code gradle}, {@code pytest}, {@code node}, {@code go}, or "" when not recognised
 * @param tests that are said to be red, in the order of the log, each once
 * @param compileErrors in the order of the log
 * @param trace the first stack trace, null for none
 * @param excerpt the lines round the first failure, plain text, at most {@link CiLogParser#EXCERPT_LINES} lines; not redacted
 */
public record CiFailure(
        Kind kind,
        String tool,
        List<TestId> tests,
        List<CompileError> compileErrors,
        @Nullable StackTrace trace,
        String excerpt) {
    public CiFailure {
        tests = List.copyOf(tests);
        compileErrors = List.copyOf(compileErrors);
    }

    /** Sorts of failure. */
    public enum Kind {
        TEST,
        COMPILE,
        DEPENDENCY,
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
