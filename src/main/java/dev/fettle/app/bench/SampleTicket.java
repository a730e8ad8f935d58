package dev.fettle.app.bench;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import java.time.Instant;
import java.util.List;

/**
 * What a ticket of {@link SampleBacklog} is about. Of a number always the same.
 *
 * @param number from 0; what kind of source it comes from goes by it
 */
record SampleTicket(int number, Instant created) {
    private static final List<String> SOURCES = List.of(
            "ci", "exception", "issue", "ci", "perf", "exception", "analysis", "ci", "feedback", "exception", "manual");
    private static final List<String> CLASSES = List.of(
            "Cart",
            "PriceList",
            "MonthlyReport",
            "RecentOrdersByCustomer",
            "Departures",
            "Invoice",
            "AddressBook",
            "StockLevel");
    private static final List<String> FAILURES = List.of(
            "NullPointerException",
            "IndexOutOfBoundsException",
            "IllegalStateException",
            "ArithmeticException",
            "ConcurrentModificationException");
    private static final List<String> WISHES = List.of(
            "Keep the guest in the house on the day of departure",
            "Show the currency beside each price",
            "Let an order be found by the name on the parcel",
            "Resolve a holding collection in src/main/java/com/acme/shop/cache/RecentOrdersByCustomer.java");

    static String source(int number) {
        return SOURCES.get(number % SOURCES.size());
    }

    String id() {
        return SampleBacklog.id(number);
    }

    private String subject() {
        return CLASSES.get(number / 3 % CLASSES.size());
    }

    private String failure() {
        return FAILURES.get(number / 5 % FAILURES.size());
    }

    private String wish() {
        return WISHES.get(number / 2 % WISHES.size());
    }

    String file() {
        return "src/main/java/com/acme/" + subject() + ".java";
    }

    String title() {
        return switch (source(number)) {
            case "ci" -> "Make " + subject() + "Test.empty pass again";
            case "exception" -> "Fix " + failure() + " in " + subject() + ".java";
            case "perf" -> "Speed up " + subject() + ".total";
            case "analysis" -> "Resolve a string comparison by reference in " + subject() + ".java";
            default -> wish();
        };
    }

    String description() {
        return switch (source(number)) {
            case "ci" -> "Since this morning the build of main is red.";
            case "exception" -> "Recurring " + failure() + " in production.";
            case "perf" -> "The time of a response has left its usual range.";
            case "analysis" -> "A rule of the static analysis is broken.";
            default -> "People ask for it, the last time this week.";
        };
    }

    String proposedSolution() {
        return switch (category()) {
            case BUG_FIX -> "Add a check in " + subject() + ".java:3";
            case PERFORMANCE -> "Measure " + subject() + ".total, and take out what is done more than once";
            case FEATURE -> "Extend " + subject() + " as it is described";
            case REFACTOR -> "Change the line as the rule says";
        };
    }

    String cause() {
        return "from " + source(number);
    }

    Category category() {
        return switch (source(number)) {
            case "ci", "exception" -> Category.BUG_FIX;
            case "perf" -> Category.PERFORMANCE;
            case "analysis" -> Category.REFACTOR;
            default -> Category.FEATURE;
        };
    }

    Evidence evidence() {
        String trace = "java.lang." + failure() + ": lines\n\tat com.acme." + subject() + ".total(" + subject()
                + ".java:3)\n\tat com.acme.Checkout.pay(Checkout.java:112)";
        return switch (source(number)) {
            case "ci" ->
                new Evidence.CiFailure(
                        "https://github.com/acme/shop/actions/runs/" + number,
                        "a".repeat(40),
                        "main",
                        List.of("com.acme." + subject() + "Test#empty"),
                        trace,
                        1 + number % 9,
                        created,
                        created);
            case "exception" ->
                new Evidence.ExceptionSeen("java.lang." + failure(), "lines", 1 + number % 40, created, created, trace);
            case "perf" -> new Evidence.Anomaly("response_time", 2.5, 1.0, "high");
            case "feedback" -> new Evidence.Feedback("I cannot find my order by the name on it.", "negative", created);
            case "issue" ->
                new Evidence.LabelledIssue(1 + number, wish(), "It would help us a lot at the counter.", "maria");
            case "analysis" -> new Evidence.Finding("StringEquality", file(), 12, "Strings are compared by reference.");
            default -> new Evidence.Manual();
        };
    }
}
