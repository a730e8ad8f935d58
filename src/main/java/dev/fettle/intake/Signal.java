package dev.fettle.intake;

import dev.fettle.base.NamedReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong, from whatever source. Texts are redacted before a signal is made. */
public sealed interface Signal {
    RepositoryRef repository();

    Instant seenAt();

    /**
     * Tests are red on a commit.
     *
     * @param excerpt of the log, redacted
     */
    record RedTests(
            RepositoryRef repository,
            Instant seenAt,
            String commit,
            String branch,
            String run,
            FailureClass failureClass,
            List<TestId> tests,
            @Nullable StackTrace trace,
            String excerpt)
            implements Signal {}

    /** An exception was seen, in production, in an issue or in a log. */
    record ExceptionSeen(
            RepositoryRef repository,
            Instant seenAt,
            String type,
            String message,
            @Nullable StackTrace trace,
            List<String> files,
            int count)
            implements Signal {}

    /** A measure passed its threshold. {@code severity} is low, medium, high or critical. */
    record AnomalySeen(
            RepositoryRef repository,
            Instant seenAt,
            String metric,
            double value,
            double threshold,
            String severity,
            List<String> files)
            implements Signal {}

    /** A person said something about the product. {@code sentiment} is negative, neutral or positive. */
    record FeedbackGiven(RepositoryRef repository, Instant seenAt, String text, String sentiment) implements Signal {}

    /** Somebody with write access asked for work on an issue. */
    record IssueRequested(
            RepositoryRef repository,
            Instant seenAt,
            long number,
            String title,
            String body,
            String author,
            @Nullable StackTrace trace)
            implements Signal {}

    /** A rule found something in the code. */
    record RuleFinding(RepositoryRef repository, Instant seenAt, String rule, String file, int line, String message)
            implements Signal {}

    /**
     * A push to the default branch brought what looks like a secret. Its value is in nothing of ours.
     *
     * @param kind what it is, such as {@code github-token}
     * @param line 1-based, 0 for the whole file
     * @param commit the head of the push, 40 hex
     */
    record SecretPushed(RepositoryRef repository, Instant seenAt, String kind, String file, int line, String commit)
            implements Signal {}

    /** What kind of failure a CI run shows, and what follows from that. */
    enum FailureClass implements NamedReason {
        TEST("Tests fail."),
        COMPILE("The code does not compile."),
        DEPENDENCY(
                "Something that the build needs cannot be had: a version, a package or a lock file is wrong, which a change of code does not mend."),
        FLAKY("Only tests failed that passed when they were tried again: nothing shows which code is wrong."),
        INFRASTRUCTURE("The machine or the network failed, not the code: run it again."),
        DEPLOYMENT(
                "The code was built, and could not be deployed: what went wrong stands in the log of whoever deploys it."),
        TIMEOUT("The run's time was up, and its log names no test that hangs."),
        UNKNOWN("The log shows neither a red test nor a compile error, so Fettle does not know what to mend.");

        private final String sentence;

        FailureClass(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String sentence() {
            return sentence;
        }

        /** Whether a change of code may mend it. */
        public boolean attempted() {
            return this == TEST || this == COMPILE;
        }
    }
}
