package dev.fettle.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each reason adds to the risk of a patch, in points: what {@link RiskAssessment} adds up, and what the page about it shows. Set by hand. */
public final class RiskWeights {
    static final Bands LINES = new Bands(List.of(4L, 10L, 50L), List.of(0.0, 0.5, 1.5, 3.0));
    static final double FURTHER_FILE = 0.5;
    static final double PUBLIC_DECLARATION = 2;
    static final double DELICATE_PATH = 2;
    static final Bands CALLS = new Bands(List.of(5L, 20L, 100L), List.of(0.0, 0.5, 1.0, 1.5));
    static final double CALLED_BY_THE_JDK = 1;
    static final double OPEN_TO_OTHERS = 0.5;
    static final Bands TESTS_OF_THE_LINE = new Bands(List.of(0L, 1L, 4L, 19L), List.of(1.5, 1.0, 0.5, 0.0, -0.5));
    static final double NO_RED_TO_GREEN = 1.5;
    static final int SMALL_SUITE_BELOW = 10;
    static final double SMALL_SUITE = 1;
    static final double OWN_TEST = 1;
    static final double ONE_FAILING_TEST = 0.5;
    static final double OTHERS_RED = 0.5;
    static final double OTHER_BEHAVIOUR = 0.5;
    static final double OTHER_BEHAVIOURS_AT_MOST = 2;
    static final Bands CHANGES_IN_A_YEAR = new Bands(List.of(5L, 19L), List.of(0.0, 0.5, 1.0));
    static final int YOUNG_DAYS = 14;
    static final double YOUNG_LINES = -0.5;
    static final int OLD_DAYS = 730;
    static final double OLD_LINES = 0.5;
    static final int JUDGED_ENOUGH = 5;
    static final double HALF_NOT_WANTED = 2;
    static final double QUARTER_NOT_WANTED = 1;
    static final int JUDGED_MANY = 10;
    static final double HARDLY_ANY_NOT_WANTED = -0.5;
    static final double TAKEN_BACK = 0.5;
    static final double TAKEN_BACK_AT_MOST = 1;
    static final double GATE_WITH_WARNING = 0.5;
    static final int TICKET_RISK_FREE = 5;
    static final double TICKET_POINT = 0.5;

    private RiskWeights() {}

    /**
     * A weight by a count.
     *
     * @param upTo upper ends of the bands, inclusive, ascending
     * @param weights one for each, and one for more
     */
    record Bands(List<Long> upTo, List<Double> weights) {
        double of(long count) {
            for (int i = 0; i < upTo.size(); i++) {
                if (count <= upTo.get(i)) {
                    return weights.get(i);
                }
            }
            return weights.get(upTo.size());
        }

        private Row row(String what) {
            List<String> ends =
                    new ArrayList<>(upTo.stream().map(String::valueOf).toList());
            ends.add("more");
            return new Row(
                    what + ": up to " + String.join(" / ", ends),
                    String.join(" / ", weights.stream().map(RiskWeights::number).toList()));
        }
    }

    /** One reason as the page shows it. */
    public record Row(String reason, String weight) {}

    /** All reasons, in the order in which they are looked at. */
    public static List<Row> rows() {
        return List.of(
                LINES.row("changed lines of production code"),
                flat("each file beyond the first", FURTHER_FILE),
                flat("a public declaration changes", PUBLIC_DECLARATION),
                flat(
                        "a delicate part: the path speaks of authentication, security, payment, locking, …",
                        DELICATE_PATH),
                flat("no test went from red to green", NO_RED_TO_GREEN),
                flat("a suite of fewer than " + SMALL_SUITE_BELOW + " tests", SMALL_SUITE),
                flat("Fettle wrote the test itself", OWN_TEST),
                flat("only one failing test says what is right", ONE_FAILING_TEST),
                flat("other tests red before and after", OTHERS_RED),
                capped(
                        "other edits that behave differently also passed every test, each",
                        OTHER_BEHAVIOUR,
                        OTHER_BEHAVIOURS_AT_MOST),
                CALLS.row("calls of the changed methods, by name"),
                flat(
                        "the JDK itself calls it (equals, hashCode, toString, compareTo), in place of the row above",
                        CALLED_BY_THE_JDK),
                flat(
                        "code outside of the project may call it: public or protected, and its classes too",
                        OPEN_TO_OTHERS),
                TESTS_OF_THE_LINE.row("tests that run the changed line"),
                CHANGES_IN_A_YEAR.row("times that the file changed in the year before"),
                flat("the newest of the changed lines is younger than " + YOUNG_DAYS + " days", YOUNG_LINES),
                flat("all of them are older than " + OLD_DAYS + " days", OLD_LINES),
                capped(
                        "earlier patches of the rule that were taken back after the merge, each",
                        TAKEN_BACK,
                        TAKEN_BACK_AT_MOST),
                new Row(
                        "earlier patches of the rule that people did not want, of at least " + JUDGED_ENOUGH
                                + " on which they decided: a quarter / half or more",
                        number(QUARTER_NOT_WANTED) + " / " + number(HALF_NOT_WANTED)),
                flat("at most one in twenty not wanted, of at least " + JUDGED_MANY, HARDLY_ANY_NOT_WANTED),
                flat("a gate with a warning, each", GATE_WITH_WARNING),
                flat("each point of the ticket's own risk above " + TICKET_RISK_FREE, TICKET_POINT));
    }

    private static Row flat(String reason, double weight) {
        return new Row(reason, number(weight));
    }

    private static Row capped(String reason, double weight, double most) {
        return new Row(reason, number(weight) + ", at most " + number(most));
    }

    private static String number(double weight) {
        String text = weight == Math.rint(weight)
                ? Long.toString(Math.round(weight))
                : String.format(Locale.ROOT, "%.1f", weight);
        return text.replace('-', '−');
    }
}
