package dev.fettle.intake;

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

    /**
     * A rule found something in the code.
     *
     * @param line 1-based, 0 for the whole file
     * @param severity low, medium, high or critical
     * @param identity what the tool says makes it the same finding though lines move, "" where it says nothing
     * @param solution what the tool says would mend it, "" for nothing
     */
    record RuleFinding(
            RepositoryRef repository,
            Instant seenAt,
            String rule,
            String file,
            int line,
            String message,
            String severity,
            String identity,
            String solution)
            implements Signal {}

    /**
     * Something that the project depends on has published vulnerabilities.
     *
     * @param dependency its name, such as {@code org.acme:tool} or {@code left-pad}
     * @param version the one in use, "" where the source does not say
     * @param file the build's file that brings it
     * @param advisories their ids, the worst first
     * @param severity of the worst: low, medium, high or critical
     * @param fixed the smallest version without any of them, "" where there is none or it is not known
     */
    record VulnerableDependency(
            RepositoryRef repository,
            Instant seenAt,
            String dependency,
            String version,
            String file,
            List<String> advisories,
            String severity,
            String summary,
            String fixed)
            implements Signal {
        public VulnerableDependency {
            advisories = List.copyOf(advisories);
        }
    }

    /**
     * A push to the default branch brought what looks like a secret, or a scan found one there. Its value is in nothing of ours.
     *
     * @param kind what it is, such as {@code github-token}
     * @param line 1-based, 0 for the whole file
     * @param commit the head of the push, 40 hex; "" where a scan found it
     */
    record SecretPushed(RepositoryRef repository, Instant seenAt, String kind, String file, int line, String commit)
            implements Signal {}

    /** What kind of failure a CI run shows. */
    enum FailureClass {
        TEST,
        COMPILE,
        DEPENDENCY,
        INFRASTRUCTURE,
        TIMEOUT,
        UNKNOWN
    }
}
