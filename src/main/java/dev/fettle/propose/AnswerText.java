package dev.fettle.propose;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Waiver;
import dev.fettle.intake.Command;
import java.util.List;
import java.util.Locale;

/** Answers to commands that ask. */
public final class AnswerText {
    private static final int MOST_ATTEMPTS = 3;

    private AnswerText() {}

    /** The hidden mark by which the answer to a comment is found again. */
    public static String marker(long commentId) {
        return "<!-- fettle:answer:" + commentId + " -->";
    }

    /** The commands with their help, from the commands themselves. */
    public static String help() {
        StringBuilder text = new StringBuilder("| command | what it does |\n|---|---|\n");
        for (Command.Verb verb : Command.Verb.values()) {
            text.append("| `")
                    .append(verb.usage())
                    .append("` | ")
                    .append(verb.help())
                    .append(" |\n");
        }
        return text.append(
                        "\nCommands are taken from people with write access, at the start of a line of a new comment.\n")
                .toString();
    }

    /** The hidden mark of what is said of a ticket on another issue than its own. */
    public static String knownMarker(String ticketId) {
        return "<!-- fettle:known:" + ticketId + " -->";
    }

    /** For an issue that asks for what a ticket already stands for. */
    public static String known(Ticket ticket) {
        String issue = ticket.metadata().get("issue");
        return "This is known already" + (issue == null ? ". " : ", see #" + issue + ". ") + status(ticket);
    }

    /** The hidden mark of what is said of mistaken settings. */
    public static String settingsMarker() {
        return "<!-- fettle:settings -->";
    }

    /** For a person whose request is not taken up because of mistakes in the repository's settings. */
    public static String settings(String path, String mistakes) {
        return "**Nothing is done until the mistakes in `" + path + "` on the default branch are mended:**\n\n"
                + Markdown.block("text", mistakes, 3_000) + "\nThen ask again.\n";
    }

    public static String noTicket() {
        return "There is no ticket for this. `/fettle fix` makes one.\n";
    }

    /** A gate is waived for the pull request that stands. */
    public static String waived(Waiver waiver, String head) {
        return gate(waiver.gate()) + " does not count for `" + head.substring(0, Math.min(12, head.length()))
                + "`, and for no other patch. The pull request and its checks say so; who waived it, and why, is on record.\n";
    }

    /** A gate is waived that stopped a patch before there was a pull request. */
    public static String waivedAhead(Waiver waiver) {
        return gate(waiver.gate())
                + " does not count for the patch that it stopped, and for no other. Fettle tries again now: when the same patch comes out, it is proposed and shown"
                + " as waived. Who waived it, and why, is on record.\n";
    }

    /** Nothing is waived. */
    public static String notWaived(String why) {
        return "Nothing is waived. " + Markdown.prose(why, 300) + "\n";
    }

    /** The gate or the reason was missing. */
    public static String howToWaive(GateReport report) {
        String gates = String.join(
                ", ",
                report.verdicts().stream().map(verdict -> gate(verdict.gate())).toList());
        return "Nothing is waived. Say which gate, and why: `" + Command.Verb.WAIVE.usage()
                + "`. These judged the patch: " + gates + ".\n";
    }

    private static String gate(String id) {
        return Markdown.code(id, 60);
    }

    /** How a ticket stands. */
    public static String status(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        return "Ticket `" + ticket.id() + "` is **"
                + ticket.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "**"
                + (waiting == null ? "." : ". " + waiting.sentence() + held(ticket))
                + " Seen " + Words.plural(ticket.count(), "time") + ", risk " + ticket.riskLevel() + "/10, effort "
                + ticket.estimatedEffort() + "/10.\n";
    }

    /** What keeps it waiting though it is its turn. */
    private static String held(Ticket ticket) {
        String held = ticket.metadata().getOrDefault(Ticket.HELD, "");
        return held.isEmpty() ? "" : " " + Markdown.prose(held, 500);
    }

    /** What was tried. */
    public static String explain(Ticket ticket, List<Attempt> attempts) {
        StringBuilder text = new StringBuilder(status(ticket));
        if (attempts.isEmpty()) {
            return text.append("\nNo attempt was made yet.\n").toString();
        }
        int from = Math.max(0, attempts.size() - MOST_ATTEMPTS);
        if (from > 0) {
            text.append("\nThe last ")
                    .append(MOST_ATTEMPTS)
                    .append(" of ")
                    .append(attempts.size())
                    .append(" attempts.\n");
        }
        for (Attempt attempt : attempts.subList(from, attempts.size())) {
            text.append("\n**Attempt ")
                    .append(attempt.number())
                    .append("**: ")
                    .append(attempt.success() ? "succeeded" : "did not succeed")
                    .append(".\n");
            if (!attempt.changesSummary().isEmpty()) {
                text.append(Markdown.code(attempt.changesSummary(), 200)).append('\n');
            }
            if (!attempt.errorMessage().isEmpty()) {
                text.append(Markdown.block("text", attempt.errorMessage(), 1_000));
            }
            text.append("\n<details><summary>What was measured</summary>\n\n")
                    .append(Markdown.block("json", attempt.testResults(), 4_000))
                    .append("\n</details>\n");
        }
        return text.toString();
    }
}
