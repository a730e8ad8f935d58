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

    /** The same, in a repository of which more is known now. Itself where that is known from the start. */
    default Signal of(RepositoryRef known) {
        return this;
    }

    /** When it was seen, the last time where it stands for several. */
    Instant seenAt();

    /** How many sightings it stands for, at least 1. */
    default int count() {
        return 1;
    }

    /** When the first of them was. */
    default Instant firstSeenAt() {
        return seenAt();
    }

    /** The same, standing for so many sightings. Itself where one source never tells twice of the same. */
    default Signal folded(int sightings, Instant first, Instant last) {
        return this;
    }

    /**
     * Tests are red on a commit.
     *
     * @param onDefaultBranch whether the branch is the one that everybody builds on
     * @param excerpt of the log, redacted
     */
    record RedTests(
            RepositoryRef repository,
            Instant seenAt,
            String commit,
            String branch,
            boolean onDefaultBranch,
            String run,
            FailureClass failureClass,
            List<TestId> tests,
            @Nullable StackTrace trace,
            String excerpt)
            implements Signal {
        /** Whether anything tells this failure from another one of the same run. */
        public boolean saysWhat() {
            return !tests.isEmpty() || trace != null || failureClass != FailureClass.UNKNOWN;
        }
    }

    /**
     * An exception was seen, in production, in an issue or in a log.
     *
     * @param revision of the code that threw, as the source names it: a commit, a release such as {@code shop@1.4.2}; "" where it does not say
     */
    record ExceptionSeen(
            RepositoryRef repository,
            Instant seenAt,
            String type,
            String message,
            @Nullable StackTrace trace,
            List<String> files,
            int count,
            Instant firstSeenAt,
            String revision)
            implements Signal {
        /** Seen at one moment. */
        public ExceptionSeen(
                RepositoryRef repository,
                Instant seenAt,
                String type,
                String message,
                @Nullable StackTrace trace,
                List<String> files,
                int count) {
            this(repository, seenAt, type, message, trace, files, count, seenAt, "");
        }

        /** The same, thrown by code of a revision that is known. */
        public ExceptionSeen in(String known) {
            return new ExceptionSeen(repository, seenAt, type, message, trace, files, count, firstSeenAt, known);
        }

        @Override
        public ExceptionSeen of(RepositoryRef known) {
            return new ExceptionSeen(known, seenAt, type, message, trace, files, count, firstSeenAt, revision);
        }

        @Override
        public ExceptionSeen folded(int sightings, Instant first, Instant last) {
            return new ExceptionSeen(repository, last, type, message, trace, files, sightings, first, revision);
        }
    }

    /** A measure passed its threshold. {@code severity} is low, medium, high or critical. */
    record AnomalySeen(
            RepositoryRef repository,
            Instant seenAt,
            String metric,
            double value,
            double threshold,
            String severity,
            List<String> files,
            int count)
            implements Signal {
        /** Seen once. */
        public AnomalySeen(
                RepositoryRef repository,
                Instant seenAt,
                String metric,
                double value,
                double threshold,
                String severity,
                List<String> files) {
            this(repository, seenAt, metric, value, threshold, severity, files, 1);
        }

        @Override
        public AnomalySeen of(RepositoryRef known) {
            return new AnomalySeen(known, seenAt, metric, value, threshold, severity, files, count);
        }

        @Override
        public AnomalySeen folded(int sightings, Instant first, Instant last) {
            return new AnomalySeen(repository, last, metric, value, threshold, severity, files, sightings);
        }
    }

    /**
     * Runs of CI on the default branch take longer for one test than they did, again and again.
     *
     * @param run the workflow's name
     * @param before median of the runs before, in seconds, and {@code spread} their median absolute deviation
     * @param runsBefore how many these are
     * @param newest the times of the runs since then, oldest first
     * @param bound above which a time is out of the ordinary
     * @param since the first commit whose run took longer, 40 hex
     * @param file the test's own, "" where its name does not say
     */
    record TestSlower(
            RepositoryRef repository,
            Instant seenAt,
            String run,
            String test,
            double before,
            double spread,
            int runsBefore,
            List<Double> newest,
            double bound,
            String since,
            String file)
            implements Signal {
        public TestSlower {
            newest = List.copyOf(newest);
        }
    }

    /** A person said something about the product. {@code sentiment} is negative, neutral or positive. */
    record FeedbackGiven(RepositoryRef repository, Instant seenAt, String text, String sentiment, int count)
            implements Signal {
        /** Said once. */
        public FeedbackGiven(RepositoryRef repository, Instant seenAt, String text, String sentiment) {
            this(repository, seenAt, text, sentiment, 1);
        }

        @Override
        public FeedbackGiven of(RepositoryRef known) {
            return new FeedbackGiven(known, seenAt, text, sentiment, count);
        }

        @Override
        public FeedbackGiven folded(int sightings, Instant first, Instant last) {
            return new FeedbackGiven(repository, last, text, sentiment, sightings);
        }
    }

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
     * @param fixable whether Fettle's own analyser found it, with a rule whose fix it can make and prove
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
            String solution,
            boolean fixable)
            implements Signal {
        @Override
        public RuleFinding of(RepositoryRef known) {
            return new RuleFinding(known, seenAt, rule, file, line, message, severity, identity, solution, fixable);
        }
    }

    /**
     * A tool has looked at the code, and this is all that it found there: what it had found before and does not find now is gone. No ticket is made of it.
     *
     * @param tool its name
     * @param category tells its analyses of different parts or kinds apart, "" where there is one
     * @param branch "" where it does not say
     * @param revision that it looked at, "" where it does not say
     * @param whole whether it saw all there was to see
     * @param files that it looked at; none for all of them
     * @param present what is there, also what it was told not to report as news
     */
    record AnalysisEnded(
            RepositoryRef repository,
            Instant seenAt,
            String tool,
            String category,
            String branch,
            String revision,
            boolean whole,
            List<String> files,
            List<RuleFinding> present)
            implements Signal {
        public AnalysisEnded {
            files = List.copyOf(files);
            present = List.copyOf(present);
        }

        @Override
        public AnalysisEnded of(RepositoryRef known) {
            return new AnalysisEnded(
                    known,
                    seenAt,
                    tool,
                    category,
                    branch,
                    revision,
                    whole,
                    files,
                    present.stream().map(finding -> finding.of(known)).toList());
        }
    }

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
