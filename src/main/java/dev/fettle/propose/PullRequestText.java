package dev.fettle.propose;

import dev.fettle.backlog.Ticket;

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

    private PullRequestText() {}

    /** The hidden mark by which we find our own pull request again. */
    public static String marker(String ticketId) {
        return "<!-- fettle:ticket:" + ticketId + " -->";
    }

    /** The body. */
    public static String body(Proposal proposal) {
        String top = aboveTheFold(proposal);
        String footer = footer(proposal.ticket());
        return top + DetailsText.of(proposal, LONGEST - top.length() - footer.length()) + footer;
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

    private static String footer(Ticket ticket) {
        return """

                ---
                `/fettle explain` · `/fettle retry` · `/fettle rebase` · `/fettle reject <reason>` · `/fettle stop`

                Not useful? Close it, and say why if you like: closing means no, and is remembered.
                - [ ] wrong fix
                - [ ] not wanted
                - [ ] too big
                - [ ] tests missing
                - [ ] duplicate
                - [ ] bad timing

                """ + marker(ticket.id()) + "\n";
    }
}
