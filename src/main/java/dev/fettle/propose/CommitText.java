package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import java.util.Locale;

/** The title that commit and pull request share, and the commit's message. */
public final class CommitText {
    /** As long as a title may be. */
    public static final int LONGEST_TITLE = 72;

    private CommitText() {}

    /** Imperative, from the diff: what becomes what, and where. */
    public static String title(Patch patch, CommitStyle style) {
        Candidate candidate = patch.candidate();
        String file = candidate.path().substring(candidate.path().lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String place = dot > 0 ? file.substring(0, dot) : file;
        String verb = style.conventional() ? "fix: correct " : "Correct ";
        String text = verb + place + ": " + plain(candidate.summary());
        return Markdown.cut(text, LONGEST_TITLE);
    }

    /** Title, why, trailers. */
    public static String message(Ticket ticket, Patch patch, CommitStyle style, String authorName, String authorEmail) {
        StringBuilder text = new StringBuilder(title(patch, style)).append("\n\n");
        Candidate candidate = patch.candidate();
        text.append("In ")
                .append(candidate.path())
                .append(", line ")
                .append(candidate.line())
                .append(":\n")
                .append(wrap(plain(candidate.summary())))
                .append('\n');
        if (patch.proof() instanceof RedGreen proof && !proof.red().isEmpty()) {
            text.append('\n')
                    .append(wrap("Red before, green after: "
                            + proof.red().get(0).id()
                            + (proof.red().size() > 1 ? " and " + (proof.red().size() - 1) + " more" : "")
                            + "."))
                    .append('\n');
        }
        text.append("\nFettle-Ticket: ").append(ticket.id()).append('\n');
        text.append("Fettle-Rule: ").append(patch.rule()).append('\n');
        if (style.signOff()) {
            text.append("Signed-off-by: ")
                    .append(authorName)
                    .append(" <")
                    .append(authorEmail)
                    .append(">\n");
        }
        return text.toString();
    }

    /** Titles are read as references too: {@code #1} and {@code @name} from foreign code must not become any. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                .replaceAll("[@#](?=\\w)", "")
                .replaceAll("(?i)\\b(fix(e[sd])?|close[sd]?|resolve[sd]?)(?=:?\\s+#?\\d)", "mend")
                .strip();
    }

    private static String wrap(String text) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + word.length() + 1 > LONGEST_TITLE) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }

    /** A name for people: {@code relational-operator} → {@code relational operator}. */
    static String spoken(String rule) {
        return rule.replace('-', ' ').toLowerCase(Locale.ROOT);
    }
}
