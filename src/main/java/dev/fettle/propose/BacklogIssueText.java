package dev.fettle.propose;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.intake.Command;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one issue that mirrors a repository's queue. Every line is from the backlog; it says no times and no counts that change by themselves, so that it is written anew only
 * when something happened.
 */
public final class BacklogIssueText {
    /** Of a new issue. */
    public static final String TITLE = "Fettle: what it works on, and what it needs";

    /** The hidden mark by which the issue is found again. */
    public static final String MARKER = "<!-- fettle:backlog -->";

    /** As long as the whole text may be, in characters. */
    public static final int LONGEST = 60_000;

    /** Room for headings and the foot. */
    private static final int REST = 2_000;

    private static final List<Command.Verb> VERBS =
            List.of(Command.Verb.APPROVE, Command.Verb.RETRY, Command.Verb.STOP, Command.Verb.REJECT);
    private static final String BOX = "- [ ] ";
    private static final String TICKED = "- [x] ";
    private static final String HOW = """
            Tick a box, and it is done as if you had given that command in a comment. Only ticks of people with write access count; \
            Fettle takes each off again.

            """;

    private BacklogIssueText() {}

    /** The text, without its marker (the forge verb adds it). Parts in which there is nothing are left out. */
    public static String body(List<QueuePart> parts) {
        StringBuilder text = new StringBuilder();
        text.append("What Fettle has in hand in this repository: ")
                .append(summary(parts))
                .append(".\n\n");
        text.append(HOW);
        for (QueuePart part : parts) {
            if (part.all() > 0) {
                append(text, part);
            }
        }
        return text.append(
                        "---\n<sub>Kept up to date by Fettle, at most every few minutes. Close this issue, and it writes no more here;")
                .append(" <code>backlog_issue: false</code> in <code>.github/fettle.yml</code> does the same.</sub>\n")
                .toString();
    }

    /** What a comment says where the server lets no issue be edited: the same, without boxes. */
    public static String comment(String body) {
        StringBuilder text = new StringBuilder(
                "This server lets nobody edit the text above by program, so this is how things stand now. Boxes do nothing here.\n\n");
        body.replace(HOW, "")
                .lines()
                .filter(line -> !line.strip().startsWith(BOX))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** What it says from the time on when the repository does not want it any more. */
    public static String switchedOff() {
        return "The repository's settings do not ask for this issue any more (`backlog_issue`), so Fettle writes nothing here. It may be closed.\n";
    }

    /** Which boxes are ticked in a text as it stands on the forge. What looks like one within a line, or is indented otherwise, is none. */
    public static Set<BacklogTick> ticked(String body) {
        Set<BacklogTick> ticked = new LinkedHashSet<>();
        body.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, TICKED, 0, TICKED.length()))
                .forEach(line -> tick(line.substring(TICKED.length())).ifPresent(ticked::add));
        return ticked;
    }

    private static Optional<BacklogTick> tick(String label) {
        for (Command.Verb verb : VERBS) {
            String start = word(verb) + " `";
            if (label.startsWith(start) && label.endsWith("`") && label.length() > start.length() + 1) {
                return Optional.of(new BacklogTick(verb, label.substring(start.length(), label.length() - 1)));
            }
        }
        return Optional.empty();
    }

    private static String summary(List<QueuePart> parts) {
        StringBuilder text = new StringBuilder();
        for (QueuePart part : parts) {
            if (part.all() == 0) {
                continue;
            }
            String words = switch (part.kind()) {
                case NEEDS_YOU -> part.all() == 1 ? "needs you" : "need you";
                case IN_PROGRESS -> "in progress";
                case WAITING -> "waiting";
                case OPEN -> "open";
                case GIVEN_UP -> "abstained or failed";
                case REJECTED -> "rejected";
            };
            text.append(text.isEmpty() ? "" : ", ")
                    .append(part.all())
                    .append(' ')
                    .append(words);
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    private static void append(StringBuilder text, QueuePart part) {
        text.append("### ")
                .append(part.kind().heading())
                .append(" (")
                .append(part.all())
                .append(")\n\n");
        boolean folded = part.kind() == QueuePart.Kind.REJECTED;
        if (folded) {
            text.append("<details><summary>Fettle does not propose these again</summary>\n\n");
        }
        int more = part.all();
        for (QueuePart.Row row : part.shown()) {
            String shown = row(part.kind(), row);
            if (text.length() + shown.length() > LONGEST - REST) {
                break;
            }
            text.append(shown);
            more--;
        }
        if (more > 0) {
            text.append("- and ").append(more).append(" more\n");
        }
        text.append(folded ? "\n</details>\n\n" : "\n");
    }

    private static String row(QueuePart.Kind kind, QueuePart.Row row) {
        StringBuilder text = new StringBuilder();
        Ticket ticket = row.ticket();
        text.append("- ").append(Markdown.code(ticket.title(), 120));
        number(ticket, "issue")
                .ifPresent(issue -> text.append(" (#").append(issue).append(')'));
        text.append(" · ")
                .append(Words.of(ticket.category()))
                .append(" · priority ")
                .append(Words.of(ticket.priority()))
                .append(" · risk ")
                .append(ticket.riskLevel())
                .append("/10 · effort ")
                .append(ticket.estimatedEffort())
                .append("/10\n");
        String state = state(ticket);
        if (!state.isEmpty()) {
            text.append("  ").append(state).append('\n');
        }
        if (!row.why().isBlank()) {
            text.append("  ").append(Markdown.code(row.why(), 200)).append('\n');
        }
        for (Command.Verb verb : boxes(kind, ticket)) {
            text.append("  ")
                    .append(BOX)
                    .append(word(verb))
                    .append(" `")
                    .append(ticket.id())
                    .append("`\n");
        }
        return text.toString();
    }

    /** How it stands, one sentence of ours; the headings say the rest. */
    private static String state(Ticket ticket) {
        Optional<String> pull = number(ticket, "pull_request");
        WaitingReason waiting = ticket.waiting();
        String proposed = pull.map(number -> "Pull request #" + number).orElse("");
        if (ticket.status() == Status.READY) {
            String review = proposed.isEmpty() ? "Its fix waits for you." : proposed + " waits for a review.";
            return waiting == null ? review : (proposed.isEmpty() ? "" : proposed + ". ") + waiting.sentence();
        }
        return waiting == null ? "" : waiting.sentence();
    }

    /** What a person may want of a ticket that stands so. */
    private static List<Command.Verb> boxes(QueuePart.Kind kind, Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        return switch (kind) {
            case NEEDS_YOU ->
                waiting == WaitingReason.NEEDS_APPROVAL || waiting == WaitingReason.REPORTED
                        ? List.of(Command.Verb.APPROVE, Command.Verb.REJECT)
                        : List.of(Command.Verb.REJECT);
            case IN_PROGRESS -> List.of(Command.Verb.STOP, Command.Verb.REJECT);
            case WAITING, OPEN -> List.of(Command.Verb.REJECT);
            case GIVEN_UP -> List.of(Command.Verb.RETRY, Command.Verb.REJECT);
            case REJECTED -> List.of();
        };
    }

    private static String word(Command.Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> number(Ticket ticket, String name) {
        return Optional.ofNullable(ticket.metadata().get(name))
                .filter(value -> !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
