package dev.fettle.backlog;

import java.time.Instant;
import java.util.List;

/** Why a ticket exists. All text in it is redacted. */
public sealed interface Evidence {
    /** {@code exception{type,message,count,first_seen,last_seen}}, with the frames as text lines. */
    record ExceptionSeen(String type, String message, int count, Instant firstSeen, Instant lastSeen, String stackTrace)
            implements Evidence {}

    /** {@code anomaly{metric,value,threshold,severity}}. */
    record Anomaly(String metric, double value, double threshold, String severity) implements Evidence {}

    /** {@code feedback{text,sentiment,timestamp}}. */
    record Feedback(String text, String sentiment, Instant timestamp) implements Evidence {}

    /** A red CI run: {@code ci{run,commit,branch,tests,excerpt,count,first_seen,last_seen}}. */
    record CiFailure(
            String run,
            String commit,
            String branch,
            List<String> tests,
            String excerpt,
            int count,
            Instant firstSeen,
            Instant lastSeen)
            implements Evidence {
        public CiFailure {
            tests = List.copyOf(tests);
        }

        /** What another run of the same is known by. */
        public String key() {
            return key(branch, run);
        }

        /** The same for a run that may be green by now. */
        public static String key(String branch, String run) {
            return branch + "\n" + run;
        }
    }

    /** A labelled issue: {@code issue{number,title,text,author}}. */
    record LabelledIssue(long number, String title, String text, String author) implements Evidence {}

    /** A rule's finding: {@code finding{rule,file,line,message}}. */
    record Finding(String rule, String file, int line, String message) implements Evidence {}

    /** {@code manual:true}. */
    record Manual() implements Evidence {}
}
