package dev.fettle.propose;

import com.google.re2j.Pattern;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.build.StackTraceParser;
import dev.fettle.repair.ReportedCode;
import java.util.ArrayList;
import java.util.List;

/** What an issue leaves out that Fettle would need in order to see the failure for itself, as questions to people: at most two. */
public final class Questions {
    private static final String FAILURE =
            "What shows the failure? The stack trace, the command with its output, or a few lines of code that go wrong, in a fenced block.";
    private static final String EXPECTED = "What did you expect instead, and for which input?";

    /** Words by which people say what they expected. */
    private static final Pattern SAYS_EXPECTED =
            Pattern.compile("(?i)\\b(?:expect|expects|expected|should|instead|supposed)\\b");

    /** {@code OpeningTest}, {@code OpeningTest#closedAtNight}. */
    private static final Pattern NAMES_TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|Tests|TestCase|IT)\\b");

    private Questions() {}

    /** Those about a ticket; none where something shows the failure, or where no issue asked for it. */
    public static List<String> of(Ticket ticket) {
        List<Evidence.LabelledIssue> issues = ticket.evidence().stream()
                .filter(Evidence.LabelledIssue.class::isInstance)
                .map(Evidence.LabelledIssue.class::cast)
                .toList();
        boolean told =
                issues.size() < ticket.evidence().size() || issues.stream().anyMatch(issue -> shows(issue.text()));
        if (issues.isEmpty() || told) {
            return List.of();
        }
        List<String> questions = new ArrayList<>(List.of(FAILURE));
        if (issues.stream()
                .noneMatch(issue -> SAYS_EXPECTED
                        .matcher(issue.title() + "\n" + issue.text())
                        .find())) {
            questions.add(EXPECTED);
        }
        return List.copyOf(questions);
    }

    /** Those to ask while the work goes on: none where an issue names a test, which is looked at anyway. */
    static List<String> meanwhile(Ticket ticket) {
        boolean named = ticket.evidence().stream()
                .anyMatch(evidence -> evidence instanceof Evidence.LabelledIssue issue
                        && NAMES_TEST
                                .matcher(issue.title() + "\n" + issue.text())
                                .find());
        return named ? List.of() : of(ticket);
    }

    /** Whether a text shows a failure in a form that Fettle can reproduce: a stack trace, or Java code in a fence. */
    public static boolean shows(String text) {
        return StackTraceParser.parse(text).isPresent()
                || ReportedCode.of(0, text, false).isPresent();
    }
}
