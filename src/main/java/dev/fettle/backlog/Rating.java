package dev.fettle.backlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a ticket is rated, with the reasons shown to people.
 *
 * @param risk 1 to 10
 * @param effort 1 to 10
 * @param reasons one short phrase each
 */
record Rating(Category category, Priority priority, int risk, int effort, List<String> reasons) {
    Rating {
        reasons = List.copyOf(reasons);
    }

    private static final int MOST = 10;

    /** Seen so often, an exception's priority is high. */
    static final int HIGH_COUNT = 5;

    /** Seen so often, it is critical. */
    static final int CRITICAL_COUNT = 50;

    /** More files than this make a ticket riskier. */
    private static final int FEW_FILES = 3;

    /** The same for these files, with what they add to the risk said in the reasons. */
    Rating at(List<String> files) {
        int more = 0;
        List<String> said = new ArrayList<>(reasons);
        Optional<String> delicate = DelicatePaths.wordIn(files);
        if (delicate.isPresent()) {
            more += 2;
            said.add("a delicate part: a path speaks of '" + delicate.get() + "' (risk +2)");
        }
        if (files.size() > FEW_FILES) {
            more += 1;
            said.add(files.size() + " files (risk +1)");
        }
        return more == 0 ? this : new Rating(category, priority, Math.min(MOST, risk + more), effort, said);
    }

    /** The priority that a count alone gives. */
    static Priority byCount(int count) {
        return count >= CRITICAL_COUNT ? Priority.CRITICAL : count >= HIGH_COUNT ? Priority.HIGH : Priority.MEDIUM;
    }

    static Rating exception(int count, boolean placed) {
        return new Rating(
                Category.BUG_FIX,
                byCount(count),
                4,
                3,
                List.of(
                        "an exception seen " + count + (count == 1 ? " time" : " times"),
                        placed ? "the place is known from the trace" : "nothing tells the place"));
    }

    static Rating redTests(boolean defaultBranch, int tests) {
        return new Rating(
                Category.BUG_FIX,
                defaultBranch ? Priority.HIGH : Priority.MEDIUM,
                3,
                tests > 5 ? 5 : 3,
                List.of(
                        defaultBranch ? "the default branch is red" : "a branch is red",
                        tests == 1 ? "one failing test says what is right" : tests + " failing tests"));
    }

    static Rating anomaly(String severity) {
        return new Rating(
                Category.PERFORMANCE,
                bySeverity(severity),
                5,
                6,
                List.of("severity " + severity, "a measure, no failing test yet"));
    }

    static Rating feedback(String sentiment) {
        Priority priority = switch (sentiment) {
            case "negative" -> Priority.HIGH;
            case "positive" -> Priority.LOW;
            default -> Priority.MEDIUM;
        };
        return new Rating(Category.FEATURE, priority, 3, 4, List.of(sentiment + " feedback"));
    }

    static Rating issue(boolean withTrace) {
        return new Rating(
                Category.BUG_FIX,
                Priority.MEDIUM,
                withTrace ? 4 : 5,
                withTrace ? 3 : 5,
                List.of(
                        "asked for by a person with write access",
                        withTrace ? "with a stack trace" : "without a stack trace"));
    }

    /** A shape that is one provider's is hardly ever a false alarm. */
    static Rating secret(String kind) {
        boolean general = Set.of("assigned-secret", "provider-secret", "secret-file", "private-data")
                .contains(kind);
        return new Rating(
                Category.BUG_FIX,
                general ? Priority.HIGH : Priority.CRITICAL,
                8,
                2,
                List.of("a secret in the history of the default branch", "only a person can revoke it"));
    }

    /** Of low severity it is a matter of tidiness, else a bug. */
    static Rating finding(String severity) {
        Priority priority = bySeverity(severity);
        return new Rating(
                priority == Priority.LOW ? Category.REFACTOR : Category.BUG_FIX,
                priority,
                3,
                2,
                List.of("a rule's finding of severity " + severity));
    }

    static Rating vulnerable(String severity, boolean fixable) {
        return new Rating(
                Category.BUG_FIX,
                bySeverity(severity),
                fixable ? 4 : 6,
                fixable ? 2 : 6,
                List.of(
                        "a published vulnerability of severity " + severity,
                        fixable ? "a version without it is known" : "no version without it is known"));
    }

    private static Priority bySeverity(String severity) {
        return switch (severity) {
            case "critical" -> Priority.CRITICAL;
            case "high" -> Priority.HIGH;
            case "low" -> Priority.LOW;
            default -> Priority.MEDIUM;
        };
    }
}
