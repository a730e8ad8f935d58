package dev.fettle.build;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one test ended.
 *
 * @param failure what it said when it failed, else null
 */
public record TestOutcome(
        TestId id, Status status, Duration time, @Nullable Failure failure) {
    /** The type of what a test says that Fettle stopped since it does not end. */
    public static final String ENDLESS = "dev.fettle.Endless";

    /** How a test can end. */
    public enum Status {
        PASSED,
        /** An assertion did not hold. */
        FAILED,
        /** It threw something else. */
        ERROR,
        SKIPPED
    }

    /** Whether it failed or threw. */
    public boolean red() {
        return status == Status.FAILED || status == Status.ERROR;
    }

    /**
     * Whether it was stopped because its time was up: by its framework (a time-out of JUnit or TestNG) or by Fettle. How long it would have
     * taken is not known then.
     */
    public boolean ranOutOfTime() {
        return failure != null
                && (failure.type().equals(ENDLESS)
                        || failure.type().contains("Timeout")
                        || failure.type().contains("TimedOut")
                        || failure.message().contains("timed out after"));
    }

    /**
     * What a red test said. Untrusted text.
     *
     * @param type class name of what was thrown, "" when the report does not say
     * @param message its message, ""  for none
     * @param stackTrace as the report has it
     */
    public record Failure(String type, String message, String stackTrace) {}
}
