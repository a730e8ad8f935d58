package dev.fettle.app;

import dev.fettle.base.UntrustedText;
import dev.fettle.build.TestOutcome;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.repair.Suspect;
import java.util.List;
import java.util.Locale;

/** What {@code fettle fix} says where nothing is proposed: why, what was seen red, and what would help. */
final class NotFixedText {
    private static final int MOST_RED = 3;
    private static final int MOST_SUSPECTS = 5;
    private static final int LONGEST_MESSAGE = 200;

    private NotFixedText() {}

    static String of(NotMended not) {
        StringBuilder text = new StringBuilder();
        text.append(not.error() ? "failed: " : "abstained: ")
                .append(not.reason())
                .append(". ")
                .append(not.reason().sentence())
                .append('\n');
        if (!not.detail().isBlank()) {
            text.append(not.detail().strip().indent(2));
        }
        red(not, text);
        suspects(not, text);
        return text.append("What would help: ").append(help(not)).append('\n').toString();
    }

    /** As a person at a command line can do it; the reasons' own words are for a server. */
    static String help(NotMended not) {
        return switch (not.reason()) {
            case TIME_BUDGET -> "A quicker test suite, or more time, such as --time-limit 20m.";
            case NOT_RED, NO_TESTS ->
                "A test that fails because of the mistake, a stack trace (--trace FILE), or what 'fettle scan --source code_analysis' finds (--finding).";
            case OTHER_FAILURE -> "One of the red tests for --test; without --test all of them are looked at.";
            case DOES_NOT_BUILD -> "Make it build; what is wrong stands above.";
            case ENVIRONMENT, NO_SANDBOX ->
                "Mend what is named above; 'fettle doctor' says what else is missing on this machine.";
            case INTERNAL -> "The same again with --debug says more.";
            default -> not.reason().unblocks();
        };
    }

    private static void red(NotMended not, StringBuilder text) {
        List<TestOutcome> red =
                not.reproduction() == null ? List.of() : not.reproduction().red();
        if (red.isEmpty()) {
            return;
        }
        text.append("red:\n");
        red.stream()
                .limit(MOST_RED)
                .forEach(test ->
                        text.append("  ").append(test.id()).append(said(test)).append('\n'));
        if (red.size() > MOST_RED) {
            text.append("  and ").append(red.size() - MOST_RED).append(" more\n");
        }
    }

    /** Foreign words, so on one line and with nothing hidden in them. */
    private static String said(TestOutcome test) {
        TestOutcome.Failure failure = test.failure();
        if (failure == null) {
            return "";
        }
        String type = failure.type().substring(failure.type().lastIndexOf('.') + 1);
        String said = failure.message().isBlank()
                ? type
                : type.isEmpty() ? failure.message() : type + ": " + failure.message();
        return ": " + UntrustedText.oneLine(said, LONGEST_MESSAGE);
    }

    private static void suspects(NotMended not, StringBuilder text) {
        List<Suspect> suspects = not.search() == null ? List.of() : not.search().suspects();
        if (suspects.isEmpty()) {
            return;
        }
        text.append("lines worth a look:\n");
        suspects.stream()
                .limit(MOST_SUSPECTS)
                .forEach(suspect -> text.append(String.format(
                        Locale.ROOT,
                        "  %.2f %s:%d  %s%n",
                        suspect.suspiciousness(),
                        suspect.path(),
                        suspect.line(),
                        suspect.why())));
    }
}
