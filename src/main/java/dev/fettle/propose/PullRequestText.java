package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Waiver;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The text of a pull request, every line of it from measured state: what a reviewer needs, then the folded details, then the footer. Above the fold at most
 * {@link #MOST_LINES} lines and {@link #MOST_CHARACTERS} characters are seen, the whole is at most {@link #LONGEST} long.
 */
public final class PullRequestText {
    /** As long as the whole text may be, in characters. */
    public static final int LONGEST = 20_000;

    /** As many lines may be seen above the fold. */
    static final int MOST_LINES = 25;

    /** As many characters may be seen above the fold. */
    static final int MOST_CHARACTERS = 1_500;

    /** Room kept for waivers, which may come later. */
    private static final int WAIVERS = 2_500;

    private static final String WAIVED_FROM = "<!-- fettle:waived -->\n\n";
    private static final String WAIVED_TO = "<!-- fettle:waived-end -->\n\n";
    private static final String NOT_USEFUL =
            "Not useful? Tick why, or just close it: either means no, and is remembered.";

    private PullRequestText() {}

    /** The hidden mark by which we find our own pull request again. */
    public static String marker(String ticketId) {
        return "<!-- fettle:ticket:" + ticketId + " -->";
    }

    /** The body, for a repository without a template of its own. */
    public static String body(Proposal proposal) {
        return body(proposal, "");
    }

    /**
     * The body.
     *
     * @param template the repository's own, "" for none: its headings and boxes stand between our details and our foot
     */
    public static String body(Proposal proposal, String template) {
        String top = aboveTheFold(proposal);
        String own = TemplateText.of(template);
        String footer = (own.isEmpty() ? "" : "\n" + own) + footer(proposal.ticket());
        String body = top + DetailsText.of(proposal, LONGEST - WAIVERS - top.length() - footer.length()) + footer;
        return waived(body, waivers(proposal.gates()), proposal.head());
    }

    /**
     * A text as it stands, with these waivers and no others shown above the fold.
     *
     * @param head the commit (40 hex) for which they count
     */
    public static String waived(String body, List<Waiver> waivers, String head) {
        String now = body.replace("\r\n", "\n");
        int fold = DetailsText.begin(now);
        // Foreign words above the fold are code on one line: none of them begins a line.
        int from = now.indexOf("\n" + WAIVED_FROM) + 1;
        int to = from == 0 || from > fold ? -1 : now.indexOf(WAIVED_TO, from);
        String rest = to < 0 ? now : now.substring(0, from) + now.substring(to + WAIVED_TO.length());
        if (waivers.isEmpty()) {
            return rest;
        }
        StringBuilder text = new StringBuilder(WAIVED_FROM)
                .append("**Waived** for `")
                .append(head, 0, Math.min(12, head.length()))
                .append("` only");
        for (Waiver waiver : waivers.stream().limit(5).toList()) {
            text.append("; ")
                    .append(Markdown.code(waiver.gate(), 60))
                    .append(" by ")
                    .append(Markdown.code(waiver.by(), 60))
                    .append(": ")
                    .append(Markdown.code(waiver.reason(), 200));
        }
        text.append(".\n\n").append(WAIVED_TO);
        int place = Math.max(0, DetailsText.begin(rest));
        return rest.substring(0, place) + text + rest.substring(place);
    }

    private static List<Waiver> waivers(GateReport report) {
        return report.verdicts().stream()
                .flatMap(verdict -> report.waiver(verdict).stream())
                .toList();
    }

    /** As roomy as the limits allow. */
    private static String aboveTheFold(Proposal proposal) {
        String text = "";
        for (Width width : Width.values()) {
            text = new TopText(proposal, width).text();
            Visible visible = Visible.of(text);
            if (visible.lines() <= MOST_LINES && visible.characters() <= MOST_CHARACTERS) {
                return text;
            }
        }
        return text;
    }

    /**
     * Which boxes at the foot are ticked in a text as it now stands on the forge. Only the foot is read: what looks like a box in quoted text is none.
     *
     * @param ticketId whose mark ends the foot; where a person took that away, nothing is ticked
     */
    public static Set<Objection> ticked(String body, String ticketId) {
        int end = body.lastIndexOf(marker(ticketId));
        int start = end < 0 ? -1 : body.lastIndexOf(NOT_USEFUL, end);
        Set<Objection> ticked = EnumSet.noneOf(Objection.class);
        if (start < 0) {
            return ticked;
        }
        List<String> lines =
                body.substring(start, end).lines().map(String::strip).toList();
        for (Objection objection : Objection.values()) {
            if (lines.stream().anyMatch(line -> line.equalsIgnoreCase("- [x] " + objection.words()))) {
                ticked.add(objection);
            }
        }
        return ticked;
    }

    private static String footer(Ticket ticket) {
        String revert = RevertText.of(ticket);
        StringBuilder text = new StringBuilder(revert.isEmpty() ? "" : "\n" + revert)
                .append("\n---\n")
                .append(
                        "From Fettle, a repair bot, which wrote this from what it measured. Commands, in a new comment by someone with write access: ")
                .append(
                        "`/fettle explain` · `/fettle retry` · `/fettle rebase` · `/fettle reject <reason>` · `/fettle stop`\n\n")
                .append(NOT_USEFUL)
                .append('\n');
        for (Objection objection : Objection.values()) {
            text.append("- [ ] ").append(objection.words()).append('\n');
        }
        return text.append('\n').append(marker(ticket.id())).append('\n').toString();
    }
}
