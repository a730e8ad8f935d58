package dev.fettle.propose;

import dev.fettle.base.UntrustedText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's own template for pull requests, filled in: its headings stay, each with where the answer stands in our text, and its boxes stay for people to tick.
 * What it tells the writer to do is left out.
 */
final class TemplateText {
    private static final int MOST_LINES = 40;
    private static final int LONGEST = 3_000;
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.{1,200}?)\\s*#*|\\*\\*(.{1,200})\\*\\*:?");
    private static final Pattern BOX = Pattern.compile("\\s{0,6}[-*+]\\s+\\[[ xX]?\\]\\s+(.+)");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(?:```|~~~).*");

    private TemplateText() {}

    /** The filled-in template; "" where it has neither headings nor boxes. */
    static String of(String template) {
        StringBuilder text = new StringBuilder();
        boolean fenced = false;
        String pending = "";
        int lines = 0;
        for (String line :
                UntrustedText.clean(UntrustedText.withoutHtmlComments(template)).split("\n", -1)) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            }
            Matcher heading = HEADING.matcher(line.strip());
            Matcher box = BOX.matcher(line);
            if (fenced || lines >= MOST_LINES || text.length() > LONGEST) {
                continue;
            }
            if (box.matches()) {
                text.append("- [ ] ").append(Markdown.prose(box.group(1), 200)).append('\n');
                pending = "";
                lines++;
            } else if (heading.matches()) {
                text.append(pending);
                boolean hashed = heading.group(1) != null;
                String words = hashed ? heading.group(2) : heading.group(3);
                String safe = Markdown.prose(words, 150);
                text.append(text.isEmpty() ? "" : "\n")
                        .append(hashed ? heading.group(1) + " " + safe : "**" + safe + "**")
                        .append("\n\n");
                pending = answer(words);
                lines++;
            }
        }
        return text.isEmpty() ? "" : text.append(pending).toString();
    }

    /** Where our text answers what a heading asks. */
    private static String answer(String heading) {
        String words = heading.toLowerCase(Locale.ROOT);
        if (has(words, "test|verif|proof|reproduc")) {
            return "See **Proof** above.\n";
        } else if (has(words, "risk|impact|breaking|compatib|security")) {
            return "See **Risk** above.\n";
        } else if (has(words, "issue|ticket|fixes|closes|related|reference")) {
            return "See **Why** above.\n";
        } else if (has(
                words, "why|motivation|context|description|summary|what|change|overview|purpose|problem|propos")) {
            return "See **Why** and **What changed** above.\n";
        }
        return "Left to a person.\n";
    }

    private static boolean has(String words, String any) {
        return Pattern.compile("\\b(?:" + any + ")").matcher(words).find();
    }
}
